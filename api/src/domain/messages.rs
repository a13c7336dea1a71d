//! Who may act in which conversation, and by when an answer is promised.

use salus_protocol::{
    messages::{About, AboutShown, ThreadState},
    record::{Medication, ResultLine, Value},
    security::AccessLine,
    time::{Day, Timestamp},
};

use super::days::after_working_days;

/// How many characters of a message a list shows.
const EXCERPT: usize = 120;

/// The two sides of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The patient.
    Patient,
    /// The care team.
    Staff,
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Patient => Self::Staff,
            Self::Staff => Self::Patient,
        }
    }

    /// The word that stands in the row.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Staff => "staff",
        }
    }
}

/// Why somebody could not act in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such conversation, or it is somebody else's.
    NotFound,
    /// It is closed.
    Closed,
    /// The key of this attempt belongs to a message in another conversation.
    KeyInUse,
}

/// Who is to act next, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who is to act next.
    pub state: ThreadState,
    /// While the care team is to answer: the day by which it will.
    pub answer_by: Option<Day>,
}

impl Turn {
    /// The turn in a new conversation of a patient.
    #[must_use]
    pub fn first(today: &Day, answer_days: u8) -> Self {
        Self { state: ThreadState::Waiting, answer_by: Some(after_working_days(today, answer_days)) }
    }

    /// The turn after one more message. A second message while the first waits does not move the promised day.
    ///
    /// # Errors
    /// [`Refusal::Closed`] if nobody may write here any more.
    pub fn after_reply(self, by: Side, today: &Day, answer_days: u8) -> Result<Self, Refusal> {
        match (self.state, by) {
            (ThreadState::Closed, _) => Err(Refusal::Closed),
            (_, Side::Staff) => Ok(Self { state: ThreadState::Answered, answer_by: None }),
            (ThreadState::Waiting, Side::Patient) if self.answer_by.is_some() => Ok(self),
            (_, Side::Patient) => Ok(Self::first(today, answer_days)),
        }
    }

    /// The turn in a closed conversation.
    #[must_use]
    pub const fn closed() -> Self {
        Self { state: ThreadState::Closed, answer_by: None }
    }
}

/// When a message is stored: now, but always later than what stands in the conversation already, so that its order is one.
#[must_use]
pub fn stored_at(now: Timestamp, last: Timestamp) -> Timestamp {
    now.max(Timestamp(last.0 + 1))
}

/// The beginning of a message in one line.
#[must_use]
pub fn excerpt(body: &str) -> String {
    // A body may be long; what lies beyond the excerpt by far need not be looked at.
    let line = body.split_whitespace().take(EXCERPT).collect::<Vec<_>>().join(" ");
    if line.chars().nth(EXCERPT).is_none() {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What a conversation about a result is about: its name, and what was found.
#[must_use]
pub fn about_result(result: ResultLine) -> AboutShown {
    let ResultLine { id, name, value, language, .. } = result;
    let value = Some(value).filter(|value| !matches!(value, Value::Absent { .. }));
    AboutShown { about: About::Result(id), title: name, value, language, access: None }
}

/// What a conversation about a medicine is about.
#[must_use]
pub fn about_medication(medication: Medication) -> AboutShown {
    let Medication { id, name, language, .. } = medication;
    AboutShown { about: About::Medication(id), title: name.into(), value: None, language, access: None }
}

/// What a conversation about a line of the access log is about. The portal says it in words; a title of ours would be in none of
/// the reader's languages.
#[must_use]
pub fn about_access(line: AccessLine) -> AboutShown {
    AboutShown {
        about: About::Access(line.id.clone()),
        title: String::new().into(),
        value: None,
        language: None,
        access: Some(line),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use salus_protocol::Sample;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_care_team_answers_and_the_patient_asks_again() {
        let first = Turn::first(&day("2026-11-18"), 2);
        assert_eq!(first, Turn { state: ThreadState::Waiting, answer_by: Some(day("2026-11-20")) });
        let answered = first.after_reply(Side::Staff, &day("2026-11-19"), 2).unwrap();
        assert_eq!(answered, Turn { state: ThreadState::Answered, answer_by: None });
        let asked_again = answered.after_reply(Side::Patient, &day("2026-11-20"), 2).unwrap();
        assert_eq!(asked_again, Turn { state: ThreadState::Waiting, answer_by: Some(day("2026-11-24")) });
    }

    #[test]
    fn a_second_message_does_not_move_the_promised_day() {
        let first = Turn::first(&day("2026-11-18"), 2);
        assert_eq!(first.clone().after_reply(Side::Patient, &day("2026-11-19"), 2), Ok(first));
    }

    #[test]
    fn nobody_writes_in_a_closed_conversation() {
        for side in [Side::Patient, Side::Staff] {
            assert_eq!(Turn::closed().after_reply(side, &day("2026-11-18"), 2), Err(Refusal::Closed));
        }
    }

    #[test]
    fn a_message_is_stored_later_than_the_one_before_even_when_the_clock_stands() {
        assert_eq!(stored_at(Timestamp(5), Timestamp(5)), Timestamp(6));
        assert_eq!(stored_at(Timestamp(5), Timestamp(9)), Timestamp(10));
        assert_eq!(stored_at(Timestamp(9), Timestamp(5)), Timestamp(9));
    }

    #[test]
    fn a_result_is_named_with_what_was_found() {
        let result = |value| ResultLine { value, ..ResultLine::sample() };
        let found = Value::Quantity { figure: "7.3".into(), unit: "%".into() };
        let about = about_result(result(found.clone()));
        assert_eq!((about.title, about.value), ("HbA1c".into(), Some(found)));
        assert_eq!(about_result(result(Value::Absent { reason: None })).value, None);
    }

    #[test]
    fn an_excerpt_is_one_line_cut_between_characters() {
        assert_eq!(excerpt("One.\n\nTwo.\t Three."), "One. Two. Three.");
        assert_eq!(excerpt(&"ä".repeat(120)), "ä".repeat(120));
        assert_eq!(excerpt(&"ä".repeat(121)), format!("{}…", "ä".repeat(119)));
        assert_eq!(excerpt(&"a ".repeat(500)).chars().count(), 120);
    }
}
