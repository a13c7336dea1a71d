//! The resets that wait, and those of the last weeks: how far each is, and what can be done about it.

use leptos::prelude::*;
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    recovery::{ConfirmReset, ConfirmedReset, Reset, ResetConfirmation, ResetState, Resets, StopReset},
};

use super::proofing::Question;
use crate::{
    browser::{announcer::use_announcer, clock, focus},
    client::{Remote, use_client},
    components::{
        Button, ButtonKind, Chip, Dialog, Drawing, Empty, Form, Notice, NoticeKind, Row, RowList, SubmitButton, Tone,
    },
    sentences,
    shared::{form::FormState, proof::Prover},
    text,
};

pub(super) fn draw(
    shown: Resets,
    resets: Remote<Resets>,
    prover: Prover,
    confirmed: RwSignal<Option<ConfirmedReset>>,
) -> AnyView {
    if shown.resets.is_empty() {
        return view! {
            <Empty title=text!(access_help.none_title) text=text!(access_help.none_text) drawing=Drawing::Rest />
        }
        .into_any();
    }
    let confirming = RwSignal::new(None::<Reset>);
    let stopping = RwSignal::new(None::<Reset>);
    let rows = shown.resets.into_iter().map(|reset| row(reset, confirming, stopping)).collect_view();
    view! {
        <div id="resets" tabindex="-1">
            <RowList label=text!(access_help.list_title)>{rows}</RowList>
        </div>
        <ConfirmDialog reset=confirming resets prover confirmed />
        <StopDialog reset=stopping resets />
    }
    .into_any()
}

fn row(reset: Reset, confirming: RwSignal<Option<Reset>>, stopping: RwSignal<Option<Reset>>) -> AnyView {
    let begun_at = clock::moment(reset.begun_at);
    let text = if reset.begun_by_me {
        text!(access_help.begun_by_me, time = begun_at.as_str())
    } else {
        text!(access_help.begun_by, name = reset.begun_by.as_str(), time = begun_at.as_str())
    };
    let (chip, tone, next) = state_words(reset.state, reset.begun_by_me);
    let open = matches!(reset.state, ResetState::Begun | ResetState::Waiting(_) | ResetState::Open(_));
    let confirm = (reset.state == ResetState::Begun && !reset.begun_by_me).then(|| {
        let label = text!(access_help.confirm_of, name = reset.patient.as_str());
        let reset = reset.clone();
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| confirming.set(Some(reset.clone()))>
                <span aria-hidden="true">{text!(access_help.confirm)}</span>
                <span class="visually-hidden">{label}</span>
            </Button>
        }
    });
    let stop = open.then(|| {
        let label = text!(access_help.stop_of, name = reset.patient.as_str());
        let reset = reset.clone();
        view! {
            <Button kind=ButtonKind::Plain on_press=move |()| stopping.set(Some(reset.clone()))>
                <span aria-hidden="true">{text!(access_help.stop)}</span>
                <span class="visually-hidden">{label}</span>
            </Button>
        }
    });
    view! {
        <Row title=reset.patient text=text>
            <Chip text=chip kind=tone />
            {next.map(|next| view! { <span>{next}</span> })}
            {open.then(|| view! { <span class="row-actions">{confirm} {stop}</span> })}
        </Row>
    }
    .into_any()
}

/// How far it is, in a word, and what happens next.
fn state_words(state: ResetState, mine: bool) -> (&'static str, Tone, Option<String>) {
    let at = clock::moment;
    match state {
        ResetState::Begun if mine => {
            (text!(access_help.state.begun), Tone::Watch, Some(text!(access_help.next_other).to_owned()))
        }
        ResetState::Begun => {
            (text!(access_help.state.begun), Tone::Watch, Some(text!(access_help.next_you).to_owned()))
        }
        ResetState::Waiting(opens) => {
            let time = clock::moment_ahead(opens);
            (text!(access_help.state.waiting), Tone::Brand, Some(text!(access_help.next_waiting, time = time.as_str())))
        }
        ResetState::Open(until) => {
            let time = clock::moment_ahead(until);
            (text!(access_help.state.open), Tone::Good, Some(text!(access_help.next_open, time = time.as_str())))
        }
        ResetState::Done(when) => (text!(access_help.state.done), Tone::Plain, Some(at(when))),
        ResetState::Stopped(when) => (text!(access_help.state.stopped), Tone::Plain, Some(at(when))),
        ResetState::Over => (text!(access_help.state.over), Tone::Plain, Some(text!(access_help.next_over).to_owned())),
    }
}

/// Keeps a dialog open while it has something to ask about.
fn opened_by(reset: RwSignal<Option<Reset>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::watch(move || reset.with(Option::is_some), move |is_some, _, _| open.set(*is_some), false);
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !open && reset.with_untracked(Option::is_some) {
                reset.set(None);
            }
        },
        false,
    );
    open
}

/// The patient's name, for a title.
fn name_of(reset: RwSignal<Option<Reset>>) -> String {
    reset.with(|reset| reset.as_ref().map(|reset| reset.patient.clone())).unwrap_or_default()
}

/// The second of two: who begins it does not see this.
#[component]
fn ConfirmDialog(
    reset: RwSignal<Option<Reset>>,
    resets: Remote<Resets>,
    prover: Prover,
    confirmed: RwSignal<Option<ConfirmedReset>>,
) -> impl IntoView {
    let form = FormState::new();
    let question = Question::new("confirm-proofing");
    let open = opened_by(reset);
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if *open {
                form.refuse(Vec::new());
                question.clear();
            }
        },
        false,
    );
    let submit = move |()| {
        let mut problems = Vec::new();
        let proofing = question.read(&mut problems);
        let id = reset.with_untracked(|reset| reset.as_ref().map(|reset| reset.id.clone()));
        let Some((reset_id, proofing)) = id.zip(proofing) else { return form.refuse(problems) };
        form.send(async move {
            match prover.call(&ConfirmReset { reset_id }, &ResetConfirmation { proofing }).await {
                Ok(None) => {}
                Ok(Some(sheet)) => {
                    open.try_set(false);
                    confirmed.try_set(Some(sheet));
                    // What the list says when the sheet is done with.
                    resets.load();
                }
                // The list was older than what has happened.
                Err(error) if error.code() == Some(ErrorCode::SecondPersonNeeded) => {
                    form.fail(text!(access_help.next_other));
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let title = Signal::derive(move || {
        let name = name_of(reset);
        text!(access_help.confirm_title, name = name.as_str())
    });
    view! {
        <Dialog open title close_text=text!(common.close)>
            <p>{text!(access_help.confirm_text)}</p>
            <Form on_submit=submit>
                {form.draw()} {question.draw(form)}
                <Notice kind=NoticeKind::Watch>{text!(access_help.confirm_ready)}</Notice>
                <div class="actions">
                    <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                        {text!(access_help.confirm)}
                    </SubmitButton>
                    <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                        {text!(common.cancel)}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
}

/// A question first: the patient would have to begin anew.
#[component]
fn StopDialog(reset: RwSignal<Option<Reset>>, resets: Remote<Resets>) -> impl IntoView {
    let (client, announcer) = (use_client(), use_announcer());
    let form = FormState::new();
    let open = opened_by(reset);
    let stop = move |()| {
        let Some(reset_id) = reset.with_untracked(|reset| reset.as_ref().map(|reset| reset.id.clone())) else { return };
        form.send(async move {
            match client.call(&StopReset { reset_id }, &Nothing {}).await {
                Ok(newer) => {
                    announcer.say(text!(access_help.stopped_done));
                    open.try_set(false);
                    resets.set(newer);
                    request_animation_frame(|| {
                        focus::to("resets");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let title = Signal::derive(move || {
        let name = name_of(reset);
        text!(access_help.stop_title, name = name.as_str())
    });
    view! {
        <Dialog open title close_text=text!(common.close)>
            {form.draw()}
            <p>{text!(access_help.stop_text)}</p>
            <div class="actions">
                <Button kind=ButtonKind::Danger on_press=stop busy=form.busy() busy_text=text!(common.working)>
                    {text!(access_help.stop)}
                </Button>
                <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                    {text!(common.cancel)}
                </Button>
            </div>
        </Dialog>
    }
}
