-- The access log as a chain for each patient: each line's hash covers the line and the hash before it (protocol, log_chain.rs). The
-- lines of before move over when the store opens next, since hashes are made by the program; then access_log_before is empty.
DROP TRIGGER access_log_stays_as_written ON access_log;
DROP INDEX access_log_by_patient;
DROP INDEX access_log_by_looker;
ALTER TABLE access_log RENAME TO access_log_before;
-- They move in this order, some at a time.
CREATE INDEX access_log_before_in_order ON access_log_before (patient_id, at, id);

CREATE TABLE access_log (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT REFERENCES accounts (id),
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail_ct BYTEA,
    hash BYTEA NOT NULL,
    UNIQUE (patient_id, number)
);
CREATE INDEX access_log_by_time ON access_log (patient_id, at, number);
-- What home asks for: who has looked at a record lately.
CREATE INDEX access_log_by_looker ON access_log (patient_id, at, actor_id) WHERE actor_kind = 'staff';
CREATE TRIGGER access_log_stays_as_written BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_append_only();

-- Where each chain ends, and up to which line a checkpoint has sealed it. Its row is held by whoever writes the next line.
CREATE TABLE access_heads (
    patient_id TEXT PRIMARY KEY REFERENCES patients (id),
    number BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    sealed_number BIGINT NOT NULL
);

-- The newest proof for each patient that lies outside of the database: a HeadProof as JSON.
CREATE TABLE access_proofs (
    patient_id TEXT PRIMARY KEY,
    proof TEXT NOT NULL
);

-- The checkpoints that were written outside: a SignedCheckpoint each as JSON.
CREATE TABLE access_checkpoints (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    signed TEXT NOT NULL
);
CREATE TRIGGER access_checkpoints_stay_as_written BEFORE UPDATE OR DELETE OR TRUNCATE ON access_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_append_only();

-- Whose turn it is to write the next checkpoint, where several servers share this database: one row.
CREATE TABLE access_checkpoint_turn (
    id BIGINT PRIMARY KEY,
    holder TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
INSERT INTO access_checkpoint_turn (id, holder, ends_at) VALUES (1, '', 0);
