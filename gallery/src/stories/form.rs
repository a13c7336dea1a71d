//! Forms with what can be wrong in them, and dates.

use leptos::prelude::*;
use salus_portal::components::{DateField, ErrorSummary, Form, SubmitButton, TextField};

use super::{State, Story};

pub(super) fn date_field() -> Story {
    Story {
        id: "date-field",
        title: "Date field",
        about: "Asks for a date that a person knows by heart. Focus never jumps by itself, and months may be typed as words.",
        components: &["DateField"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("empty", "Empty", || draw_date("birth", "", "", "", None)),
            State::new("error", "With an error", || {
                draw_date("birth-wrong", "31", "2", "1979", Some("Enter a real date. February has no 31st day."))
            }),
        ],
    }
}

fn draw_date(id: &'static str, day: &str, month: &str, year: &str, error: Option<&str>) -> AnyView {
    let [day, month, year] = [day, month, year].map(|text| RwSignal::new(text.to_owned()));
    view! {
        <DateField
            id=id
            legend="Your date of birth"
            hint="For example 27 3 1979"
            day_label="Day"
            month_label="Month"
            year_label="Year"
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
                let text = wrong.then(|| "Say in a few words what it is about".to_owned());
                errors.set(text.iter().map(|text| ("form-subject".to_owned(), text.clone())).collect());
                error.set(text);
            };
            view! {
                <Form on_submit=send>
                    <ErrorSummary title="There is a problem" errors=errors />
                    <TextField id="form-subject" label="What is it about?" value=subject error=error />
                    <SubmitButton>"Continue"</SubmitButton>
                </Form>
            }
            .into_any()
        })],
    }
}
