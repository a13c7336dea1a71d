//! The sheet for the patient: the code, from when on it works, and what to do with it. Shown this once.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::recovery::{ConfirmedReset, ResetState};

use crate::{
    browser::{clipboard, clock},
    components::{
        Checkbox, CodeCard, Columns, ColumnsKind, DefinitionList, Form, Notice, NoticeKind, PageTitle, SubmitButton,
    },
    session::use_here,
    shared::form::FormState,
    text,
};

/// The sheet, on paper and on the screen.
#[component]
pub(super) fn Sheet(
    /// What was confirmed.
    sheet: ConfirmedReset,
    /// Emptied when the sheet is done with.
    shown: RwSignal<Option<ConfirmedReset>>,
) -> impl IntoView {
    let here = use_here();
    let form = FormState::new();
    let (given, copied) = (RwSignal::new(false), RwSignal::new(false));
    let ConfirmedReset { reset, link, code } = sheet;
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
        if given.get_untracked() {
            shown.set(None);
        } else {
            form.refuse_field("sheet-given", text!(access_help.given_missing));
        }
    };
    let opens = match reset.state {
        ResetState::Waiting(opens) => Some(clock::moment_ahead(opens)),
        _ => None,
    };
    // Typed by hand: the code in the link would make it long, and stands below it anyway.
    let address = link.split('#').next().unwrap_or_default().to_owned();
    let facts = vec![
        (text!(access_help.sheet_for).to_owned(), reset.patient.clone()),
        (
            text!(access_help.sheet_from).to_owned(),
            opens.clone().unwrap_or_else(|| text!(access_help.sheet_now).to_owned()),
        ),
    ];
    let practice = here.practice();
    let call = practice.and_then(|practice| practice.telephone).map(|telephone| {
        view! { <p>{text!(access_help.sheet_call, telephone = telephone.as_str())}</p> }
    });
    view! {
        <Columns kind=ColumnsKind::Narrow>
            <div class="stack">
                {form.draw()} <PageTitle title=text!(access_help.sheet_title) />
                <div class="no-print">
                    <Notice kind=NoticeKind::Watch>{text!(access_help.sheet_once)}</Notice>
                </div> <DefinitionList items=facts />
                <CodeCard
                    label=text!(activation.code_by_hand)
                    code=code
                    copy_text=text!(activation.code_copy)
                    copied_text=text!(activation.code_copied)
                    print_text=text!(access_help.sheet_print)
                    on_copy=copy
                    copied=copied
                    on_print=|()| clipboard::print()
                />
                <ol class="numbered">
                    <li>{text!(access_help.sheet_1)}</li>
                    <li>
                        {text!(access_help.sheet_2)}" "
                        <bdi class="strong" dir="ltr" translate="no">
                            {address}
                        </bdi>
                    </li>
                    <li>{text!(access_help.sheet_3)}</li>
                    <li>{text!(access_help.sheet_4)}</li>
                </ol> <p>{text!(access_help.sheet_keep)}</p> {call} <div class="no-print">
                    <Form on_submit=submit>
                        <Checkbox
                            label=text!(access_help.given)
                            checked=given
                            id="sheet-given"
                            error=form.error("sheet-given")
                        />
                        <SubmitButton wide=true>{text!(access_help.sheet_done)}</SubmitButton>
                    </Form>
                </div>
            </div>
        </Columns>
    }
}
