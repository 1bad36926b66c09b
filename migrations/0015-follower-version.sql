ALTER TABLE follower ADD version int NOT NULL DEFAULT 1;
COMMENT ON COLUMN follower.version IS 'Version of the code that wrote the view: newer code writes it anew, older code leaves it alone.';
