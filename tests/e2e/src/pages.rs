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

/// Pages that people come to from elsewhere: a bookmark, an invitation that lost its code on the way, an address that is wrong.
pub const ARRIVALS: [Page; 4] = [
    ("/sign-in", "sign_in.title"),
    ("/activate", "activation.code_by_hand"),
    ("/activate/staff", "activation.code_by_hand"),
    ("/no/such/page", "common.not_found_title"),
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

/// Waits until the page has its heading and nothing is loading any more: a part of the program that is on its way shows nothing.
pub async fn complete(browser: &Browser) -> Result<()> {
    until("the page to be complete", async || {
        let is_there = "return !!document.querySelector('main h1') && !document.querySelector('[aria-busy=true]') \
                        && !document.getElementById('shell')";
        Ok(browser.eval::<bool>(is_there, &[]).await?.then_some(()))
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

#[cfg(test)]
mod tests {
    use salus_portal::route::Route;

    use super::*;

    /// What stands in place of ids below.
    const ID: &str = "0192f0c1-2b3c-7def-8a90-1234567890ab";

    /// The portal's addresses, one for each: a new one does not compile before it is here.
    macro_rules! addresses {
        ($($route:pat => $address:literal),+ $(,)?) => {
            fn addresses() -> Vec<&'static str> {
                let _every_route_is_here = |route: &Route| match route { $($route => ()),+ };
                $(assert!(matches!(Route::parse($address, ""), Some($route)), "{} is another page", $address);)+
                vec![$($address),+]
            }
        };
    }

    addresses! {
        Route::Home => "/",
        Route::SignIn => "/sign-in",
        Route::Forgotten => "/sign-in/forgotten",
        Route::StopReset => "/stop-reset",
        Route::Activate { staff: false } => "/activate",
        Route::Activate { staff: true } => "/activate/staff",
        Route::Record => "/record",
        Route::Results => "/record/results",
        Route::Result(_) => "/record/results/0192f0c1-2b3c-7def-8a90-1234567890ab",
        Route::Vitals => "/record/vitals",
        Route::Medicines => "/record/medicines",
        Route::Conditions => "/record/conditions",
        Route::Allergies => "/record/allergies",
        Route::Immunizations => "/record/immunizations",
        Route::Visits => "/record/visits",
        Route::Messages => "/messages",
        Route::NewMessage(_) => "/messages/new",
        Route::Thread(_) => "/messages/0192f0c1-2b3c-7def-8a90-1234567890ab",
        Route::Feedback => "/feedback",
        Route::GiveFeedback(_) => "/feedback/0192f0c1-2b3c-7def-8a90-1234567890ab",
        Route::Security => "/security",
        Route::Help => "/help",
        Route::Preferences => "/preferences",
        Route::Accessibility => "/accessibility",
        Route::Protection => "/protection",
        Route::Team => "/team",
        Route::TeamThread(_) => "/team/threads/0192f0c1-2b3c-7def-8a90-1234567890ab",
        Route::TeamFeedback => "/team/feedback",
        Route::TeamAccessHelp => "/team/access-help",
    }

    #[test]
    fn every_address_of_the_portal_is_on_a_list_that_the_journeys_walk() {
        let opened: Vec<&str> =
            [GUEST.as_slice(), &ARRIVALS, &PATIENT, &TEAM].into_iter().flatten().map(|(address, _)| *address).collect();
        let links: Vec<&str> = FIRST_OF.iter().map(|(_, _, link)| *link).chain([FIRST_IN_INBOX]).collect();
        for address in addresses() {
            // The page of one thing is opened by the first link in a list.
            let list = address.strip_suffix(ID);
            let is_first =
                list.is_some_and(|list| links.iter().any(|link| link.contains(&format!("[href^='{list}']"))));
            assert!(opened.contains(&address) || is_first, "no journey opens {address}");
        }
    }
}
