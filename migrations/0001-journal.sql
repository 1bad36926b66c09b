-- The journal: what happened, once, for ever. Every page, list, alert and archive is a view of it.
-- Times are integer microseconds since 1970 (legal clock) unless a column says machine_*.

CREATE TABLE legal_clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  offset_us bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE legal_clock IS 'Offset of legal time to machine time: 0 in production; in demo and tests it begins in the past and only grows.';
INSERT INTO legal_clock DEFAULT VALUES;

CREATE FUNCTION machine_now() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint $$;

CREATE FUNCTION legal_now() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT machine_now() + offset_us FROM legal_clock $$;

-- The owner alone may execute it; a demo start grants it, a production start revokes it.
CREATE FUNCTION legal_clock_advance(to_us bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE legal_clock SET offset_us = greatest(offset_us, to_us - machine_now());
  RETURN legal_now();
END $$;
REVOKE EXECUTE ON FUNCTION legal_clock_advance(bigint) FROM PUBLIC;

CREATE TABLE commit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  root bytea NOT NULL CHECK (length(root) = 32),
  at bigint NOT NULL,
  signature bytea NOT NULL,
  cover bytea NOT NULL CHECK (length(cover) = 32)
);
COMMENT ON COLUMN commit.cover IS 'From it follow the cover leaves among which the events stand, and their places: the size of a commit says nothing. event.place is their order.';
COMMENT ON TABLE commit IS 'One durable append: Merkle root over its event commitments, signed by the receipt key before it is stored.';

CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commit_id bigint NOT NULL REFERENCES commit,
  place int NOT NULL,
  stream text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  kind text NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  class text NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 32),
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  UNIQUE (stream, version),
  UNIQUE (commit_id, place)
);
COMMENT ON COLUMN event.id IS 'Storage order only. Never a cursor: commits reorder; the log index is the only cursor.';
COMMENT ON COLUMN event.salt IS 'Secret of the header: its salt follows from it, and it opens the version that the header commits to.';
COMMENT ON COLUMN event.class IS 'Who may see the header (stream, version, kind, at, actor), part 0 of the commitment.';

CREATE TABLE event_part (
  event_id bigint NOT NULL REFERENCES event,
  n smallint NOT NULL CHECK (n > 0),
  class text NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 32),
  body text NOT NULL,
  PRIMARY KEY (event_id, n)
);
COMMENT ON TABLE event_part IS 'Canonical JSON of the fields of one disclosure class. Only the eraser role may delete a row; the commitment still verifies.';

CREATE TABLE part_hash (
  event_id bigint NOT NULL REFERENCES event,
  n smallint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (event_id, n)
);
COMMENT ON TABLE part_hash IS 'Hash of each part as committed; written when a part is erased, so that what is left still verifies.';

CREATE TABLE disclosure (
  scope text NOT NULL,
  class text NOT NULL,
  to_class text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (scope, class, to_class)
);
COMMENT ON TABLE disclosure IS 'What Disclosed events have opened: parts of class under scope are from then on treated as to_class.';

CREATE TABLE command (
  actor text NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  request_hash bytea NOT NULL,
  outcome jsonb NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (actor, key)
);
COMMENT ON TABLE command IS 'Outcome of every decided command, refusals too: the same key answers the same; another body under the key is refused.';

CREATE TABLE stream_head (
  stream text PRIMARY KEY,
  version int NOT NULL CHECK (version > 0),
  state jsonb NOT NULL,
  next_wake_at bigint
);
CREATE INDEX stream_head_wake ON stream_head (next_wake_at) WHERE next_wake_at IS NOT NULL;
COMMENT ON TABLE stream_head IS 'The only rows the write path updates: the folded state of each stream and the next instant it waits for.';

-- One round trip: what these commands already came to, the streams they look at, and the legal time after any barrier.
-- A barrier waits for every acceptance in flight under the gate, so that a close sees all that was in time.
CREATE FUNCTION journal_read(actors text[], keys text[], streams text[], prefixes text[], barriers text[])
RETURNS TABLE (what text, k1 text, k2 text, version int, body text, hash bytea, at bigint) LANGUAGE plpgsql AS $$
DECLARE gate text;
BEGIN
  FOR gate IN SELECT DISTINCT unnest(barriers) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(gate, 0));
  END LOOP;
  RETURN QUERY SELECT 'now'::text, NULL::text, NULL::text, NULL::int, NULL::text, NULL::bytea, legal_now();
  RETURN QUERY SELECT 'command'::text, c.actor, c.key, NULL::int, c.outcome::text, c.request_hash, c.at
    FROM unnest(actors, keys) AS wanted(actor, key) JOIN command c ON c.actor = wanted.actor AND c.key = wanted.key;
  RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, h.state::text, NULL::bytea, h.next_wake_at
    FROM stream_head h WHERE h.stream = ANY (streams);
  IF cardinality(prefixes) > 0 THEN
    RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, h.state::text, NULL::bytea, h.next_wake_at
      FROM unnest(prefixes) AS p(prefix) JOIN stream_head h ON h.stream >= p.prefix AND h.stream < p.prefix || U&'\FFFF';
  END IF;
END $$;

-- One round trip: appends a batch or nothing. SQLSTATE OV001 asks the caller to read and decide again: a stream or
-- guard has moved, or an instant one of them waits for has passed since the decision (nothing decided before a
-- deadline may commit after it).
CREATE FUNCTION journal_append(
  decided_at bigint,
  guard_streams text[], guard_versions int[],
  gate_streams text[],
  head_streams text[], head_expected int[], head_versions int[], head_states text[], head_wakes bigint[],
  commit_root bytea, commit_signature bytea, commit_cover bytea,
  event_streams text[], event_versions int[], event_kinds text[], event_actors text[], event_classes text[],
  event_salts bytea[], event_commitments bytea[],
  part_events int[], part_ns smallint[], part_classes text[], part_salts bytea[], part_bodies text[],
  disclosed_scopes text[], disclosed_classes text[], disclosed_to text[],
  command_actors text[], command_keys text[], command_names text[], command_hashes bytea[], command_outcomes text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  gate record;
  appended int;
  new_commit bigint;
  moment bigint;
BEGIN
  FOR gate IN
    SELECT g.stream, bool_or(g.exclusive) AS exclusive FROM (
      SELECT unnest(guard_streams) AS stream, false AS exclusive
      UNION ALL SELECT unnest(gate_streams), true) g
    GROUP BY 1 ORDER BY 1
  LOOP
    IF gate.exclusive THEN PERFORM pg_advisory_xact_lock(hashtextextended(gate.stream, 0));
    ELSE PERFORM pg_advisory_xact_lock_shared(hashtextextended(gate.stream, 0));
    END IF;
  END LOOP;

  moment := legal_now();
  IF EXISTS (
    SELECT 1 FROM unnest(guard_streams, guard_versions) AS g(stream, version)
    LEFT JOIN stream_head h ON h.stream = g.stream
    WHERE coalesce(h.version, 0) <> g.version
  ) THEN RAISE EXCEPTION 'a guarded stream has moved' USING ERRCODE = 'OV001'; END IF;
  IF EXISTS (
    SELECT 1 FROM stream_head h
    WHERE h.stream = ANY (guard_streams || head_streams) AND h.next_wake_at > decided_at AND h.next_wake_at <= moment
  ) THEN RAISE EXCEPTION 'an awaited instant has passed' USING ERRCODE = 'OV001'; END IF;

  IF cardinality(head_streams) > 0 THEN
    INSERT INTO stream_head AS h (stream, version, state, next_wake_at)
      SELECT n.stream, n.version, n.state::jsonb, n.wake
      FROM unnest(head_streams, head_versions, head_states, head_wakes) AS n(stream, version, state, wake)
      ORDER BY n.stream
    ON CONFLICT (stream) DO UPDATE SET version = excluded.version, state = excluded.state, next_wake_at = excluded.next_wake_at
      WHERE h.version = (head_expected)[array_position(head_streams, h.stream)];
    GET DIAGNOSTICS appended = ROW_COUNT;
    IF appended <> cardinality(head_streams) THEN RAISE EXCEPTION 'a stream has moved' USING ERRCODE = 'OV001'; END IF;

    INSERT INTO commit (root, at, signature, cover) VALUES (commit_root, decided_at, commit_signature, commit_cover) RETURNING id INTO new_commit;
    WITH placed AS (
      INSERT INTO event (commit_id, place, stream, version, kind, at, actor, class, salt, commitment)
      SELECT new_commit, e.place - 1, e.stream, e.version, e.kind, decided_at, e.actor, e.class, e.salt, e.commitment
      FROM unnest(event_streams, event_versions, event_kinds, event_actors, event_classes, event_salts, event_commitments)
        WITH ORDINALITY AS e(stream, version, kind, actor, class, salt, commitment, place)
      RETURNING id, place)
    INSERT INTO event_part (event_id, n, class, salt, body)
      SELECT placed.id, p.n, p.class, p.salt, p.body
      FROM unnest(part_events, part_ns, part_classes, part_salts, part_bodies) AS p(event_place, n, class, salt, body)
      JOIN placed ON placed.place = p.event_place;
    IF cardinality(disclosed_scopes) > 0 THEN
      INSERT INTO disclosure (scope, class, to_class, at)
        SELECT d.scope, d.class, d.to_class, decided_at
        FROM unnest(disclosed_scopes, disclosed_classes, disclosed_to) AS d(scope, class, to_class)
      ON CONFLICT DO NOTHING;
    END IF;
  END IF;

  INSERT INTO command (actor, key, name, request_hash, outcome, at)
    SELECT c.actor, c.key, c.name, c.hash, c.outcome::jsonb, decided_at
    FROM unnest(command_actors, command_keys, command_names, command_hashes, command_outcomes) AS c(actor, key, name, hash, outcome);
  RETURN new_commit;
END $$;

-- Plans made while the tables are small must not outlive their growth: by key, always.
ALTER FUNCTION journal_read(text[], text[], text[], text[], text[]) SET enable_seqscan = off;
ALTER FUNCTION journal_read(text[], text[], text[], text[], text[]) SET enable_hashjoin = off;
ALTER FUNCTION journal_read(text[], text[], text[], text[], text[]) SET enable_mergejoin = off;
DO $$
DECLARE append regprocedure := (SELECT oid::regprocedure FROM pg_proc WHERE proname = 'journal_append');
BEGIN
  EXECUTE format('ALTER FUNCTION %s SET enable_seqscan = off', append);
  EXECUTE format('ALTER FUNCTION %s SET enable_hashjoin = off', append);
  EXECUTE format('ALTER FUNCTION %s SET enable_mergejoin = off', append);
END $$;

GRANT USAGE ON SCHEMA public TO ovoo_app, ovoo_sequencer, ovoo_eraser;
GRANT SELECT ON legal_clock TO ovoo_app, ovoo_sequencer;
GRANT SELECT, INSERT ON commit, event, event_part, disclosure, command TO ovoo_app;
GRANT SELECT, INSERT, UPDATE ON stream_head TO ovoo_app;
GRANT SELECT ON part_hash TO ovoo_app;
GRANT SELECT ON commit TO ovoo_sequencer;
GRANT SELECT, DELETE ON event_part TO ovoo_eraser;
GRANT SELECT ON event TO ovoo_eraser;
GRANT INSERT ON part_hash TO ovoo_eraser;
