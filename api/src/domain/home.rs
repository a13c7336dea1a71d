//! What waits for the patient on the home page: answers first, then results, then feedback.

use salus_protocol::home::Waiting;

/// How many things home shows at most.
const MOST: usize = 5;
/// How many results are among them at most: the record shows the others.
const RESULTS: usize = 2;

/// Puts together what waits, most pressing first; each list newest first.
#[must_use]
pub fn today(answers: Vec<Waiting>, results: Vec<Waiting>, feedback: Vec<Waiting>) -> Vec<Waiting> {
    answers.into_iter().chain(results.into_iter().take(RESULTS)).chain(feedback).take(MOST).collect()
}
