//! What waits for the patient on the home page: answers first, then results, then feedback.

use salus_protocol::{
    home::Waiting,
    time::{Day, RecordDate},
};

/// For how many days a result is new, and a look at the record counts as lately.
pub const NEW_DAYS: u16 = 30;
/// How many things home shows at most.
const MOST: usize = 5;
/// How many results are among them at most: the record shows the others.
const RESULTS: usize = 2;

/// Whether something of this date, known to the day, happened from `since` to `today`.
#[must_use]
pub fn is_new(date: &RecordDate, since: &Day, today: &Day) -> bool {
    date.day().is_some_and(|day| *since <= day && day <= *today)
}

/// Puts together what waits, most pressing first; each list newest first.
#[must_use]
pub fn today(answers: Vec<Waiting>, results: Vec<Waiting>, feedback: Vec<Waiting>) -> Vec<Waiting> {
    answers.into_iter().chain(results.into_iter().take(RESULTS)).chain(feedback).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use salus_protocol::Sample;

    use super::*;

    fn each() -> [Waiting; 3] {
        [
            Waiting::Answer {
                thread_id: Sample::sample(),
                author: String::new(),
                subject: String::new(),
                at: Sample::sample(),
            },
            Waiting::NewResult {
                result_id: Sample::sample(),
                name: "".into(),
                flag: None,
                at: Sample::sample(),
                language: None,
            },
            Waiting::Feedback { visit_id: Sample::sample(), title: "".into(), at: Sample::sample(), language: None },
        ]
    }

    #[test]
    fn answers_come_first_and_at_most_two_results_follow() {
        let [answer, result, feedback] = each();
        let waiting = today(vec![answer.clone()], vec![result.clone(); 4], vec![feedback.clone(); 4]);
        assert_eq!(waiting, [answer, result.clone(), result, feedback.clone(), feedback]);
    }

    #[test]
    fn a_date_that_is_not_known_to_the_day_is_not_new() {
        let day = |text: &str| Day::parse(text).unwrap();
        let new = |text: &str| is_new(&RecordDate::parse(text).unwrap(), &day("2026-10-23"), &day("2026-11-22"));
        assert!(new("2026-10-23") && new("2026-11-22T23:59"));
        assert!(!new("2026-10-22") && !new("2026-11-23") && !new("2026-11") && !new("2026"));
    }
}
