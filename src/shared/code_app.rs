//! Setting up a code app, under Security and where an account begins: its picture, its key, and the field for its first code.

use leptos::prelude::*;
use salus_protocol::{security::TotpSetup, words::TotpCode};

use super::form::{FormState, keep};
use crate::{
    components::{FieldKind, Form, SubmitButton, TextField},
    text,
};

/// The id of the field for the first code.
pub const FIELD: &str = "totp-code";

/// Draws it. `confirm` is called with a code that has all its digits; `form` says what is wrong.
pub fn draw(setup: TotpSetup, form: FormState, confirm: impl Fn(TotpCode) + Send + Sync + 'static) -> AnyView {
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let mut problems = Vec::new();
        let word = keep(&mut problems, FIELD, text!(sign_in.totp_what), TotpCode::parse(&code.read_untracked()));
        match word {
            Some(code) => confirm(code),
            None => form.refuse(problems),
        }
    };
    // Four modules of quiet around the code, as scanners want it (ISO/IEC 18004, section 9.1).
    let view_box = format!("-4 -4 {0} {0}", setup.qr_width + 8);
    view! {
        <p>{text!(security.totp_scan)}</p>
        <svg class="qr" viewBox=view_box role="img" aria-label=text!(security.totp_qr)>
            <path d=setup.qr_path></path>
        </svg>
        <p class="eyebrow">{text!(security.totp_key)}</p>
        <p class="code" dir="ltr" translate="no">
            {setup.secret}
        </p>
        <Form on_submit=submit>
            <TextField
                label=text!(sign_in.totp)
                hint=text!(sign_in.totp_hint)
                value=code
                id=FIELD
                kind=FieldKind::Code
                autocomplete="one-time-code"
                error=form.error(FIELD)
            />
            <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                {text!(common.continue_)}
            </SubmitButton>
        </Form>
    }
    .into_any()
}
