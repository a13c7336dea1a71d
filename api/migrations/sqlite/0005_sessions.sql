-- What a session began with, where its browser seems to be, and a keyed hash over what it belongs to: a row that somebody points to
-- another account opens nothing. Sessions of before have no such hash, so everybody signs in once more.
ALTER TABLE sessions ADD COLUMN began_with TEXT NOT NULL DEFAULT 'passkey';
ALTER TABLE sessions ADD COLUMN passkey_id TEXT;
ALTER TABLE sessions ADD COLUMN time_zone TEXT;
ALTER TABLE sessions ADD COLUMN network_hash BLOB;
ALTER TABLE sessions ADD COLUMN bound_hash BLOB;
ALTER TABLE sessions ADD COLUMN failed_unlocks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE steps ADD COLUMN time_zone TEXT;

-- The password's hash, sealed for its account; the plain column is emptied when a password is used or set.
ALTER TABLE accounts ADD COLUMN password_ct BLOB;
ALTER TABLE accounts ADD COLUMN password_set_at BIGINT;

-- Browsers in which the account was signed in before: they have a count of failures of their own.
CREATE TABLE known_devices (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    token_hash BLOB NOT NULL UNIQUE,
    device TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    offer_after BIGINT NOT NULL,
    offers_declined BIGINT NOT NULL
);
CREATE INDEX known_devices_by_account ON known_devices (account_id);
