//! Everything a thief of the database could carry away is searched for words that were planted in every field about a person.

use std::fs;

use salus_api::{
    cli::backup::{self, BackupArgs},
    import,
    store::accounts::AccountKind,
};
use salus_protocol::{
    Nothing,
    feedback::{Experience, FeedbackAnswer, Listened},
    messages::{NewReply, NewThread, StartThread, Topic},
    preferences::{Appearance, Language, Preferences, SavePreferences},
    security::{AccessQuery, GetSecurity, PasskeyRename, RenamePasskey, SearchAccess},
    staff::{GetStaffThread, StaffReply},
    words::{FeedbackComment, IdempotencyKey, MessageBody, PersonName, Subject},
};
use serde_json::json;

use crate::harness::{
    TestApp,
    authenticator::Authenticator,
    database::Fresh,
    entering::{BIRTH, named},
};

/// What was planted, and in which field. None of these occurs anywhere else.
const PLANTED: [(&str, &str); 17] = [
    ("name", "Quillfernsen"),
    ("birth date", BIRTH),
    ("result", "Brackwort in serum"),
    ("figure", "417.25"),
    ("condition", "Thistlepox"),
    ("record number", "MR7731904"),
    ("telephone", "079460417"),
    ("telephone as written", "+44 20 7946 0417"),
    ("e-mail of the record", "quillfern@record.example.org"),
    ("e-mail of the account", "zadie@example.org"),
    ("passkey's name", "Mossgate phone"),
    ("message's subject", "About Larkspurine"),
    ("message's body", "It began after Fennelday"),
    ("answer", "Rest until Yarrowmas"),
    ("feedback with a name", "Thanks to Hollowbrook"),
    ("name in the access log", "Idris Oakenmere"),
    ("role in the access log", "Keeper of Saxifrage"),
];

/// What a chosen language looks like where preferences are written.
const PREFERENCES: &str = "\"easy_read\":true";

/// Which planted words stand in which of the things that were stolen.
fn found(stolen: &[(&'static str, Vec<u8>)]) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for (thing, bytes) in stolen {
        // Each byte a character, so that a text can be searched whatever else stands there; capitals do not hide a word.
        let text: String = bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
        let words = PLANTED.iter().chain([&("preferences", PREFERENCES)]);
        let here = words.filter(|(_, word)| text.contains(&word.to_ascii_lowercase()));
        found.extend(here.map(|(field, _)| (*thing, *field)));
    }
    found
}

fn key(number: u32) -> IdempotencyKey {
    IdempotencyKey::parse(&format!("attempt-{number:012}")).unwrap()
}

/// A patient and a nurse who leave a planted word in every field.
async fn planted() -> TestApp {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().unwrap();
    let patient = json!({
        "resourceType": "Patient", "id": "zadie", "birthDate": BIRTH,
        "name": [{ "family": "Quillfernsen", "given": ["Zadie"] }],
        "identifier": [{ "type": { "coding": [{ "code": "MR" }] }, "value": "MR7731904" }],
        "telecom": [
            { "system": "phone", "value": "+44 20 7946 0417" },
            { "system": "email", "value": "quillfern@record.example.org" },
        ],
    });
    let of = json!({ "reference": "Patient/zadie" });
    let result = json!({
        "resourceType": "Observation", "id": "o", "status": "final", "subject": of,
        "category": [{ "coding": [{ "code": "laboratory" }] }], "code": { "text": "Brackwort in serum" },
        "effectiveDateTime": "2026-11-18T08:40:00Z", "valueQuantity": { "value": 417.25, "unit": "mmol/L" },
    });
    let condition = json!({ "resourceType": "Condition", "id": "c", "subject": of, "code": { "text": "Thistlepox" } });
    let visit = json!({
        "resourceType": "Encounter", "id": "e", "status": "finished", "class": { "code": "AMB" }, "subject": of,
        "type": [{ "text": "Check-up" }], "period": { "start": "2026-11-10T09:00:00Z" },
    });
    for (name, resource) in [("p", &patient), ("o", &result), ("c", &condition), ("e", &visit)] {
        fs::write(folder.path().join(format!("{name}.json")), resource.to_string()).unwrap();
    }
    import::run(&app.app.store, &[folder.path().to_owned()], std::sync::Arc::new(|_| {})).await.unwrap();

    let patient = app.app.store.find_patient("zadie").await.unwrap().unwrap();
    let account = app.account("zadie", AccountKind::Patient(patient.clone())).await;
    let invitation = app.app.store.invite(&account, Some(&patient)).await.unwrap();
    let mut zadie = app.guest();
    zadie.activate(&invitation.code, &mut Authenticator::new("phone")).await;
    let passkey_id = zadie.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    zadie.call(RenamePasskey { passkey_id }, PasskeyRename { name: named("Mossgate phone") }).await.ok();
    let preferences = Preferences { language: Some(Language::Ar), easy_read: true, appearance: Appearance::Dark };
    zadie.call(SavePreferences {}, preferences).await.ok();
    let question = NewThread {
        subject: Subject::parse("About Larkspurine").unwrap(),
        topic: Topic::Other,
        body: MessageBody::parse("It began after Fennelday").unwrap(),
        about: None,
        key: key(1),
    };
    let thread_id = zadie.call(StartThread {}, question).await.ok().id;
    let comment = FeedbackComment::parse("Thanks to Hollowbrook").unwrap();
    let answer = FeedbackAnswer { experience: Experience::Good, listened: Listened::Definitely, comment, named: true };
    zadie.rates(answer).await;

    let role = PersonName::parse("Keeper of Saxifrage").unwrap();
    let mut idris = app.staff_called("idris", "Idris Oakenmere", role).await;
    idris.call(GetStaffThread { thread_id: thread_id.clone() }, Nothing {}).await.ok();
    let reply = NewReply { body: MessageBody::parse("Rest until Yarrowmas").unwrap(), key: key(2) };
    idris.call(StaffReply { thread_id }, reply).await.ok();
    let log = zadie.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert!(serde_json::to_string(&log).unwrap().contains("Idris Oakenmere"), "the log names who looked");
    app
}

/// Everything in all tables, as text; bytes as they are and as hexadecimal digits turned back.
async fn rows_of(pool: &sqlx::AnyPool, schema: &str) -> Vec<u8> {
    let tables: Vec<(String,)> = sqlx::query_as("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = $1")
        .bind(schema)
        .fetch_all(pool)
        .await
        .unwrap();
    assert!(!tables.is_empty());
    let mut all = Vec::new();
    for (table,) in tables {
        let rows = sqlx::AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM {schema}.{table} t"));
        for (row,) in sqlx::query_as::<_, (String,)>(rows).fetch_all(pool).await.unwrap() {
            for part in row.split("\\\\x").skip(1) {
                let digits = part.bytes().take_while(u8::is_ascii_hexdigit).collect::<Vec<u8>>();
                let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
                all.extend(digits.chunks_exact(2).map(byte));
            }
            all.extend(row.replace("\"\"", "\"").into_bytes());
        }
    }
    all
}

/// All that could be stolen: the databases with their logs, and a backup.
async fn stolen(app: &TestApp) -> Vec<(&'static str, Vec<u8>)> {
    if let Fresh::Postgres(_) = app.database() {
        let sql = app.sql().await;
        return vec![("data", rows_of(&sql, "public").await), ("wrapped keys", rows_of(&sql, "salus_keys").await)];
    }
    let folder = tempfile::tempdir().unwrap();
    let (data, keys) = (folder.path().join("data"), folder.path().join("keys"));
    let args = BackupArgs { to: data.clone(), keys_to: Some(keys.clone()) };
    backup::run(args, &app.app.store, &mut Vec::new()).await.unwrap();
    vec![
        ("files", app.files().unwrap()),
        ("copy of the data", fs::read(data.join("salus.db")).unwrap()),
        ("copy of the keys", fs::read(keys.join("keys.db")).unwrap()),
    ]
}

#[tokio::test]
async fn no_planted_word_stands_in_the_databases_their_logs_or_a_backup() {
    let app = planted().await;
    assert_eq!(found(&stolen(&app).await), []);
}

#[tokio::test]
async fn the_search_finds_each_word_where_a_column_is_kept_plain() {
    let app = planted().await;
    let words: Vec<&str> = PLANTED.iter().chain([&("preferences", PREFERENCES)]).map(|(_, word)| *word).collect();
    // As if one column had been written without a seal.
    sqlx::query("UPDATE accounts SET name_ct = $1 WHERE kind = 'staff'")
        .bind(words.join("..").into_bytes())
        .execute(&app.sql().await)
        .await
        .unwrap();
    let found = found(&stolen(&app).await);
    let things: &[&str] =
        if matches!(app.database(), Fresh::Sqlite(_)) { &["files", "copy of the data"] } else { &["data"] };
    for thing in things {
        let fields = found.iter().filter(|(here, _)| here == thing).count();
        assert_eq!(fields, words.len(), "{thing}: {found:?}");
    }
}
