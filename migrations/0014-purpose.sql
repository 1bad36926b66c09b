CREATE TABLE purpose (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  mode text NOT NULL CHECK (mode IN ('demo', 'production')),
  is_seeding boolean NOT NULL CHECK (mode = 'demo' OR NOT is_seeding)
);
COMMENT ON TABLE purpose IS 'What this database was made for, written before its first commit. Only the owner writes it.';
COMMENT ON COLUMN purpose.is_seeding IS 'The demo world is still being played: from before its first commit until after its last. Only so long may the database be discarded.';
