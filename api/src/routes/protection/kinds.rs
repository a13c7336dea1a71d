//! Each kind of data: how it is kept, who can open it, and in which columns it lies, so that a test can hold the words to the
//! database.

use salus_protocol::protection::{Kept, Kind, KindOfData, Opener};

/// A column: its kind, its table, its name.
pub type Column = (Kind, &'static str, &'static str);

/// Where each kind lies. What is sealed lies in a column that ends with `_ct`, what cannot be opened again in one that ends with
/// `_hash` or holds a sealed hash.
pub const COLUMNS: &[Column] = &[
    (Kind::Record, "resources", "content_ct"),
    (Kind::Record, "record_views", "content_ct"),
    (Kind::Messages, "threads", "subject_ct"),
    (Kind::Messages, "messages", "body_ct"),
    (Kind::Comments, "feedback_answers", "comment_ct"),
    (Kind::Account, "accounts", "name_ct"),
    (Kind::Account, "accounts", "email_ct"),
    (Kind::Account, "accounts", "preferences_ct"),
    (Kind::Account, "outbox", "to_ct"),
    (Kind::Account, "outbox", "content_ct"),
    (Kind::Password, "accounts", "password_ct"),
    (Kind::RecoveryCode, "recovery_codes", "code_hash"),
    (Kind::RecoveryCode, "mailed_codes", "code_hash"),
    (Kind::Passkey, "passkeys", "passkey_ct"),
    (Kind::Passkey, "totps", "secret_ct"),
    (Kind::Marks, "feedback_answers", "experience"),
    (Kind::Traces, "threads", "topic"),
    (Kind::Traces, "threads", "state"),
    (Kind::Traces, "messages", "stored_at"),
    (Kind::Traces, "access_log", "at"),
    (Kind::Traces, "sessions", "device"),
];

/// All kinds, those that matter most first.
pub(super) fn all() -> Vec<KindOfData> {
    use Opener::{CareTeam, Operator, Patient, Portal};
    let kind = |kind, kept, opened_by: &[Opener]| KindOfData { kind, kept, opened_by: opened_by.to_vec() };
    vec![
        kind(Kind::Record, Kept::OwnKey, &[Patient, CareTeam]),
        kind(Kind::Messages, Kept::OwnKey, &[Patient, CareTeam]),
        // Without a name they belong to no patient, and are sealed with the portal's key.
        kind(Kind::Comments, Kept::PortalKey, &[CareTeam]),
        kind(Kind::Account, Kept::PortalKey, &[Patient, CareTeam]),
        kind(Kind::Password, Kept::OneWay, &[]),
        kind(Kind::RecoveryCode, Kept::OneWay, &[]),
        kind(Kind::Passkey, Kept::PortalKey, &[Portal]),
        kind(Kind::Marks, Kept::Readable, &[CareTeam, Operator]),
        kind(Kind::Traces, Kept::Readable, &[Patient, CareTeam, Operator]),
    ]
}
