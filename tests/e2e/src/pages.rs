//! The portal's pages in the browser: which there are, and how one sees that they are complete.

use anyhow::Result;

use crate::{browser::Browser, wait::until};

/// A page: its address, and the key of a text that shows once it is complete.
pub type Page = (&'static str, &'static str);

/// The pages of a patient that have an address of their own.
pub const PATIENT: [Page; 17] = [
    ("/", "home.record_title"),
    ("/record", "record.title"),
    ("/record/results", "record.results.title"),
    ("/record/vitals", "record.vitals.title"),
    ("/record/medicines", "record.medicines.current"),
    ("/record/conditions", "record.conditions.title"),
    ("/record/allergies", "record.allergies.title"),
    ("/record/immunizations", "record.immunizations.title"),
    ("/record/visits", "record.visits.past"),
    ("/messages", "messages.title"),
    ("/messages/new", "messages.topic_label"),
    ("/feedback", "feedback.title"),
    ("/security", "security.passkeys_title"),
    ("/help", "common.help.title"),
    ("/preferences", "preferences.title"),
    ("/accessibility", "accessibility.cannot_title"),
    ("/protection", "protection.cannot_title"),
];

/// The pages of a patient that a list leads to: the name, the list, and the link to the first of it.
pub const FIRST_OF: [(&str, &str, &str); 3] = [
    ("result", "/record/results", "main a[href^='/record/results/']"),
    ("thread", "/messages", "main a[href^='/messages/']:not([href^='/messages/new'])"),
    ("feedback-give", "/feedback", "main a[href^='/feedback/']"),
];

/// The pages before signing in that have an address of their own.
pub const GUEST: [Page; 5] = [
    ("/", "sign_in.title"),
    ("/sign-in/forgotten", "recovery.ask"),
    ("/stop-reset", "recovery.link_title"),
    ("/help", "common.help.title"),
    ("/protection", "protection.cannot_title"),
];

/// The pages of the care team that have an address of their own.
pub const TEAM: [Page; 4] = [
    ("/team", "team.inbox_title"),
    ("/team/feedback", "team.feedback_title"),
    ("/team/access-help", "access_help.list_title"),
    ("/security", "security.passkeys_title"),
];

/// The link to the first conversation in the care team's inbox.
pub const FIRST_IN_INBOX: &str = "main a[href^='/team/threads/']";

/// Waits until nothing is loading any more.
pub async fn complete(browser: &Browser) -> Result<()> {
    until("the page to be complete", async || {
        let idle = "return !document.querySelector('[aria-busy=true]') && !document.getElementById('shell')";
        Ok(browser.eval::<bool>(idle, &[]).await?.then_some(()))
    })
    .await
}

/// Follows the first link that fits, and waits until the page behind it is complete.
pub async fn open_first(browser: &Browser, selector: &str) -> Result<()> {
    until(selector, async || {
        let click = "const link = document.querySelector(arguments[0]); link?.click(); return !!link";
        Ok(browser.eval::<bool>(click, &[selector.into()]).await?.then_some(()))
    })
    .await?;
    browser.gone(&browser.t("common.loading")).await?;
    complete(browser).await
}
