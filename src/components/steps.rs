//! One thing after another: a page of easy read.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};

/// Shows one part of a page at a time, with the way on and the way back. The parts are all there, so that nothing typed is
/// lost and paper shows the whole; the page moves the focus when `at` changes.
#[component]
pub fn Steps(
    /// The parts, in order.
    steps: Vec<AnyView>,
    /// Which part is shown, from 0.
    at: RwSignal<usize>,
    /// Says where one is, from the number of the part (from 1) and of all: "Step 1 of 4".
    #[prop(into)]
    label: Callback<(usize, usize), String>,
    /// The button that leads back, for example "Back".
    #[prop(into)]
    back_text: Signal<String>,
    /// The button that leads on, for example "Next".
    #[prop(into)]
    next_text: Signal<String>,
) -> impl IntoView {
    let count = steps.len();
    let here = Memo::new(move |_| at.get().min(count.saturating_sub(1)));
    let marks = (0..count)
        .map(|place| view! { <i class="steps-mark" class:steps-mark-done=move || place <= here.get()></i> })
        .collect_view();
    let parts = steps
        .into_iter()
        .enumerate()
        .map(|(place, part)| {
            view! {
                <div class="steps-part stack" hidden=move || here.get() != place>
                    {part}
                </div>
            }
        })
        .collect_view();
    let back = move || {
        (here.get() > 0).then(|| {
            view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| at.set(here.get_untracked().saturating_sub(1))>
                    {back_text}
                </Button>
            }
        })
    };
    let next = move || {
        (here.get() + 1 < count)
            .then(|| view! { <Button on_press=move |()| at.set(here.get_untracked() + 1)>{next_text}</Button> })
    };
    view! {
        <div class="steps">
            <div class="steps-head">
                <p class="eyebrow">{move || label.run((here.get() + 1, count))}</p>
                <div class="steps-marks" aria-hidden="true">
                    {marks}
                </div>
            </div>
            {parts}
            <div class="steps-ways no-print">
                <div>{back}</div>
                <div>{next}</div>
            </div>
        </div>
    }
    .into_any()
}
