//! Forms with what can be wrong in them, and dates.

use leptos::prelude::*;
use salus_portal::components::{DateField, ErrorSummary, Form, SubmitButton, TextField};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn date_field() -> Story {
    Story {
        id: "date-field",
        title: "Date field",
        about: "Asks for a date that a person knows by heart. Focus never jumps by itself, and months may be typed as words.",
        components: &["DateField"],
        whole_pages: false,
        live: Some(play()),
        states: vec![
            State::new("empty", "Empty", || draw_date("birth", "", "", "", None)),
            State::new("error", "With an error", || {
                draw_date(
                    "birth-wrong",
                    "31",
                    "2",
                    "1979",
                    Some(say(
                        "Enter a real date. February has no 31st day.",
                        "أدخل تاريخاً صحيحاً. ليس في فبراير يوم 31.",
                    )),
                )
            }),
        ],
    }
}

fn draw_date(id: &'static str, day: &str, month: &str, year: &str, error: Option<&str>) -> AnyView {
    let [day, month, year] = [day, month, year].map(|text| RwSignal::new(text.to_owned()));
    view! {
        <DateField
            id=id
            legend=say("Your date of birth", "تاريخ ميلادك")
            hint=say("For example 27 3 1979", "مثلاً 27 3 1979")
            day_label=say("Day", "اليوم")
            month_label=say("Month", "الشهر")
            year_label=say("Year", "السنة")
            day
            month
            year
            birthday=true
            error=error.map(str::to_owned)
        />
    }
    .into_any()
}

pub(super) fn form() -> Story {
    Story {
        id: "form",
        title: "Form and error summary",
        about: "The browser checks nothing; the page says what is wrong in our words, at the top and at the field, and moves the focus there. What was typed stays.",
        components: &["Form", "ErrorSummary"],
        whole_pages: false,
        live: None,
        states: vec![State::new("live", "Send it empty", || {
            let subject = RwSignal::new(String::new());
            let error = RwSignal::new(None::<String>);
            let errors = RwSignal::new(Vec::new());
            let send = move || {
                let wrong = subject.with(|text| text.trim().is_empty());
                let text =
                    wrong.then(|| say("Say in a few words what it is about", "اذكر الموضوع في بضع كلمات").to_owned());
                errors.set(text.iter().map(|text| ("form-subject".to_owned(), text.clone())).collect());
                error.set(text);
            };
            view! {
                <Form on_submit=send>
                    <ErrorSummary title=say("There is a problem", "هناك مشكلة") errors=errors />
                    <TextField
                        id="form-subject"
                        label=say("What is it about?", "ما موضوع رسالتك؟")
                        value=subject
                        error=error
                    />
                    <SubmitButton>{say("Continue", "تابع")}</SubmitButton>
                </Form>
            }
            .into_any()
        })],
    }
}

fn play() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("legend", "Question", "Your date of birth", "تاريخ ميلادك"),
        Knob::switch("legend_is_title", "The question is the title", false),
        Knob::words("hint", "Hint", "For example 27 3 1979", "مثلاً 27 3 1979"),
        Knob::words("error", "Error", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let [day, month, year] = [(); 3].map(|()| RwSignal::new(String::new()));
            view! {
                <DateField
                    id="play"
                    legend=set.words("legend")
                    legend_is_title=set.on("legend_is_title")
                    hint=MaybeProp::from(set.some_words("hint"))
                    error=Signal::stored(set.some_words("error"))
                    day_label=say("Day", "اليوم")
                    month_label=say("Month", "الشهر")
                    year_label=say("Year", "السنة")
                    day
                    month
                    year
                />
            }
            .into_any()
        },
    }
}
