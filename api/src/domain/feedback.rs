//! Feedback: which visits wait for it, and what the answers say together without picking anybody out.

use salus_protocol::{
    feedback::{Experience, Listened, RatedVisit, VisitToRate},
    ids::VisitId,
    record::Visit,
    staff::{ExperienceCount, ListenedCount, MonthOfFeedback},
    time::Day,
};

use super::days::{days_before, last_months};

/// For how many days after a visit its feedback is asked for.
const DAYS: u16 = 90;
/// Below how many answers a share is not told: it could show what one person said.
const FEWEST: u32 = 5;
/// How many months a report covers.
const MONTHS: u8 = 12;

/// That a visit was rated, without the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The visit.
    pub visit: VisitId,
    /// The day the feedback was given.
    pub on: Day,
    /// Whether it was given with the patient's name.
    pub named: bool,
}

/// How many gave the same answers in the same month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The first day of the month.
    pub month: Day,
    /// The first answer.
    pub experience: Experience,
    /// The second answer.
    pub listened: Listened,
    /// How many.
    pub count: u32,
}

/// What all answers say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// How many answers there are.
    pub answers: u32,
    /// Share of "very good" and "good" among those who know, in whole per cent.
    pub positive_percent: Option<u8>,
    /// Share of "poor" and "very poor", likewise.
    pub negative_percent: Option<u8>,
    /// How many answers of each kind.
    pub experience: Vec<ExperienceCount>,
    /// How many answers of each kind.
    pub listened: Vec<ListenedCount>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthOfFeedback>,
}

/// The past visits of the last 90 days that are dated to the day and wait for feedback, newest first.
#[must_use]
pub fn waiting(visits: &[Visit], given: &[Given], today: &Day) -> Vec<VisitToRate> {
    let earliest = days_before(today, DAYS);
    let mut waiting: Vec<VisitToRate> = visits
        .iter()
        .filter(|visit| !visit.upcoming && given.iter().all(|given| given.visit != visit.id))
        .filter_map(|visit| {
            let date = visit.date.clone()?;
            let day = date.day()?;
            (earliest <= day && day <= *today).then(|| VisitToRate {
                visit_id: visit.id.clone(),
                title: visit.title.clone(),
                language: visit.language.clone(),
                date,
            })
        })
        .collect();
    waiting.sort_by(|one, other| other.date.cmp(&one.date));
    waiting
}

/// The visits that were rated, newest first. A visit that has left the record since is not shown.
#[must_use]
pub fn rated(visits: &[Visit], given: &[Given]) -> Vec<RatedVisit> {
    let mut rated: Vec<RatedVisit> = given
        .iter()
        .filter_map(|given| {
            let visit = visits.iter().find(|visit| visit.id == given.visit)?;
            Some(RatedVisit {
                visit_id: visit.id.clone(),
                title: visit.title.clone(),
                language: visit.language.clone(),
                date: visit.date.clone()?,
                given_on: given.on.clone(),
                named: given.named,
            })
        })
        .collect();
    rated.sort_by(|one, other| other.date.cmp(&one.date));
    rated
}

/// Puts the answers together.
#[must_use]
pub fn shares(tallies: &[Tally], today: &Day) -> Shares {
    let count = |wanted: &dyn Fn(&Tally) -> bool| -> u32 {
        tallies.iter().filter(|tally| wanted(tally)).map(|tally| tally.count).sum()
    };
    let knows = |tally: &Tally| tally.experience != Experience::DontKnow;
    let positive = |tally: &Tally| matches!(tally.experience, Experience::VeryGood | Experience::Good);
    let negative = |tally: &Tally| matches!(tally.experience, Experience::Poor | Experience::VeryPoor);
    let known = count(&knows);
    let months = last_months(today, MONTHS).into_iter().map(|month| {
        let known = count(&|tally| tally.month == month && knows(tally));
        let share = percent(count(&|tally| tally.month == month && positive(tally)), known);
        MonthOfFeedback {
            answers: count(&|tally| tally.month == month),
            positive_percent: share.filter(|_| known >= FEWEST),
            month,
        }
    });
    Shares {
        answers: count(&|_| true),
        positive_percent: percent(count(&positive), known),
        negative_percent: percent(count(&negative), known),
        experience: Experience::ALL
            .into_iter()
            .map(|experience| ExperienceCount { experience, count: count(&|tally| tally.experience == experience) })
            .collect(),
        listened: Listened::ALL
            .into_iter()
            .map(|listened| ListenedCount { listened, count: count(&|tally| tally.listened == listened) })
            .collect(),
        months: months.collect(),
    }
}

/// A share in whole per cent, half rounded up; `None` of nothing.
fn percent(part: u32, whole: u32) -> Option<u8> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    if whole == 0 {
        return None;
    }
    u8::try_from((200 * part + whole) / (2 * whole)).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use salus_protocol::time::RecordDate;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn visit(number: u8, date: &str, upcoming: bool) -> Visit {
        Visit {
            id: VisitId::parse(&format!("00000000-0000-7000-8000-0000000000{number:02}")).unwrap(),
            title: format!("Visit {number}").into(),
            reason: None,
            date: RecordDate::parse(date).ok(),
            upcoming,
            with: None,
            place: None,
            language: None,
        }
    }

    fn tally(month: &str, experience: Experience, count: u32) -> Tally {
        Tally { month: day(month), experience, listened: Listened::Definitely, count }
    }

    #[test]
    fn only_past_visits_of_ninety_days_that_are_dated_to_the_day_wait() {
        let today = day("2026-11-22");
        let visits = [
            visit(1, "2026-08-24", false),
            visit(2, "2026-08-23", false),
            visit(3, "2026-11-22T08:00", false),
            visit(4, "2026-11-22T18:00", true),
            visit(5, "2026-11", false),
            visit(6, "2026-11-23", false),
            visit(7, "2026-11-10", false),
        ];
        let given = [Given { visit: visits[6].id.clone(), on: today.clone(), named: false }];
        let waiting = waiting(&visits, &given, &today);
        let titles: Vec<&str> = waiting.iter().filter_map(|visit| visit.title.words()).collect();
        assert_eq!(titles, ["Visit 3", "Visit 1"]);
        assert_eq!(rated(&visits, &given).len(), 1);
    }

    #[test]
    fn those_who_do_not_know_count_as_answers_and_in_no_share() {
        let month = "2026-11-01";
        let tallies = [
            tally(month, Experience::VeryGood, 5),
            tally(month, Experience::Good, 2),
            tally(month, Experience::Neither, 1),
            tally(month, Experience::VeryPoor, 1),
            tally(month, Experience::DontKnow, 7),
        ];
        let shares = shares(&tallies, &day("2026-11-22"));
        assert_eq!((shares.answers, shares.positive_percent, shares.negative_percent), (16, Some(78), Some(11)));
        assert_eq!(shares.experience.iter().map(|one| one.count).collect::<Vec<_>>(), [5, 2, 1, 0, 1, 7]);
        assert_eq!(shares.listened[0].count, 16);
        assert_eq!(shares.months.len(), 12);
    }

    #[test]
    fn a_month_below_five_answers_tells_no_share() {
        let tallies = [
            tally("2026-11-01", Experience::Good, 5),
            tally("2026-10-01", Experience::Good, 4),
            // Six answers, but what the one who knows has said would be told.
            tally("2026-09-01", Experience::Poor, 1),
            tally("2026-09-01", Experience::DontKnow, 5),
            // Longer ago than the months reach.
            tally("2025-11-01", Experience::Good, 9),
        ];
        let shares = shares(&tallies, &day("2026-11-22"));
        let last: Vec<_> = shares.months[9..].iter().map(|month| (month.answers, month.positive_percent)).collect();
        assert_eq!(last, [(6, None), (4, None), (5, Some(100))]);
        assert_eq!(shares.answers, 24);
    }

    #[test]
    fn without_answers_there_is_no_share() {
        let shares = shares(&[], &day("2026-11-22"));
        assert_eq!((shares.answers, shares.positive_percent, shares.negative_percent), (0, None, None));
        assert!(shares.months.iter().all(|month| month.answers == 0 && month.positive_percent.is_none()));
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(percent(1, 8), Some(13));
        assert_eq!(percent(1, 3), Some(33));
        assert_eq!(percent(7, 7), Some(100));
    }
}
