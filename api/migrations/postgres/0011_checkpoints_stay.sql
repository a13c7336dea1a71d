-- Here the trigger of 0007 also refuses INSERT with ON CONFLICT DO UPDATE, the only way to write over a row; only SQLite has a REPLACE
-- that needed one of its own.
COMMENT ON TABLE access_checkpoints IS 'Checkpoints that were written outside: never changed, never deleted.';
