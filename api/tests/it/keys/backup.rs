//! `salus backup`: copies that open again, each in its own place.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use salus_api::{
    cli::backup::{self, BackupArgs},
    store::{Store, database::Database},
};

use crate::harness::{TestApp, database::Fresh, keyring};

async fn run(app: &TestApp, to: &Path, keys_to: Option<&Path>) -> Result<String, String> {
    let args = BackupArgs { to: to.to_owned(), keys_to: keys_to.map(Path::to_owned) };
    let mut out = Vec::new();
    match backup::run(args, &app.app.store, &mut out).await {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(error) => Err(format!("{error:#}")),
    }
}

fn is_sqlite(app: &TestApp) -> bool {
    matches!(app.database(), Fresh::Sqlite(_))
}

#[tokio::test]
async fn copies_made_while_patients_come_in_open_together_and_not_alone() {
    let app = Arc::new(TestApp::start().await);
    if !is_sqlite(&app) {
        return;
    }
    app.patient_only("alice").await;
    let folder = tempfile::tempdir().unwrap();
    let (data, keys) = (folder.path().join("data"), folder.path().join("keys"));
    let comes_in = tokio::spawn({
        let app = Arc::clone(&app);
        async move {
            for number in 0..20 {
                app.patient_only(&format!("new-{number}")).await;
            }
        }
    });
    let printed = run(&app, &data, Some(&keys)).await.unwrap();
    comes_in.await.unwrap();
    assert!(printed.contains("Keep them apart"), "{printed}");
    for file in [data.join("salus.db"), keys.join("keys.db")] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }

    let world = app.app.store.world().clone();
    let open = async |data: &Path, keys: &Path| {
        let wrapped = Database::wrapped_keys(&keys.join("keys.db").display().to_string()).await.unwrap();
        Store::open_with_keys(Database::sqlite(data).await.unwrap(), wrapped, keyring(1), world.clone()).await
    };
    let copy = open(&data, &keys).await.unwrap();
    assert_eq!(copy.roll().await.unwrap()[0].source, "Patient/alice");
    assert!(open(&data, &folder.path().join("elsewhere")).await.is_err(), "the data alone open nothing");
}

#[tokio::test]
async fn nothing_is_overwritten_and_the_two_do_not_lie_together() {
    let app = TestApp::start().await;
    if !is_sqlite(&app) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let says = run(&app, folder.path(), Some(folder.path())).await.unwrap_err();
    assert!(says.contains("one folder"), "{says}");
    let printed = run(&app, folder.path(), None).await.unwrap();
    assert!(printed.contains("--keys-to"), "{printed}");
    let before = fs::read(folder.path().join("salus.db")).unwrap();
    let says = run(&app, folder.path(), None).await.unwrap_err();
    assert!(says.contains("is there already"), "{says}");
    assert_eq!(fs::read(folder.path().join("salus.db")).unwrap(), before);
}

#[tokio::test]
async fn postgresql_is_copied_by_its_own_program() {
    let app = TestApp::start().await;
    if is_sqlite(&app) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let says = run(&app, folder.path(), None).await.unwrap_err();
    assert!(says.contains("--schema=public") && says.contains("--schema=salus_keys"), "{says}");
}
