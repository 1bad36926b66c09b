-- Workers ask again and again for what is still open, among ever more that is over: they find it without reading the states.
ALTER TABLE stream_head ADD COLUMN status text GENERATED ALWAYS AS (state->>'status') STORED;
CREATE INDEX stream_head_status ON stream_head (status, stream) WHERE status IS NOT NULL;

-- The heads of the streams whose names begin so. A join on a range of names that only the run tells is planned as if it
-- brought a ninth of the table; whoever asks here goes by key, always.
CREATE FUNCTION heads_under(prefix text) RETURNS SETOF stream_head LANGUAGE plpgsql STABLE COST 20 ROWS 10 SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY SELECT * FROM stream_head h WHERE h.stream >= prefix AND h.stream < prefix || U&'\FFFF';
END $$;
