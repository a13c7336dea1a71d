//! One thing after another.

use leptos::prelude::*;
use salus_portal::components::{RadioGroup, RadioOption, Section, Steps};

use super::{State, Story};
use crate::{
    live::{Knob, Live},
    words::say,
};

pub(super) fn story() -> Story {
    Story {
        id: "steps",
        title: "Steps",
        about: "One part of a page at a time, for easy read. The page moves the focus, and paper shows all parts.",
        components: &["Steps"],
        whole_pages: false,
        live: Some(play()),
        states: vec![
            State::new("first", "First", || draw(0, "first")),
            State::new("middle", "In the middle", || draw(1, "middle")),
            State::new("last", "Last", || draw(2, "last")),
        ],
    }
}

/// Three parts, of which one is shown; `name` keeps the ids of the states apart.
fn draw(at: usize, name: &str) -> AnyView {
    let answer = RwSignal::new(None::<String>);
    let options = vec![RadioOption::new("yes", say("Yes", "نعم")), RadioOption::new("no", say("No", "لا"))];
    let steps = vec![
        view! {
            <Section title=say("Your result", "نتيجتك")>
                <p>{say("Your sugar is a little higher than the range.", "السكر لديك أعلى قليلاً من المعدل.")}</p>
            </Section>
        }
        .into_any(),
        view! {
            <RadioGroup
                legend=say("Do you want to talk about it?", "هل تريد أن نتحدث عنها؟")
                name=["steps-", name].concat()
                options
                chosen=answer
            />
        }
        .into_any(),
        view! {
            <Section title=say("What happens now", "ماذا يحدث الآن")>
                <p>{say("Your doctor talks with you on Thursday.", "يتحدث معك طبيبك يوم الخميس.")}</p>
            </Section>
        }
        .into_any(),
    ];
    let label = |(step, of): (usize, usize)| {
        say("Step {step} of {of}", "الخطوة {step} من {of}")
            .replace("{step}", &step.to_string())
            .replace("{of}", &of.to_string())
    };
    view! {
        <Steps
            steps
            at=RwSignal::new(at)
            label=label
            back_text=say("Back", "السابق")
            next_text=say("Next", "التالي")
        />
    }
    .into_any()
}

fn play() -> Live {
    const KNOBS: &[Knob] = &[Knob::number("at", "Part", 0, 2, 0)];
    Live { knobs: KNOBS, render: |set| draw(usize::try_from(set.number("at")).unwrap_or_default(), "live") }
}
