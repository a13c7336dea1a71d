-- The access log as a chain for each patient: each line's hash covers the line and the hash before it (protocol, log_chain.rs). The
-- lines of before move over when the store opens next, since hashes are made by the program; then access_log_before is empty.
DROP TRIGGER access_log_keeps_lines;
DROP TRIGGER access_log_stays_as_written;
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
    detail_ct BLOB,
    hash BLOB NOT NULL,
    UNIQUE (patient_id, number)
);
CREATE INDEX access_log_by_time ON access_log (patient_id, at, number);
-- What home asks for: who has looked at a record lately.
CREATE INDEX access_log_by_looker ON access_log (patient_id, at, actor_id) WHERE actor_kind = 'staff';
CREATE TRIGGER access_log_keeps_lines BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log keeps its lines'); END;
CREATE TRIGGER access_log_stays_as_written BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log stays as written'); END;

-- Or else REPLACE would take a line away without a DELETE.
CREATE TRIGGER access_log_replaces_nothing BEFORE INSERT ON access_log
    WHEN EXISTS (SELECT 1 FROM access_log WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM access_log WHERE patient_id = NEW.patient_id AND number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the access log stays as written'); END;

-- Where each chain ends, and up to which line a checkpoint has sealed it. Its row is held by whoever writes the next line.
CREATE TABLE access_heads (
    patient_id TEXT PRIMARY KEY REFERENCES patients (id),
    number BIGINT NOT NULL,
    hash BLOB NOT NULL,
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
CREATE TRIGGER access_checkpoints_stay BEFORE DELETE ON access_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints stay'); END;
CREATE TRIGGER access_checkpoints_stay_as_written BEFORE UPDATE ON access_checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints stay as written'); END;

-- Whose turn it is to write the next checkpoint, where several servers share this database: one row.
CREATE TABLE access_checkpoint_turn (
    id BIGINT PRIMARY KEY,
    holder TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
INSERT INTO access_checkpoint_turn (id, holder, ends_at) VALUES (1, '', 0);
