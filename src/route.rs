//! Every address of the portal, typed. No other file spells an address.

use salus_protocol::{
    ids::{AccessId, EntryId, ResultId, ThreadId, VisitId},
    messages::About,
};

/// One address. The words in it are the patient's: `medicines`, never `medication-requests`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What waits for the patient, and the record at a glance.
    Home,
    /// Password, then passkey or recovery code.
    SignIn,
    /// Back in without the password: a code by mail, and a passkey.
    Forgotten,
    /// Stops a reset of the account. The code stands in the fragment, which no server sees.
    StopReset,
    /// From an invitation to an account. The code stands in the fragment, which no server sees.
    Activate {
        /// Whether the invitation is for a member of the care team.
        staff: bool,
    },
    /// The parts of the record.
    Record,
    /// All results.
    Results,
    /// One result with its history.
    Result(ResultId),
    /// Vital signs.
    Vitals,
    /// Medicines.
    Medicines,
    /// Conditions.
    Conditions,
    /// Allergies.
    Allergies,
    /// Immunizations.
    Immunizations,
    /// Visits.
    Visits,
    /// All conversations.
    Messages,
    /// A new conversation, about an entry of the record where it began there.
    NewMessage(Option<About>),
    /// One conversation.
    Thread(ThreadId),
    /// Visits to rate, and those that were rated.
    Feedback,
    /// The questions about one visit.
    GiveFeedback(VisitId),
    /// Passkeys, recovery code, sessions, and who looked.
    Security,
    /// How to get help.
    Help,
    /// Language, easy read, colours.
    Preferences,
    /// For whom the portal works, and for whom not yet.
    Accessibility,
    /// How the portal protects people.
    Protection,
    /// The care team's inbox.
    Team,
    /// One conversation, as the care team sees it.
    TeamThread(ThreadId),
    /// What patients say.
    TeamFeedback,
    /// For patients who have lost every way in.
    TeamAccessHelp,
}

/// For whom an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone, signed in or not.
    Anyone,
    /// Only people who are not signed in; the others are led to their first page.
    Guests,
    /// Patients and care team.
    SignedIn,
    /// Patients.
    Patients,
    /// The care team.
    Staff,
}

/// The main areas: what the navigation marks as the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Home.
    Home,
    /// The record.
    Record,
    /// Messages, and the care team's inbox.
    Messages,
    /// Feedback.
    Feedback,
    /// Security.
    Security,
    /// Patients who have lost every way in.
    AccessHelp,
    /// Anything that stands outside of the navigation.
    None,
}

impl Route {
    /// The address: path, and query where there is one.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".into(),
            Self::SignIn => "/sign-in".into(),
            Self::Forgotten => "/sign-in/forgotten".into(),
            Self::StopReset => "/stop-reset".into(),
            Self::Activate { staff: false } => "/activate".into(),
            Self::Activate { staff: true } => "/activate/staff".into(),
            Self::Record => "/record".into(),
            Self::Results => "/record/results".into(),
            Self::Result(id) => format!("/record/results/{id}"),
            Self::Vitals => "/record/vitals".into(),
            Self::Medicines => "/record/medicines".into(),
            Self::Conditions => "/record/conditions".into(),
            Self::Allergies => "/record/allergies".into(),
            Self::Immunizations => "/record/immunizations".into(),
            Self::Visits => "/record/visits".into(),
            Self::Messages => "/messages".into(),
            Self::NewMessage(None) => "/messages/new".into(),
            Self::NewMessage(Some(About::Result(id))) => format!("/messages/new?result={id}"),
            Self::NewMessage(Some(About::Medication(id))) => format!("/messages/new?medicine={id}"),
            Self::NewMessage(Some(About::Access(id))) => format!("/messages/new?access={id}"),
            Self::Thread(id) => format!("/messages/{id}"),
            Self::Feedback => "/feedback".into(),
            Self::GiveFeedback(id) => format!("/feedback/{id}"),
            Self::Security => "/security".into(),
            Self::Help => "/help".into(),
            Self::Preferences => "/preferences".into(),
            Self::Accessibility => "/accessibility".into(),
            Self::Protection => "/protection".into(),
            Self::Team => "/team".into(),
            Self::TeamThread(id) => format!("/team/threads/{id}"),
            Self::TeamFeedback => "/team/feedback".into(),
            Self::TeamAccessHelp => "/team/access-help".into(),
        }
    }

    /// Reads an address: the path as it stands in the address bar, and the query without its question mark. `None` if
    /// there is no such page.
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let route = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Home,
            (Some("sign-in"), None, _) => Self::SignIn,
            (Some("sign-in"), Some("forgotten"), None) => Self::Forgotten,
            (Some("stop-reset"), None, _) => Self::StopReset,
            (Some("activate"), None, _) => Self::Activate { staff: false },
            (Some("activate"), Some("staff"), None) => Self::Activate { staff: true },
            (Some("record"), None, _) => Self::Record,
            (Some("record"), Some("results"), Some(id)) => Self::Result(ResultId::parse(id).ok()?),
            (Some("record"), Some(area), None) => match area {
                "results" => Self::Results,
                "vitals" => Self::Vitals,
                "medicines" => Self::Medicines,
                "conditions" => Self::Conditions,
                "allergies" => Self::Allergies,
                "immunizations" => Self::Immunizations,
                "visits" => Self::Visits,
                _ => return None,
            },
            (Some("messages"), None, _) => Self::Messages,
            (Some("messages"), Some("new"), None) => Self::NewMessage(about(query)),
            (Some("messages"), Some(id), None) => Self::Thread(ThreadId::parse(id).ok()?),
            (Some("feedback"), None, _) => Self::Feedback,
            (Some("feedback"), Some(id), None) => Self::GiveFeedback(VisitId::parse(id).ok()?),
            (Some("security"), None, _) => Self::Security,
            (Some("help"), None, _) => Self::Help,
            (Some("preferences"), None, _) => Self::Preferences,
            (Some("accessibility"), None, _) => Self::Accessibility,
            (Some("protection"), None, _) => Self::Protection,
            (Some("team"), None, _) => Self::Team,
            (Some("team"), Some("threads"), Some(id)) => Self::TeamThread(ThreadId::parse(id).ok()?),
            (Some("team"), Some("feedback"), None) => Self::TeamFeedback,
            (Some("team"), Some("access-help"), None) => Self::TeamAccessHelp,
            _ => return None,
        };
        if parts.next().is_some() { None } else { Some(route) }
    }

    /// The page that the address opens. Two addresses of one page differ in what stands open on it.
    #[must_use]
    pub fn page(self) -> Self {
        match self {
            Self::TeamThread(_) => Self::Team,
            other => other,
        }
    }

    /// For whom the address is.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Help
            | Self::Preferences
            | Self::Accessibility
            | Self::Protection
            | Self::Activate { .. }
            | Self::StopReset => Audience::Anyone,
            Self::SignIn | Self::Forgotten => Audience::Guests,
            Self::Security => Audience::SignedIn,
            Self::Team | Self::TeamThread(_) | Self::TeamFeedback | Self::TeamAccessHelp => Audience::Staff,
            Self::Home
            | Self::Record
            | Self::Results
            | Self::Result(_)
            | Self::Vitals
            | Self::Medicines
            | Self::Conditions
            | Self::Allergies
            | Self::Immunizations
            | Self::Visits
            | Self::Messages
            | Self::NewMessage(_)
            | Self::Thread(_)
            | Self::Feedback
            | Self::GiveFeedback(_) => Audience::Patients,
        }
    }

    /// The area that the navigation marks.
    #[must_use]
    pub const fn area(&self) -> Area {
        match self {
            Self::Home => Area::Home,
            Self::Record
            | Self::Results
            | Self::Result(_)
            | Self::Vitals
            | Self::Medicines
            | Self::Conditions
            | Self::Allergies
            | Self::Immunizations
            | Self::Visits => Area::Record,
            Self::Messages | Self::NewMessage(_) | Self::Thread(_) | Self::Team | Self::TeamThread(_) => Area::Messages,
            Self::Feedback | Self::GiveFeedback(_) | Self::TeamFeedback => Area::Feedback,
            Self::Security => Area::Security,
            Self::TeamAccessHelp => Area::AccessHelp,
            Self::SignIn
            | Self::Forgotten
            | Self::StopReset
            | Self::Activate { .. }
            | Self::Help
            | Self::Preferences
            | Self::Accessibility
            | Self::Protection => Area::None,
        }
    }
}

/// The entry of the record that a query names, if it names one.
fn about(query: &str) -> Option<About> {
    query.split('&').find_map(|pair| match pair.split_once('=')? {
        ("result", id) => ResultId::parse(id).ok().map(About::Result),
        ("medicine", id) => EntryId::parse(id).ok().map(About::Medication),
        ("access", id) => AccessId::parse(id).ok().map(About::Access),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use salus_protocol::Sample;

    use super::*;

    /// One of each, so that a review of an address is a diff of one line.
    fn all() -> Vec<(Route, &'static str)> {
        vec![
            (Route::Home, "/"),
            (Route::SignIn, "/sign-in"),
            (Route::Activate { staff: false }, "/activate"),
            (Route::Activate { staff: true }, "/activate/staff"),
            (Route::Record, "/record"),
            (Route::Results, "/record/results"),
            (Route::Result(Sample::sample()), "/record/results/0192f0c1-2b3c-7def-8a90-1234567890ab"),
            (Route::Vitals, "/record/vitals"),
            (Route::Medicines, "/record/medicines"),
            (Route::Conditions, "/record/conditions"),
            (Route::Allergies, "/record/allergies"),
            (Route::Immunizations, "/record/immunizations"),
            (Route::Visits, "/record/visits"),
            (Route::Messages, "/messages"),
            (Route::NewMessage(None), "/messages/new"),
            (
                Route::NewMessage(Some(About::Result(Sample::sample()))),
                "/messages/new?result=0192f0c1-2b3c-7def-8a90-1234567890ab",
            ),
            (
                Route::NewMessage(Some(About::Medication(Sample::sample()))),
                "/messages/new?medicine=0192f0c1-2b3c-7def-8a90-1234567890ab",
            ),
            (
                Route::NewMessage(Some(About::Access(Sample::sample()))),
                "/messages/new?access=0192f0c1-2b3c-7def-8a90-1234567890ab",
            ),
            (Route::Thread(Sample::sample()), "/messages/0192f0c1-2b3c-7def-8a90-1234567890ab"),
            (Route::Feedback, "/feedback"),
            (Route::GiveFeedback(Sample::sample()), "/feedback/0192f0c1-2b3c-7def-8a90-1234567890ab"),
            (Route::Security, "/security"),
            (Route::Help, "/help"),
            (Route::Preferences, "/preferences"),
            (Route::Accessibility, "/accessibility"),
            (Route::Protection, "/protection"),
            (Route::Team, "/team"),
            (Route::TeamThread(Sample::sample()), "/team/threads/0192f0c1-2b3c-7def-8a90-1234567890ab"),
            (Route::TeamFeedback, "/team/feedback"),
            (Route::TeamAccessHelp, "/team/access-help"),
            (Route::Forgotten, "/sign-in/forgotten"),
            (Route::StopReset, "/stop-reset"),
        ]
    }

    #[test]
    fn every_address_is_printed_and_read_back() {
        for (route, address) in all() {
            assert_eq!(route.path(), address);
            let (path, query) = address.split_once('?').unwrap_or((address, ""));
            assert_eq!(Route::parse(path, query), Some(route), "{address}");
        }
    }

    #[test]
    fn an_address_that_is_not_there_leads_nowhere() {
        for path in [
            "/nothing",
            "/record/results/1",
            "/record/results/0192f0c1-2b3c-7def-8a90-1234567890ab/more",
            "/messages/NEW",
            "/team/threads",
            "/activate/nurse",
            "/feedback/../security",
        ] {
            assert_eq!(Route::parse(path, ""), None, "{path}");
        }
    }

    #[test]
    fn a_slash_at_the_end_does_no_harm() {
        assert_eq!(Route::parse("/record/", ""), Some(Route::Record));
        assert_eq!(Route::parse("", ""), Some(Route::Home));
    }

    #[test]
    fn a_query_that_names_nothing_known_is_ignored() {
        assert_eq!(Route::parse("/messages/new", "result=1&x"), Some(Route::NewMessage(None)));
    }
}
