-- Followers and workers ask often whether anything has happened: the answer must not cost more the longer nothing did.
CREATE INDEX log_leaf_commits ON log_leaf (index) WHERE commit_id IS NOT NULL;
