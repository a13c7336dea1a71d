//! Pictures of pages for critical eyes: `cargo xtask screenshots DIR`.
//!
//! Ten key screens, each in the combinations that `SALUS_COMBINATIONS` lists: `390-light-en 1280-dark-ar`.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use salus_e2e::{
    browser::{Browser, Screen},
    pages::{FIRST_IN_INBOX, FIRST_OF, complete, open_first},
    practice::Practice,
    steps,
    story::tell,
    words::LANGUAGES,
};

/// The key screens of a patient that have an address, besides signing in.
const PATIENT: [(&str, &str, &str); 6] = [
    ("home", "/", "home.record_title"),
    ("results", "/record/results", "record.results.title"),
    ("medicines", "/record/medicines", "record.medicines.current"),
    ("new-message", "/messages/new", "messages.topic_label"),
    ("feedback", "/feedback", "feedback.title"),
    ("security", "/security", "security.passkeys_title"),
];

/// How a picture is taken.
#[derive(Clone, Copy)]
struct Combination {
    screen: Screen,
    language: &'static str,
}

impl Combination {
    fn read(text: &str) -> Result<Self> {
        let [width, theme, language] =
            text.split('-').collect::<Vec<_>>().try_into().ok().with_context(|| format!("{text} is no combination"))?;
        let width = width.parse().with_context(|| format!("{width} is no width"))?;
        let height = if width < 900 { Screen::PHONE.height } else { Screen::DESK.height };
        let language = LANGUAGES.into_iter().chain(["fr", "es"]).find(|it| *it == language);
        Ok(Self {
            screen: Screen { width, height, dark: theme == "dark" },
            language: language.with_context(|| format!("{text} names no language"))?,
        })
    }

    fn name(self) -> String {
        format!("{}-{}-{}", self.screen.width, if self.screen.dark { "dark" } else { "light" }, self.language)
    }
}

#[tokio::test]
#[ignore = "takes pictures instead of testing: cargo xtask screenshots DIR"]
async fn the_key_screens_have_their_picture_taken() {
    let Some(folder) = env::var_os("SALUS_PICTURES").map(PathBuf::from) else { return };
    tell(async |practice| {
        let wanted = env::var("SALUS_COMBINATIONS").unwrap_or_default();
        let combinations = wanted.split_whitespace().map(Combination::read).collect::<Result<Vec<_>>>()?;
        let guest = practice.phone().await?;
        let (patient, nurse) = sign_in(practice).await?;
        for combination in combinations {
            guest.speak(combination.language);
            guest.goto("/sign-in").await?;
            guest.see(&guest.t("sign_in.title")).await?;
            take(&guest, &folder, "sign-in", combination).await?;

            patient.speak(combination.language);
            for (name, path, sign) in PATIENT {
                patient.goto(path).await?;
                patient.see(&patient.t(sign)).await?;
                take(&patient, &folder, name, combination).await?;
            }
            for (name, (_, list, first)) in ["result", "conversation"].into_iter().zip(FIRST_OF) {
                patient.goto(list).await?;
                open_first(&patient, first).await?;
                take(&patient, &folder, name, combination).await?;
            }

            nurse.speak(combination.language);
            nurse.goto("/team").await?;
            nurse.see(&nurse.t("team.inbox_title")).await?;
            if combination.screen.width >= 900 {
                open_first(&nurse, FIRST_IN_INBOX).await?;
            }
            take(&nurse, &folder, "care-team-inbox", combination).await?;
        }
        Ok(())
    })
    .await;
}

async fn sign_in(practice: &Practice) -> Result<(Arc<Browser>, Arc<Browser>)> {
    let patient = practice.phone().await?;
    steps::enter_as_patient(&patient, &practice.patient_with_password()?).await?;
    let nurse = practice.desk().await?;
    steps::enter_as_staff(&nurse, &practice.staff_with_password()?).await?;
    Ok((patient, nurse))
}

async fn take(browser: &Browser, folder: &Path, name: &str, combination: Combination) -> Result<()> {
    browser.show_on(combination.screen).await?;
    complete(browser).await?;
    browser.whole_picture(&folder.join(format!("{name}-{}.png", combination.name())), combination.screen).await
}
