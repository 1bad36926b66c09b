-- Sessions and credentials: not part of the journal, for they are secrets and they are deleted.

CREATE TABLE session (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  person_id text NOT NULL,
  org_id text,
  role text NOT NULL,
  method text NOT NULL CHECK (method IN ('certificate', 'password', 'demo', 'agent')),
  display jsonb NOT NULL,
  machine_created_at bigint NOT NULL,
  machine_expires_at bigint NOT NULL
);
COMMENT ON TABLE session IS 'Opaque server-side sessions: the cookie holds 32 random bytes, the row their SHA-256. Instants are of the machine clock.';
CREATE INDEX session_expiry ON session (machine_expires_at);

CREATE TABLE credential (
  login text PRIMARY KEY,
  person_id text NOT NULL,
  password_salt bytea NOT NULL,
  password_hash bytea NOT NULL,
  totp_secret bytea NOT NULL,
  totp_last_step bigint NOT NULL DEFAULT 0,
  failures int NOT NULL DEFAULT 0,
  machine_locked_until bigint NOT NULL DEFAULT 0
);
COMMENT ON COLUMN credential.totp_last_step IS 'A one-time code is accepted once: steps at or below this one are spent.';

CREATE TABLE node_pulse (
  node text PRIMARY KEY,
  machine_at bigint NOT NULL
);
COMMENT ON TABLE node_pulse IS 'Each node says once a second that it lives; a gap is an outage that the journal records.';

CREATE TABLE follower (
  name text PRIMARY KEY,
  next_index bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE follower IS 'Cursor of each follower: the log index it will read next.';

GRANT SELECT, INSERT, UPDATE, DELETE ON session, credential TO ovoo_app;
GRANT SELECT, INSERT, UPDATE ON node_pulse, follower TO ovoo_app;
