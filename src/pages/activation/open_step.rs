//! The first step: the code of the invitation, and for patients the date of birth.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    activation::{InvitationStep, OpenInvitation},
    time::Day,
    words::PaperCode,
};

use super::{Step, eyebrow};
use crate::{
    browser::clock,
    client::{ClientError, use_client},
    components::{ButtonKind, DateField, FieldKind, Form, LinkButton, Notice, PageTitle, SubmitButton, TextField},
    dates::latin_digits,
    route::Route,
    sentences,
    shared::{
        form::{FormState, Problem, keep},
        languages::LanguageRow,
    },
    text,
};

/// Opens the invitation.
#[component]
pub(super) fn OpenStep(
    /// Whether it is for a member of the care team.
    staff: bool,
    /// The code from the link; asked for where the link had none.
    code: Option<PaperCode>,
    /// The step that follows.
    step: RwSignal<Step>,
    /// Whether the person is here again because the step had ended.
    ended: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let form = FormState::new();
    let asks_for_code = code.is_none();
    let typed = RwSignal::new(String::new());
    // Whether the invitation may be used already.
    let used = RwSignal::new(ended.get_untracked());
    let (day, month, year) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));

    let submit = move |()| {
        let mut problems = Vec::new();
        let code = match &code {
            Some(code) => Some(code.clone()),
            None => keep(
                &mut problems,
                "invitation",
                text!(activation.code_by_hand_what),
                PaperCode::parse(&typed.read_untracked()),
            ),
        };
        let born = if staff {
            Some(None)
        } else {
            birthday(&day.read_untracked(), &month.read_untracked(), &year.read_untracked(), &clock::months())
                .map_err(|problem| problems.push(problem))
                .ok()
                .map(Some)
        };
        let (Some(code), Some(date_of_birth)) = (code, born) else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            match client.call(&OpenInvitation {}, &InvitationStep { code, date_of_birth }).await {
                Ok(invitation) => {
                    ended.set(false);
                    step.set(Step::Password(invitation));
                }
                Err(error) if error.code() == Some(ErrorCode::InvitationNotValid) => {
                    used.set(true);
                    // Told at what was typed; who came with a link and gives no date of birth has typed nothing.
                    match (staff, asks_for_code) {
                        (false, _) => form.refuse_field("born", sentences::of(&error)),
                        (true, true) => form.refuse_field("invitation", sentences::of(&error)),
                        (true, false) => form.fail(text!(activation.link_refused)),
                    }
                }
                Err(error) => form.fail(not_ready(&error).unwrap_or_else(|| sentences::of(&error))),
            }
        });
    };

    let again = move || {
        ended.get().then(|| {
            view! { <Notice title=text!(activation.ended_title)>{text!(activation.ended_text)}</Notice> }
        })
    };
    let by_hand = asks_for_code.then(|| {
        view! {
            <TextField
                label=text!(activation.code_by_hand)
                hint=text!(activation.code_by_hand_hint)
                value=typed
                id="invitation"
                kind=FieldKind::Code
                error=form.error("invitation")
            />
        }
    });
    let sign_in = move || {
        used.get().then(|| {
            let href = Route::SignIn.path();
            view! { <LinkButton kind=ButtonKind::Quiet wide=true href>{text!(sign_in.title)}</LinkButton> }
        })
    };
    view! {
        {form.draw()}
        {again}
        {if staff {
            view! {
                <PageTitle
                    eyebrow=eyebrow(1)
                    title=text!(activation.open_title)
                    lead=text!(activation.open_text)
                />
            }
                .into_any()
        } else {
            view! { <PageTitle eyebrow=eyebrow(1) title=text!(activation.title) lead=if asks_for_code { text!(activation.born_lead_code) } else { text!(activation.born_lead) } /> }
                .into_any()
        }}
        <Form on_submit=submit>
            {by_hand}
            {(!staff)
                .then(|| {
                    view! {
                        <DateField
                            legend=text!(activation.born_title)
                            hint=text!(activation.born_hint)
                            day_label=text!(activation.day)
                            month_label=text!(activation.month)
                            year_label=text!(activation.year)
                            day
                            month
                            year
                            id="born"
                            birthday=true
                            error=form.error("born")
                        />
                    }
                })}
            <SubmitButton wide=true busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
        {sign_in}
        <LanguageRow />
    }
}

/// From when on the code of a reset works, where the server says that it does not yet.
fn not_ready(error: &ClientError) -> Option<String> {
    let ClientError::Refused(error) = error else { return None };
    let seconds = error.retry_after_seconds.filter(|_| error.code == ErrorCode::ResetNotReady)?;
    let time = clock::moment_in(seconds);
    Some(text!(activation.not_ready, time = time.as_str()))
}

/// The date of birth as it was typed, or what to say at which field. A missing part is told before an impossible date.
/// `months` are the names of the months in the reader's language.
fn birthday(day: &str, month: &str, year: &str, months: &[String]) -> Result<Day, Problem> {
    let [day, month, year] = [day, month, year].map(|part| latin_digits(part.trim()));
    let (day, month, year) = (day.as_str(), month.as_str(), year.as_str());
    let problem = |id: &str, sentence: &str| Err((id.to_owned(), sentence.to_owned()));
    match (day.is_empty(), month.is_empty(), year.is_empty()) {
        (true, true, true) => return problem("born", text!(activation.born_missing)),
        (true, _, _) => return problem("born", text!(activation.born_missing_day)),
        (_, true, _) => return problem("born-month", text!(activation.born_missing_month)),
        (_, _, true) => return problem("born-year", text!(activation.born_missing_year)),
        (false, false, false) => {}
    }
    // The year 79 exists, but nobody means it.
    if year.chars().count() < 4 {
        return problem("born-year", text!(activation.born_short_year));
    }
    let parsed = match (day.parse(), month_number(month, months), year.parse()) {
        (Ok(day), Some(month), Ok(year)) => Day::from_numbers(year, month, day).ok(),
        _ => None,
    };
    parsed.map_or_else(|| problem("born", text!(activation.born_not_real)), Ok)
}

/// The number of a month, written as a figure, or as a word or its beginning, in the reader's language or in English.
fn month_number(month: &str, months: &[String]) -> Option<u8> {
    if let Ok(number) = month.parse() {
        return Some(number);
    }
    let written = month.trim_end_matches('.').to_lowercase();
    if written.chars().count() < 3 {
        return None;
    }
    let one_of = |names: &mut dyn Iterator<Item = String>| {
        let mut found = names.zip(1_u8..).filter(|(name, _)| name.starts_with(&written)).map(|(_, number)| number);
        // "Jui" may be June or July in French.
        found.next().filter(|_| found.next().is_none())
    };
    one_of(&mut months.iter().map(|name| name.to_lowercase()))
        .or_else(|| one_of(&mut ENGLISH.iter().map(|name| (*name).to_owned())))
}

/// The months in English, which many people write in any language.
const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];

    fn born(day: &str, month: &str, year: &str) -> Result<String, String> {
        birthday(day, month, year, &FRENCH.map(String::from)).map(String::from).map_err(|(id, _)| id)
    }

    #[test]
    fn a_date_of_birth_is_read_as_people_write_it() {
        assert_eq!(born("5", "3", "1979"), Ok("1979-03-05".into()));
        assert_eq!(born(" 05 ", "March", "1979"), Ok("1979-03-05".into()));
        assert_eq!(born("29", "feb", "2024"), Ok("2024-02-29".into()));
        assert_eq!(born("5", "Août", "1979"), Ok("1979-08-05".into()));
        assert_eq!(born("5", "juil.", "1979"), Ok("1979-07-05".into()));
        assert_eq!(born("٥", "٣", "١٩٧٩"), Ok("1979-03-05".into()));
        assert_eq!(born("5", "jui", "1979"), Err("born".into()));
    }

    #[test]
    fn what_is_missing_is_told_at_its_own_field() {
        assert_eq!(born("", "", ""), Err("born".into()));
        assert_eq!(born("5", "", "1979"), Err("born-month".into()));
        assert_eq!(born("5", "3", ""), Err("born-year".into()));
        assert_eq!(born("5", "3", "79"), Err("born-year".into()));
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        for (day, month, year) in
            [("31", "2", "1979"), ("x", "3", "1979"), ("5", "Thermidor", "1979"), ("5", "13", "1979")]
        {
            assert_eq!(born(day, month, year), Err("born".into()), "{day} {month} {year}");
        }
    }
}
