-- Keyed hashes over whom a row is for (api/src/store/bindings.rs): a row that somebody points at another person opens nothing there.
-- Steps, proofs and sessions of before have none, or another, and are over; everybody signs in once more.
ALTER TABLE accounts ADD COLUMN bound_hash BYTEA;
ALTER TABLE recovery_codes ADD COLUMN bound_hash BYTEA;
ALTER TABLE invitations ADD COLUMN bound_hash BYTEA;
ALTER TABLE resets ADD COLUMN bound_hash BYTEA;
ALTER TABLE steps ADD COLUMN bound_hash BYTEA;
ALTER TABLE proofs ADD COLUMN bound_hash BYTEA;

-- Since when every row is bound: rows of before were bound then, once.
CREATE TABLE bindings (
    one BIGINT PRIMARY KEY,
    since BIGINT NOT NULL
);
