//! What the program refuses to start with, and what it says.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use crate::harness::{TestApp, keyring};

/// Runs the program with nothing of this process's own settings.
fn salus(data: &Path, settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salus"));
    command.env_clear().args(arguments).arg("--data").arg(data);
    command.envs(settings.iter().copied()).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[tokio::test]
async fn a_database_does_not_open_without_the_master_key_that_it_names() {
    let app = TestApp::start().await;
    app.patient("alice").await;
    let says = app.another_store(keyring(7)).await.err().unwrap();
    assert!(says.contains(&keyring(1).kek_id()), "it names the key: {says}");
}

#[tokio::test]
async fn one_key_of_many_under_a_missing_master_key_stops_the_start() {
    let app = TestApp::start().await;
    for name in ["alice", "bruno", "carla"] {
        app.patient_only(name).await;
    }
    let bruno = app.app.store.find_patient("bruno").await.unwrap().unwrap();
    sqlx::query("UPDATE patient_keys SET kek_id = '0123456789ab' WHERE patient_id = $1")
        .bind(bruno.as_str())
        .execute(&app.keys_sql().await)
        .await
        .unwrap();
    let says = app.another_store(keyring(1)).await.err().unwrap();
    assert!(says.contains("0123456789ab"), "{says}");
}

#[tokio::test]
async fn a_wrapped_key_that_was_changed_stops_the_start() {
    let app = TestApp::start().await;
    app.patient_only("alice").await;
    for change in ["UPDATE patient_keys SET wrapped_key = $1", "UPDATE patient_keys SET kcv = $1"] {
        sqlx::query(change).bind(vec![9_u8; 60]).execute(&app.keys_sql().await).await.unwrap();
        assert!(app.another_store(keyring(1)).await.err().unwrap().contains("restore the wrapped keys"), "{change}");
    }
}

#[test]
fn the_program_says_where_its_keys_come_from_and_refuses_what_others_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let listed = salus(&data, &[], &["keys", "list"]);
    assert!(listed.status.success(), "{}", said(&listed));
    assert!(said(&listed).contains("active"), "{}", said(&listed));
    for file in ["salus.db", "wrapped-keys/keys.db", "keys/master.key", "keys/index.key"] {
        assert!(data.join(file).is_file(), "{file}");
    }
    let master = data.join("keys/master.key");
    fs::set_permissions(&master, fs::Permissions::from_mode(0o640)).unwrap();
    let refused = salus(&data, &[], &["keys", "list"]);
    assert!(!refused.status.success() && said(&refused).contains("chmod 0400"), "{}", said(&refused));
    fs::remove_file(&master).unwrap();
    let refused = salus(&data, &[], &["keys", "list"]);
    assert!(!refused.status.success() && said(&refused).contains("master.key"), "{}", said(&refused));
    assert!(!master.exists(), "the practice's key depends on it: none is made anew");
}

#[test]
fn keys_from_variables_work_and_every_start_warns() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two, index) = ("1".repeat(64), "2".repeat(64), "3".repeat(64));
    let first = [("SALUS_KEYS_FROM", "environment"), ("SALUS_MASTER_KEY", one.as_str()), ("SALUS_INDEX_KEY", &index)];
    for _ in 0..2 {
        let listed = salus(folder.path(), &first, &["keys", "list"]);
        assert!(listed.status.success(), "{}", said(&listed));
        let errors = String::from_utf8_lossy(&listed.stderr).into_owned();
        assert!(errors.matches("for trying things out only").count() == 2, "to the log and aloud: {errors}");
        assert!(!said(&listed).contains(&one) && !said(&listed).contains(&index));
    }
    assert!(!folder.path().join("keys").exists());

    let refused = salus(folder.path(), &[("SALUS_KEYS_FROM", "environment")], &["keys", "list"]);
    assert!(!refused.status.success() && said(&refused).contains("SALUS_MASTER_KEY"), "{}", said(&refused));

    let how = salus(folder.path(), &first, &["keys", "rotate"]);
    assert!(how.status.success() && said(&how).contains("Set SALUS_MASTER_KEY"), "{}", said(&how));
    let both = format!("{two},{one}");
    let second = [("SALUS_KEYS_FROM", "environment"), ("SALUS_MASTER_KEY", both.as_str()), ("SALUS_INDEX_KEY", &index)];
    let rotated = salus(folder.path(), &second, &["keys", "rotate"]);
    assert!(said(&rotated).contains("1 keys were still wrapped with an older"), "{}", said(&rotated));
    // The older one is needed no more.
    let alone = [("SALUS_KEYS_FROM", "environment"), ("SALUS_MASTER_KEY", two.as_str()), ("SALUS_INDEX_KEY", &index)];
    assert!(salus(folder.path(), &alone, &["keys", "list"]).status.success());
    assert!(!salus(folder.path(), &first, &["keys", "list"]).status.success());
}

#[test]
fn keys_from_credentials_are_read_where_systemd_puts_them() {
    let folder = tempfile::tempdir().unwrap();
    let credentials = folder.path().join("credentials");
    fs::create_dir(&credentials).unwrap();
    for (name, digit) in [("master.key", "1"), ("index.key", "3")] {
        fs::write(credentials.join(name), digit.repeat(64)).unwrap();
        // As systemd gives them by access list: the mask shows in the group's place.
        fs::set_permissions(credentials.join(name), fs::Permissions::from_mode(0o440)).unwrap();
    }
    let given = [("SALUS_KEYS_FROM", "credential"), ("CREDENTIALS_DIRECTORY", credentials.to_str().unwrap())];
    let listed = salus(&folder.path().join("data"), &given, &["keys", "list"]);
    assert!(listed.status.success() && !said(&listed).contains("WARNING"), "{}", said(&listed));
    let how = salus(&folder.path().join("data"), &given, &["keys", "rotate"]);
    assert!(said(&how).contains("as credential master-"), "{}", said(&how));
    let none = salus(&folder.path().join("data"), &given[..1], &["keys", "list"]);
    assert!(!none.status.success() && said(&none).contains("CREDENTIALS_DIRECTORY"), "{}", said(&none));
}
