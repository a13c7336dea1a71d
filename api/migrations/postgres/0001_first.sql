-- One text for both databases but for BLOB/BYTEA. Times are microseconds since 1970 UTC; ids are UUID text; *_ct is sealed
-- (api/src/crypto/blob.rs), *_index and *_hash are keyed hashes. No BOOLEAN: 0 and 1 as BIGINT.

CREATE TABLE practice_keys (
    version BIGINT PRIMARY KEY,
    kek_id TEXT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE patients (
    id TEXT PRIMARY KEY,
    source_index BYTEA NOT NULL UNIQUE,
    source_ct BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE patient_keys (
    patient_id TEXT NOT NULL REFERENCES patients (id),
    version BIGINT NOT NULL,
    kek_id TEXT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (patient_id, version)
);

CREATE TABLE resources (
    id TEXT PRIMARY KEY,
    patient_id TEXT REFERENCES patients (id),
    kind TEXT NOT NULL,
    source_index BYTEA NOT NULL UNIQUE,
    owner_index BYTEA,
    fingerprint BYTEA NOT NULL,
    content_ct BYTEA NOT NULL,
    imported_at BIGINT NOT NULL
);
CREATE INDEX resources_by_patient ON resources (patient_id);
CREATE INDEX resources_by_owner ON resources (owner_index);

CREATE TABLE record_views (
    patient_id TEXT NOT NULL REFERENCES patients (id),
    section TEXT NOT NULL,
    reader_version BIGINT NOT NULL,
    content_ct BYTEA NOT NULL,
    PRIMARY KEY (patient_id, section)
);

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    patient_id TEXT UNIQUE REFERENCES patients (id),
    email_index BYTEA NOT NULL UNIQUE,
    email_ct BYTEA NOT NULL,
    name_ct BYTEA NOT NULL,
    role_ct BYTEA,
    password_hash TEXT,
    made_at BIGINT NOT NULL,
    activated_at BIGINT
);

CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    credential_hash BYTEA NOT NULL UNIQUE,
    passkey_ct BYTEA NOT NULL,
    name_ct BYTEA NOT NULL,
    synced BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE recovery_codes (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    code_hash BYTEA NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    code_hash BYTEA NOT NULL UNIQUE,
    password_hash TEXT,
    failed_attempts BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX invitations_by_account ON invitations (account_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    device TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- Between two steps: after the password (purpose second_step), after an invitation was opened (purpose activation).
CREATE TABLE steps (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    invitation_id TEXT REFERENCES invitations (id),
    failed_attempts BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);

-- Passkey ceremonies in progress: single use, bound to the step or session that began them and to a purpose.
CREATE TABLE ceremonies (
    id TEXT PRIMARY KEY,
    holder_hash BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    state_ct BYTEA NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_holder ON ceremonies (holder_hash);

-- Failed attempts by keyed hash of what was attempted (an address, an account), so that unknown and known accounts are treated alike.
CREATE TABLE attempts (
    subject_hash BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_failed_at BIGINT NOT NULL
);

CREATE TABLE threads (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    subject_ct BYTEA NOT NULL,
    topic TEXT NOT NULL,
    about_ct BYTEA,
    state TEXT NOT NULL,
    answer_by TEXT,
    began_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    patient_read_at BIGINT NOT NULL,
    staff_read_at BIGINT NOT NULL
);
CREATE INDEX threads_by_patient ON threads (patient_id, last_at);
CREATE INDEX threads_by_state ON threads (state, last_at);

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL REFERENCES threads (id),
    patient_id TEXT NOT NULL REFERENCES patients (id),
    author_kind TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES accounts (id),
    body_ct BYTEA NOT NULL,
    send_key TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    opened_at BIGINT,
    UNIQUE (author_id, send_key)
);
CREATE INDEX messages_by_thread ON messages (thread_id, stored_at);

-- That a visit was rated, without the answer.
CREATE TABLE feedback_given (
    patient_id TEXT NOT NULL REFERENCES patients (id),
    visit_id TEXT NOT NULL,
    given_on TEXT NOT NULL,
    named BIGINT NOT NULL,
    PRIMARY KEY (patient_id, visit_id)
);

-- What was answered. An answer without a name has no patient, a random id and only its month, and lies in the order of its
-- random id, so that nothing joins it to the row above.
CREATE TABLE feedback_answers (
    id TEXT PRIMARY KEY,
    month TEXT NOT NULL,
    experience TEXT NOT NULL,
    listened TEXT NOT NULL,
    comment_ct BYTEA,
    patient_id TEXT REFERENCES patients (id)
);

CREATE TABLE access_log (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT REFERENCES accounts (id),
    action TEXT NOT NULL
);
CREATE INDEX access_log_by_patient ON access_log (patient_id, at);
CREATE FUNCTION access_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log stays as written';
END $$;
CREATE TRIGGER access_log_stays_as_written BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_append_only();
