-- What a command came to is answered again as it was written, and is never searched: it stays text.
ALTER TABLE command ALTER COLUMN outcome TYPE text;

-- As before, with less work for each row: a stream's first head is a plain row, another one an update; the numbers of the
-- events are drawn first, so that the parts know theirs without a join.
CREATE OR REPLACE FUNCTION journal_append(
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
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  gate record;
  moved int;
  new_commit bigint;
  event_ids bigint[];
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
    -- A stream that another writer has begun meanwhile is a unique violation, which asks the caller to decide again as well.
    IF 0 = ANY (head_expected) THEN
      INSERT INTO stream_head (stream, version, state, next_wake_at)
        SELECT n.stream, n.version, n.state::jsonb, n.wake
        FROM unnest(head_streams, head_expected, head_versions, head_states, head_wakes) AS n(stream, expected, version, state, wake)
        WHERE n.expected = 0 ORDER BY n.stream;
    END IF;
    IF 0 < ANY (head_expected) THEN
      UPDATE stream_head h SET version = n.version, state = n.state::jsonb, next_wake_at = n.wake
        FROM (SELECT * FROM unnest(head_streams, head_expected, head_versions, head_states, head_wakes) AS u(stream, expected, version, state, wake)
              WHERE u.expected > 0 ORDER BY u.stream) n
        WHERE h.stream = n.stream AND h.version = n.expected;
      GET DIAGNOSTICS moved = ROW_COUNT;
      IF moved <> cardinality(array_remove(head_expected, 0)) THEN RAISE EXCEPTION 'a stream has moved' USING ERRCODE = 'OV001'; END IF;
    END IF;

    INSERT INTO commit (root, at, signature, cover) VALUES (commit_root, decided_at, commit_signature, commit_cover) RETURNING id INTO new_commit;
    event_ids := ARRAY(SELECT nextval('event_id_seq') FROM generate_subscripts(event_streams, 1));
    INSERT INTO event (id, commit_id, place, stream, version, kind, at, actor, class, salt, commitment) OVERRIDING SYSTEM VALUE
      SELECT e.id, new_commit, e.place - 1, e.stream, e.version, e.kind, decided_at, e.actor, e.class, e.salt, e.commitment
      FROM unnest(event_ids, event_streams, event_versions, event_kinds, event_actors, event_classes, event_salts, event_commitments)
        WITH ORDINALITY AS e(id, stream, version, kind, actor, class, salt, commitment, place);
    INSERT INTO event_part (event_id, n, class, salt, body)
      SELECT event_ids[p.event_place + 1], p.n, p.class, p.salt, p.body
      FROM unnest(part_events, part_ns, part_classes, part_salts, part_bodies) AS p(event_place, n, class, salt, body);
    IF cardinality(disclosed_scopes) > 0 THEN
      INSERT INTO disclosure (scope, class, to_class, at)
        SELECT d.scope, d.class, d.to_class, decided_at
        FROM unnest(disclosed_scopes, disclosed_classes, disclosed_to) AS d(scope, class, to_class)
      ON CONFLICT DO NOTHING;
    END IF;
  END IF;

  INSERT INTO command (actor, key, name, request_hash, outcome, at)
    SELECT c.actor, c.key, c.name, c.hash, c.outcome, decided_at
    FROM unnest(command_actors, command_keys, command_names, command_hashes, command_outcomes) AS c(actor, key, name, hash, outcome);
  RETURN new_commit;
END $$;
