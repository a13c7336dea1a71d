//! Beginning a reset: what it leads to, how the person proved who they are, and a fresh proof of the one who begins it.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::recovery::{FoundPatient, ResetRequest, Resets, StartReset};

use super::proofing::Question;
use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::Remote,
    components::{Button, ButtonKind, Dialog, Form, SubmitButton},
    sentences,
    shared::{form::FormState, proof::Prover},
    text,
};

/// The dialog for the patient who was chosen.
#[component]
pub(super) fn BeginDialog(
    /// Whose account it is; the dialog is open while there is somebody.
    chosen: RwSignal<Option<FoundPatient>>,
    /// Called when the reset has begun.
    begun: Callback<()>,
    /// Takes over the newer list.
    resets: Remote<Resets>,
    /// Asks for the proof.
    prover: Prover,
) -> impl IntoView {
    let announcer = use_announcer();
    let form = FormState::new();
    let question = Question::new("begin-proofing");
    let open = RwSignal::new(false);
    Effect::watch(
        move || chosen.with(Option::is_some),
        move |is_some, _, _| {
            if *is_some {
                form.refuse(Vec::new());
                question.clear();
            }
            open.set(*is_some);
        },
        false,
    );
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !open && chosen.with_untracked(Option::is_some) {
                chosen.set(None);
            }
        },
        false,
    );
    let submit = move |()| {
        let mut problems = Vec::new();
        let proofing = question.read(&mut problems);
        let patient = chosen.with_untracked(|chosen| chosen.as_ref().map(|person| person.id.clone()));
        let Some((patient_id, proofing)) = patient.zip(proofing) else { return form.refuse(problems) };
        form.send(async move {
            match prover.call(&StartReset {}, &ResetRequest { patient_id, proofing }).await {
                Ok(None) => {}
                Ok(Some(newer)) => {
                    announcer.say(text!(access_help.begun_done));
                    resets.set(newer);
                    begun.run(());
                    request_animation_frame(|| {
                        focus::to("resets");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let title = Signal::derive(move || {
        let name = chosen.with(|chosen| chosen.as_ref().map(|person| person.name.clone())).unwrap_or_default();
        text!(access_help.begin_title, name = name.as_str())
    });
    let born = move || {
        chosen.with(|chosen| chosen.as_ref().and_then(|person| person.born.as_ref().map(clock::full_day))).map(|date| {
            view! { <p class="strong">{text!(access_help.born_on, date = date.as_str())}</p> }
        })
    };
    view! {
        <Dialog open title close_text=text!(common.close)>
            {born}
            <p>{text!(access_help.begin_text)}</p>
            <Form on_submit=submit>
                {form.draw()} {question.draw(form)}
                <div class="actions">
                    <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                        {text!(access_help.begin)}
                    </SubmitButton>
                    <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                        {text!(common.cancel)}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
}
