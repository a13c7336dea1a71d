-- A fresh proof for one act of one session: spent by the call that it was given for.
CREATE TABLE proofs (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    act TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX proofs_by_session ON proofs (session_id, act);

-- Where a passkey was used last, who keeps it, and since when it opens nothing any more.
ALTER TABLE passkeys ADD COLUMN last_used_on TEXT;
ALTER TABLE passkeys ADD COLUMN provider TEXT;
ALTER TABLE passkeys ADD COLUMN suspended_at BIGINT;

-- An authenticator app. The secret is sealed; the last step that was used is never taken again.
CREATE TABLE totps (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    secret_ct BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_used_at BIGINT,
    last_step BIGINT NOT NULL
);
