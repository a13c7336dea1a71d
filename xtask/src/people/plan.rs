//! The demo plan: the accounts, messages and feedback that stand beside the records. `salus demo PLAN.json` reads it
//! after the Bundles were imported.
//!
//! One JSON object. Keys are always there unless marked "or absent".
//!
//! * `practice`: `name`, `emergency_number`, `telephone`, `mail`, `answer_days`, `record_language`, as in
//!   `protocol::session::Practice`.
//! * `staff`: list of `name`, `role`, `email`, `invite`, `password` (or absent). Exactly one has a password and
//!   `"invite": false`; the others get an invitation, and exist from the start, because they have written messages.
//! * `patients`: list of `source` (`Patient/<id>` of an imported Patient), `name` and `born` (for printing), `email`,
//!   `invite`, `password` (or absent), as for staff.
//! * `threads`: list of `patient` (an address of `patients`), `subject`, `topic` and `state` (words of
//!   `protocol::messages`), `about` (`Observation/<id>` or `MedicationRequest/<id>`, or absent) and `messages`, oldest
//!   first: `from` (`patient` or an address of `staff`), `body`, `at` (when it was stored) and `opened_at` (when the
//!   other side first opened it, or absent while it has not). Times are RFC 3339 in universal time, before yesterday noon.
//! * `feedback`: list of `patient`, `visit` (`Encounter/<id>`), `experience` and `listened` (words of
//!   `protocol::feedback`), `comment` (may be empty), `named`, `on` (the day). Where `named` is false, nothing may be
//!   stored that joins the answer and the patient.
//! * `other_feedback`: answers without a name from patients who are not in the demo: `experience`, `listened`,
//!   `comment`, `on`, over the last twelve months.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    chart::Identity,
    charts,
    days::Days,
    practice::{EMERGENCY, MEMBERS, NAME, TELEPHONE_NUMBER},
};

mod feedback;
mod threads;

/// The plan for this day; its shape is described at the head of this module.
pub fn plan(today: Date) -> Value {
    let days = Days::new(today);
    let charts = charts(today);
    json!({
        "practice": {
            "name": NAME, "emergency_number": EMERGENCY, "telephone": TELEPHONE_NUMBER, "mail": true,
            "answer_days": 2, "record_language": "en",
        },
        "staff": MEMBERS.map(|member| with_entry(
            json!({ "name": member.name(), "role": member.role, "email": member.email }),
            member.password,
        )),
        "patients": charts.each_ref().map(|chart| patient(chart.who, days)),
        "threads": threads::threads(days),
        "feedback": feedback::of_patients(days, &charts),
        "other_feedback": feedback::of_others(today),
    })
}

/// How the patient who is ready signs in. The words are drawn by lot; whoever runs a real portal never sees them.
const READY: (&str, &str) = ("lina-marsh", "maple-kettle-harbor-velvet-orbit");

fn patient(who: &Identity, days: Days) -> Value {
    let entry = json!({
        "source": format!("Patient/{}", who.id),
        "name": who.name(),
        "email": who.email,
        "born": days.born(who.age, who.birthday_ago).to_string(),
    });
    with_entry(entry, (who.id == READY.0).then_some(READY.1))
}

/// Adds how this person comes in: with a password, or by an invitation.
fn with_entry(mut person: Value, password: Option<&str>) -> Value {
    person["invite"] = json!(password.is_none());
    if let Some(password) = password {
        person["password"] = json!(password);
    }
    person
}
