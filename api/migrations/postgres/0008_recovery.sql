-- Mail that waits to be sent. Who it is for and what it says are sealed, and deleted once it is sent or given up; an answer to the
-- question whether it was sent is kept for a month.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    -- The reset that a reminder is about, so that it goes with it.
    reset_id TEXT,
    to_ct BYTEA,
    content_ct BYTEA,
    tries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    gives_up_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX outbox_that_waits ON outbox (next_try_at) WHERE content_ct IS NOT NULL;

-- Codes that were asked for to set a new password. A question for an address that has no account has a row as well, without a code.
CREATE TABLE mailed_codes (
    id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    address_hash BYTEA NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    code_hash BYTEA,
    failed_attempts BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX mailed_codes_by_address ON mailed_codes (address_hash, made_at);

-- An invitation that a reset has made opens only after its wait.
ALTER TABLE invitations ADD COLUMN opens_at BIGINT;

-- Accounts whose owners have lost every way in, vouched for by two members of the care team.
CREATE TABLE resets (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    begun_by TEXT NOT NULL REFERENCES accounts (id),
    begun_proofing TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    confirmed_by TEXT REFERENCES accounts (id),
    confirmed_proofing TEXT,
    confirmed_at BIGINT,
    invitation_id TEXT REFERENCES invitations (id),
    stopped_at BIGINT,
    done_at BIGINT
);
CREATE INDEX resets_by_account ON resets (account_id, begun_at);
CREATE INDEX resets_by_begin ON resets (begun_at);

-- The codes of the links with which a reset is stopped, as keyed hashes.
CREATE TABLE reset_stops (
    code_hash BYTEA PRIMARY KEY,
    reset_id TEXT NOT NULL REFERENCES resets (id)
);
