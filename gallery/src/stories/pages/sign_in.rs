//! The two steps of signing in.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ButtonKind, Details, FieldKind, Form, Icon, IconName, PageTitle, SubmitButton, TextField,
};

use crate::stories::nothing;

pub(super) fn draw_password() -> AnyView {
    view! {
        <PageTitle eyebrow="Step 1 of 2" title="Sign in" />
        <Form on_submit=nothing()>
            <TextField
                id="email"
                kind=FieldKind::Email
                label="E-mail address"
                autocomplete="username"
                value=RwSignal::new("lina@example.org".to_owned())
            />
            <TextField
                id="password"
                kind=FieldKind::Password
                label="Password"
                autocomplete="current-password"
                show_text="Show"
                hide_text="Hide"
                value=RwSignal::new("four quiet river stones".to_owned())
            />
            <SubmitButton wide=true>"Continue"</SubmitButton>
        </Form>
        <div>
            <Details summary="I am new here">
                <p>"Your practice sends you an invitation. Open the link in it to begin."</p>
            </Details>
            <Details summary="I forgot my password">
                <p>"Ask your practice for a new invitation. They check that it is you."</p>
            </Details>
        </div>
    }
    .into_any()
}

pub(super) fn draw_passkey() -> AnyView {
    view! {
        <PageTitle
            eyebrow="Step 2 of 2"
            title="Confirm that it is you"
            lead="Your password was right. Now use your passkey: your fingerprint, your face or the screen lock of this device."
        />
        <div class="stack">
            <Button wide=true icon=IconName::Key on_press=nothing()>
                "Use my passkey"
            </Button>
            <Button wide=true kind=ButtonKind::Quiet on_press=nothing()>
                "Use a recovery code"
            </Button>
        </div>
        <p class="small">
            <a href="#/page-sign-in">"I lost the device with my passkey"</a>
        </p>
        <p class="hint-line">
            <Icon name=IconName::Security />
            <span>"North Clinic. Your connection is encrypted."</span>
        </p>
    }
    .into_any()
}
