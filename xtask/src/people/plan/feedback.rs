//! What patients said about their visits.

use jiff::{ToSpan as _, civil::Date};
use serde_json::{Value, json};

use super::super::{
    chart::Chart,
    days::{Days, Dice},
};

/// One answer of a patient: whose, the visit's days ago, experience, listened, comment, whether with the name, the
/// answer's days ago.
type Given = (&'static str, i32, &'static str, &'static str, &'static str, bool, i32);

const GIVEN: [Given; 7] = [
    (
        "lina@example.org",
        20,
        "very_good",
        "definitely",
        "Idris called when he said he would and explained the two steps of the new dose.",
        true,
        19,
    ),
    ("lina@example.org", 130, "good", "definitely", "", false, 128),
    (
        "omar@example.org",
        31,
        "very_good",
        "definitely",
        "I wrote in the morning and they called me back. I felt safe.",
        true,
        30,
    ),
    ("omar@example.org", 44, "good", "somewhat", "The parking places were full.", false, 43),
    ("omar@example.org", 57, "good", "definitely", "", false, 55),
    ("peter@example.org", 376, "good", "definitely", "", false, 374),
    (
        "maud@example.org",
        102,
        "very_good",
        "definitely",
        "The nurse took her time, and I did not have to wait.",
        true,
        100,
    ),
];

/// What the patients of the demo answered. The newest visit of each is left to be answered.
pub(super) fn of_patients(days: Days, charts: &[Chart]) -> Vec<Value> {
    GIVEN
        .iter()
        .filter_map(|(email, visit, experience, listened, comment, named, given)| {
            let chart = charts.iter().find(|chart| chart.who.email == *email)?;
            let on = days.workday_ago(*visit);
            let id = chart.visits().iter().find(|past| past.on == on)?.encounter.as_deref()?;
            Some(json!({
                "patient": email, "visit": format!("Encounter/{id}"), "experience": experience, "listened": listened,
                "comment": comment, "named": named, "on": days.ago(*given).to_string(),
            }))
        })
        .collect()
}

/// Experience, listened, comment. Each is given once.
const WORDS: [(&str, &str, &str); 26] = [
    ("good", "definitely", "Everything was explained well. The phone line was busy in the morning."),
    ("very_good", "definitely", "The doctor looked at me and not at the screen. Thank you."),
    ("good", "somewhat", "Friendly. I waited half an hour after my time."),
    ("very_good", "definitely", "I could read my result on the same evening, with a note that I understood."),
    ("poor", "somewhat", "I called four times before somebody answered."),
    ("very_good", "definitely", "The nurse drew a picture to show how the inhaler works."),
    ("neither", "somewhat", "It went by very quickly."),
    ("very_good", "definitely", "My questions from the last visit were not forgotten."),
    ("good", "definitely", "Good care. Please open the phone line earlier."),
    ("very_poor", "no", "I was sent home because my appointment was not in the calendar."),
    ("very_good", "definitely", "They found a chair for my mother and a glass of water."),
    ("good", "definitely", "The new signs on the second floor help."),
    ("very_good", "definitely", "I wrote at night and had an answer the next day."),
    ("neither", "somewhat", "The room was cold, the people were warm."),
    ("very_good", "definitely", ""),
    ("good", "somewhat", "I would have liked a printed plan to take home."),
    ("very_good", "definitely", "No rush at all, although the waiting room was full."),
    ("good", "definitely", "Easy to book. The lift was broken again."),
    ("poor", "no", "I left with the same question that I came with."),
    ("very_good", "definitely", "For the first time I understand what my tablets do."),
    ("very_good", "definitely", "The front desk helped me to set up my phone."),
    ("good", "definitely", "Blood test without pain. Thank you."),
    ("very_good", "definitely", "You answer the phone at half past seven now. That makes a difference for me."),
    ("dont_know", "dont_know", "I only came to pick up a form."),
    ("very_good", "definitely", "I was taken seriously."),
    ("good", "definitely", ""),
];

/// Answers without words, in the proportions of a practice that does well and not perfectly.
const SILENT: [(&str, &str); 12] = [
    ("very_good", "definitely"),
    ("very_good", "definitely"),
    ("good", "definitely"),
    ("very_good", "definitely"),
    ("good", "somewhat"),
    ("very_good", "definitely"),
    ("neither", "somewhat"),
    ("very_good", "definitely"),
    ("good", "definitely"),
    ("good", "definitely"),
    ("very_good", "somewhat"),
    ("poor", "somewhat"),
];

/// What other patients answered in the last twelve months, oldest first: five to seven in each month that is over, and
/// up to five in this one, none on a day to come.
pub(super) fn of_others(today: Date) -> Vec<Value> {
    let mut dice = Dice::new("feedback");
    let mut answers = Vec::new();
    let this_month = today.first_of_month();
    for back in (0..12).rev() {
        let month = this_month.saturating_sub(back.months());
        let (many, last) = if back == 0 { (5, today.day() - 1) } else { (5 + dice.below(3), 28) };
        let mut on: Vec<Date> = (0..many)
            .filter(|_| last > 0)
            .map(|_| month.saturating_add((dice.below(last.unsigned_abs().into()) as i64).days()))
            .collect();
        on.sort_unstable();
        answers.extend(on);
    }
    answers
        .iter()
        .enumerate()
        .map(|(index, on)| {
            // Two of five patients write something, until all that was written is given.
            let words = (index % 5 < 2).then(|| WORDS.get(index / 5 * 2 + index % 5)).flatten();
            let (experience, listened, comment) = words.copied().unwrap_or_else(|| {
                let (experience, listened) = SILENT[dice.below(SILENT.len())];
                (experience, listened, "")
            });
            json!({ "experience": experience, "listened": listened, "comment": comment, "on": on.to_string() })
        })
        .collect()
}
