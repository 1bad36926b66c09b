-- Sales stand on the portal beside tenders.

ALTER TABLE portal_tender ADD COLUMN apply_until bigint;
COMMENT ON COLUMN portal_tender.tender_id IS 'Of a tender, or of a sale; ids are drawn and never meet.';
COMMENT ON COLUMN portal_tender.apply_until IS 'Of a sale: when the last of its lots closes for applications.';

CREATE TABLE portal_hall (
  lot_id text PRIMARY KEY,
  sale_id text NOT NULL,
  title text NOT NULL,
  mode text NOT NULL,
  area_code text NOT NULL,
  league_code text NOT NULL,
  start_at bigint NOT NULL,
  closes_at bigint,
  status text NOT NULL,
  start_fen numeric(20) NOT NULL,
  sold_fen numeric(20),
  ended_at bigint
);
CREATE INDEX portal_hall_start ON portal_hall (start_at);
CREATE INDEX portal_hall_closes ON portal_hall (closes_at);
COMMENT ON COLUMN portal_hall.closes_at IS 'The announced end of free bidding; null where the bidding ends by itself.';
COMMENT ON COLUMN portal_hall.sold_fen IS 'Price at which the bidding ended and a reserve, where there is one, was reached.';

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_hall TO ovoo_app;
