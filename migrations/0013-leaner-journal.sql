-- journal_append is the only writer of the journal: nobody, the server's role included, puts a row in beside it. It gives
-- each event its commit and each part its event, so that asking for them again on the way would tell nothing new.
DO $$
DECLARE append regprocedure := (SELECT oid::regprocedure FROM pg_proc WHERE proname = 'journal_append');
BEGIN
  EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', append);
  EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', append);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ovoo_app', append);
END $$;
REVOKE INSERT ON commit, event, event_part, disclosure, command FROM ovoo_app;
REVOKE INSERT, UPDATE ON stream_head FROM ovoo_app;
ALTER TABLE event DROP CONSTRAINT event_commit_id_fkey;
ALTER TABLE event_part DROP CONSTRAINT event_part_event_id_fkey;

-- Reads as before, and leaves out the states that the caller says it knows at their latest version.
DROP FUNCTION journal_read(text[], text[], text[], text[], text[]);
CREATE FUNCTION journal_read(actors text[], keys text[], streams text[], known int[], prefixes text[], barriers text[])
RETURNS TABLE (what text, k1 text, k2 text, version int, body text, hash bytea, at bigint) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE gate text;
BEGIN
  FOR gate IN SELECT DISTINCT unnest(barriers) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(gate, 0));
  END LOOP;
  RETURN QUERY SELECT 'now'::text, NULL::text, NULL::text, NULL::int, NULL::text, NULL::bytea, legal_now();
  RETURN QUERY SELECT 'command'::text, c.actor, c.key, NULL::int, c.outcome::text, c.request_hash, c.at
    FROM unnest(actors, keys) AS wanted(actor, key) JOIN command c ON c.actor = wanted.actor AND c.key = wanted.key;
  RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, CASE WHEN h.version <> w.known THEN h.state::text END, NULL::bytea, h.next_wake_at
    FROM unnest(streams, known) AS w(stream, known) JOIN stream_head h ON h.stream = w.stream;
  IF cardinality(prefixes) > 0 THEN
    RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, h.state::text, NULL::bytea, h.next_wake_at
      FROM unnest(prefixes) AS p(prefix) JOIN stream_head h ON h.stream >= p.prefix AND h.stream < p.prefix || U&'\FFFF';
  END IF;
END $$;
