//! The recovery code: how many are left, and a new one.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    security::{RenewRecoveryCode, Security},
    words::PaperCode,
};

use super::confirm::PasswordAgain;
use crate::{
    browser::{announcer::use_announcer, clipboard, focus},
    client::Remote,
    components::{Button, ButtonKind, Checkbox, CodeCard, Dialog, Form, IconName, Notice, NoticeKind, SubmitButton},
    plural,
    shared::{form::FormState, proof::Prover},
    text,
};

/// What stands above the codes after a new one was closed before its owner said that they have kept it: the earlier one is of no use
/// any more, and nobody can be shown the new one again. The focus goes there, since the button that had it is drawn anew.
pub(super) fn unsaid(unsaid: RwSignal<bool>) -> AnyView {
    let announcer = use_announcer();
    Effect::watch(
        move || unsaid.get(),
        move |unsaid, _, _| {
            if *unsaid {
                announcer.say(text!(security.code_unsaid_title));
                request_animation_frame(|| {
                    focus::to("code-unsaid");
                });
            }
        },
        false,
    );
    let notice = move || {
        unsaid.get().then(|| {
            view! {
                <div id="code-unsaid" tabindex="-1">
                    <Notice kind=NoticeKind::Watch title=text!(security.code_unsaid_title)>
                        {text!(security.code_unsaid_text)}
                    </Notice>
                </div>
            }
        })
    };
    notice.into_any()
}

/// How many codes are left, and the way to a new one. Sets `unsaid` where the new one is closed without a word.
pub(super) fn draw(shown: &Security, security: Remote<Security>, prover: Prover, unsaid: RwSignal<bool>) -> AnyView {
    let open = RwSignal::new(false);
    let left = shown.recovery_codes_left;
    let words = if left == 0 {
        view! { <Notice kind=NoticeKind::Watch>{text!(security.codes_none)}</Notice> }.into_any()
    } else {
        view! { <p class="soft">{plural!(left, security.codes_left)}</p> }.into_any()
    };
    view! {
        {words}
        <div class="actions">
            <Button kind=ButtonKind::Quiet icon=IconName::Lock on_press=move |()| open.set(true)>
                {text!(security.code_renew)}
            </Button>
        </div>
        <RenewDialog open security prover unsaid />
    }
    .into_any()
}

/// The password again, then the new code, shown once.
#[component]
fn RenewDialog(
    open: RwSignal<bool>,
    security: Remote<Security>,
    prover: Prover,
    unsaid: RwSignal<bool>,
) -> impl IntoView {
    let code = RwSignal::new(None::<PaperCode>);
    let kept = RwSignal::new(false);
    let title = Signal::derive(move || {
        if code.with(Option::is_some) { text!(security.code_new_title) } else { text!(security.code_renew_title) }
            .to_owned()
    });
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            // Closed with the new code on the screen: it is forgotten here, and the count is asked for anew.
            if !open && code.with_untracked(Option::is_some) {
                unsaid.set(!kept.get_untracked());
                kept.set(false);
                code.set(None);
                security.load();
            }
        },
        false,
    );
    view! {
        <Dialog open title close_text=text!(common.close)>
            {move || match code.get() {
                None => view! { <Ask open code prover /> }.into_any(),
                Some(code) => view! { <Keep open code kept /> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Ask(open: RwSignal<bool>, code: RwSignal<Option<PaperCode>>, prover: Prover) -> impl IntoView {
    let again = PasswordAgain::new("renew-password");
    let form = again.form;
    let submit = move |()| {
        let mut problems = Vec::new();
        let Some(confirmation) = again.read(&mut problems) else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            match prover.call(&RenewRecoveryCode {}, &confirmation).await {
                Ok(None) => {}
                Ok(Some(fresh)) => {
                    again.clear();
                    code.try_set(Some(fresh.recovery_code));
                }
                Err(error) => again.fail(&error),
            }
        });
    };
    view! {
        <p>{text!(security.code_renew_text)}</p>
        <Form on_submit=submit>
            {form.draw()} {again.field()}
            <div class="actions">
                <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                    {text!(security.code_renew_confirm)}
                </SubmitButton>
                <Button
                    kind=ButtonKind::Plain
                    on_press=move |()| {
                        again.clear();
                        open.set(false);
                    }
                >
                    {text!(common.cancel)}
                </Button>
            </div>
        </Form>
    }
}

#[component]
fn Keep(open: RwSignal<bool>, code: PaperCode, kept: RwSignal<bool>) -> impl IntoView {
    let form = FormState::new();
    let copied = RwSignal::new(false);
    let code = code.grouped();
    let copy = {
        let code = code.clone();
        move |()| {
            let code = code.clone();
            spawn_local(async move {
                let done = clipboard::copy(&code).await;
                copied.try_set(done);
            });
        }
    };
    let submit = move |()| {
        if kept.get_untracked() {
            open.set(false);
        } else {
            form.refuse_field("renew-kept", text!(security.code_kept_missing));
        }
    };
    view! {
        <p>{text!(security.code_new_text)}</p>
        <CodeCard
            label=text!(security.code_label)
            code=code
            copy_text=text!(security.code_copy)
            copied_text=text!(security.code_copied)
            print_text=text!(security.code_print)
            on_copy=copy
            copied=copied
            on_print=|()| clipboard::print()
        />
        <Form on_submit=submit>
            {form.draw()}
            <Checkbox label=text!(security.code_kept) checked=kept id="renew-kept" error=form.error("renew-kept") />
            <div class="actions">
                <SubmitButton>{text!(security.code_done)}</SubmitButton>
            </div>
        </Form>
    }
}
