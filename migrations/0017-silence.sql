-- Reads as before, and says how long no node has been heard, in milliseconds, beside the time: nothing is decided after an
-- outage before the journal knows of it, whichever command comes first.
CREATE INDEX node_pulse_at ON node_pulse (machine_at);
CREATE OR REPLACE FUNCTION journal_read(actors text[], keys text[], streams text[], known int[], prefixes text[], barriers text[])
RETURNS TABLE (what text, k1 text, k2 text, version int, body text, hash bytea, at bigint) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE gate text;
BEGIN
  FOR gate IN SELECT DISTINCT unnest(barriers) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(gate, 0));
  END LOOP;
  -- Before the heads: whoever ends the silence between the two has recorded the outage, and its head is read.
  RETURN QUERY SELECT 'now'::text, NULL::text, NULL::text, least((machine_now() - (SELECT max(machine_at) FROM node_pulse)) / 1000, 2147483647)::int, NULL::text, NULL::bytea, legal_now();
  RETURN QUERY SELECT 'command'::text, c.actor, c.key, NULL::int, c.outcome::text, c.request_hash, c.at
    FROM unnest(actors, keys) AS wanted(actor, key) JOIN command c ON c.actor = wanted.actor AND c.key = wanted.key;
  RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, CASE WHEN h.version <> w.known THEN h.state::text END, NULL::bytea, h.next_wake_at
    FROM unnest(streams, known) AS w(stream, known) JOIN stream_head h ON h.stream = w.stream;
  IF cardinality(prefixes) > 0 THEN
    RETURN QUERY SELECT 'head'::text, h.stream, NULL::text, h.version, h.state::text, NULL::bytea, h.next_wake_at
      FROM unnest(prefixes) AS p(prefix) JOIN stream_head h ON h.stream >= p.prefix AND h.stream < p.prefix || U&'\FFFF';
  END IF;
END $$;
