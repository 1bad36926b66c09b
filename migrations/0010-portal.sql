-- What the portal lists: kept by a follower of the log, rebuilt from it at will. Public facts only.

CREATE TABLE portal_tender (
  tender_id text PRIMARY KEY,
  name text NOT NULL,
  code text NOT NULL,
  category text NOT NULL,
  area_code text NOT NULL,
  league_code text NOT NULL,
  stage text NOT NULL,
  published_at bigint,
  deadline_at bigint,
  opening_room text,
  initiator text NOT NULL
);
CREATE INDEX portal_tender_deadline ON portal_tender (deadline_at);

CREATE TABLE portal_lot (
  lot_id text PRIMARY KEY,
  tender_id text NOT NULL,
  price_cap_fen numeric(20),
  award_fen numeric(20),
  awarded_at bigint
);
COMMENT ON COLUMN portal_lot.award_fen IS 'Price of the winner, from the award letter on.';

CREATE TABLE portal_notice (
  id text PRIMARY KEY,
  stream text NOT NULL,
  version int NOT NULL,
  tender_id text NOT NULL,
  lot_id text,
  kind text NOT NULL,
  listed boolean NOT NULL,
  title text NOT NULL,
  at bigint NOT NULL,
  log_index bigint NOT NULL,
  area_code text NOT NULL,
  league_code text NOT NULL,
  category text NOT NULL,
  facts jsonb NOT NULL,
  search text NOT NULL
);
CREATE INDEX portal_notice_at ON portal_notice (at DESC, id) WHERE listed;
CREATE INDEX portal_notice_tender ON portal_notice (tender_id, at);
CREATE INDEX portal_notice_log ON portal_notice (log_index);
COMMENT ON COLUMN portal_notice.version IS 'With stream, the event itself. Never shown: the gaps between versions count what is not public.';
COMMENT ON COLUMN portal_notice.listed IS 'False for steps that stand in the course of a project only.';
COMMENT ON COLUMN portal_notice.search IS 'Everything one may search for, lower case: names, code, text of the notice.';

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_tender, portal_lot, portal_notice TO ovoo_app;
