-- The log over the journal: one RFC 6962 tree whose leaves are commit roots and covers. Written by the sequencer role alone.

CREATE TABLE log_leaf (
  index bigint PRIMARY KEY,
  commit_id bigint UNIQUE REFERENCES commit,
  leaf bytea NOT NULL CHECK (length(leaf) = 32)
);
CREATE INDEX log_leaf_leaf ON log_leaf (leaf);
COMMENT ON TABLE log_leaf IS 'commit_id is NULL for a cover leaf (random bytes on a fixed rhythm, so that growth says nothing). leaf is the leaf data, not its hash.';

CREATE TABLE log_node (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, index)
);

CREATE TABLE log_checkpoint (
  size bigint PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  machine_at bigint NOT NULL
);
COMMENT ON TABLE log_checkpoint IS 'Signed notes. One root per size: never two signatures over different roots.';

CREATE TABLE log_cosignature (
  size bigint NOT NULL REFERENCES log_checkpoint,
  name text NOT NULL,
  line text NOT NULL,
  legal_at bigint NOT NULL,
  PRIMARY KEY (size, name)
);

GRANT SELECT, INSERT ON log_leaf, log_node, log_checkpoint, log_cosignature TO ovoo_sequencer;
GRANT SELECT ON log_leaf, log_node, log_checkpoint, log_cosignature TO ovoo_app;
GRANT INSERT ON log_cosignature TO ovoo_app;
GRANT SELECT ON event, event_part, disclosure TO ovoo_sequencer;
