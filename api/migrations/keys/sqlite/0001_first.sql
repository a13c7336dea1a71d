-- The wrapped keys, apart from what they open. One text for both databases but for BLOB/BYTEA. Times are microseconds since 1970
-- UTC. `kcv` tells one data key from another (api/src/crypto/keyring.rs). A destroyed key is zeroes, and its row stays to say so.

CREATE TABLE practice_keys (
    version BIGINT PRIMARY KEY,
    kek_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    kcv BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    retired_at BIGINT
);

CREATE TABLE patient_keys (
    patient_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kek_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    kcv BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    retired_at BIGINT,
    destroyed_at BIGINT,
    PRIMARY KEY (patient_id, version)
);
CREATE INDEX patient_keys_by_kek ON patient_keys (kek_id) WHERE destroyed_at IS NULL;
CREATE INDEX patient_keys_destroyed ON patient_keys (destroyed_at) WHERE destroyed_at IS NOT NULL;
