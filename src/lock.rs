//! The lock: a session that nobody uses waits behind it for its owner.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    ErrorCode,
    endpoint::Nothing,
    security::Confirmation,
    session::{StartUnlock, UnlockWays, UnlockWithPasskey, UnlockWithPassword},
    words::GivenPassword,
};

use crate::{
    browser::{focus, leaving, passkeys},
    client::{Client, ClientError, use_client},
    components::{
        Button, ButtonKind, Columns, ColumnsKind, FieldKind, Form, IconName, PageTitle, SubmitButton, TextField,
    },
    sentences,
    session::{Here, Standing, use_here},
    shared::form::{FormState, keep},
    text,
};

/// How the session can be unlocked; `None` if it is not locked any more, which the page has taken over by now. For a session that
/// is not locked the server would answer as for none, and the page would go.
async fn ways(here: Here, client: Client) -> Result<Option<UnlockWays>, ClientError> {
    match here.look().await? {
        Standing::Locked => client.call(&StartUnlock {}, &Nothing {}).await.map(Some),
        Standing::Alive | Standing::SomebodyElse | Standing::Ended => Ok(None),
    }
}

/// Stands in place of the page. The passkey's dialog never starts by itself.
#[component]
pub fn LockScreen() -> impl IntoView {
    let (here, client) = (use_here(), use_client());
    let form = FormState::new();
    let name = RwSignal::new(String::new());
    let passkey = RwSignal::new(false);
    let ways_known = StoredValue::new(false);
    let password = RwSignal::new(String::new());
    let failed = move |error: &ClientError| match error.code() {
        Some(ErrorCode::WrongPassword) => form.refuse_field("unlock-password", sentences::of(error)),
        _ => form.fail(sentences::of(error)),
    };
    let learn = move |ways: &UnlockWays| {
        name.try_set(ways.first_name.clone());
        passkey.try_set(ways.passkey.is_some());
        ways_known.try_set_value(true);
    };
    form.send(async move {
        match ways(here, client).await {
            Ok(Some(ways)) => learn(&ways),
            Ok(None) => {}
            Err(error) => {
                // Pressing it asks once more.
                passkey.try_set(true);
                failed(&error);
            }
        }
    });
    // The network may be back, and another window may have unlocked the session or ended it.
    let looking = StoredValue::new(false);
    leaving::on_return(move || {
        if form.busy().get_untracked() || looking.get_value() {
            return;
        }
        looking.set_value(true);
        spawn_local(async move {
            if ways_known.try_get_value() == Some(true) {
                // Without an answer the lock stays as it is.
                let _ = here.look().await;
            } else if let Ok(Some(ways)) = ways(here, client).await {
                learn(&ways);
                // What failed before has not failed any more.
                form.refuse(Vec::new());
            }
            looking.try_set_value(false);
        });
    });
    request_animation_frame(focus::to_heading);
    on_cleanup(passkeys::abandon);
    let by_passkey = move |()| {
        form.send(async move {
            let ways = match ways(here, client).await {
                Ok(Some(ways)) => ways,
                Ok(None) => return,
                Err(error) => return failed(&error),
            };
            learn(&ways);
            let Some(options) = ways.passkey else { return form.fail(text!(common.lock.no_passkey)) };
            let answer = match passkeys::prove(&options).await {
                Ok(answer) => answer,
                Err(error) => return form.fail(sentences::passkey_asked(error)),
            };
            match client.call(&UnlockWithPasskey {}, &answer).await {
                Ok(current) => here.enter(current),
                Err(error) => failed(&error),
            }
        });
    };
    let by_password = move |()| {
        let mut problems = Vec::new();
        let word = GivenPassword::parse(&password.read_untracked());
        let Some(word) = keep(&mut problems, "unlock-password", text!(common.lock.password_what), word) else {
            return form.refuse(problems);
        };
        form.send(async move {
            match here.look().await {
                Ok(Standing::Locked) => {}
                Ok(_) => return,
                Err(error) => return failed(&error),
            }
            match client.call(&UnlockWithPassword {}, &Confirmation { password: word }).await {
                Ok(current) => here.enter(current),
                Err(error) => failed(&error),
            }
        });
    };
    let leave = move |()| {
        form.send(async move {
            if let Err(error) = here.sign_out().await {
                failed(&error);
            }
        });
    };
    let title = Signal::derive(move || {
        let name = name.get();
        if name.is_empty() {
            text!(common.lock.title).to_owned()
        } else {
            text!(common.lock.welcome, name = name.as_str())
        }
    });
    view! {
        <main class="lock">
            <Columns kind=ColumnsKind::Narrow>
                <div class="stack">
                    {form.draw()} <PageTitle title lead=text!(common.lock.text) />
                    {move || {
                        passkey
                            .get()
                            .then(|| {
                                view! {
                                    <Button
                                        wide=true
                                        icon=IconName::Key
                                        on_press=by_passkey
                                        busy=form.busy()
                                        busy_text=text!(common.working)
                                    >
                                        {text!(common.lock.passkey)}
                                    </Button>
                                }
                            })
                    }} <Form on_submit=by_password>
                        <TextField
                            label=text!(common.lock.password)
                            value=password
                            id="unlock-password"
                            kind=FieldKind::Password
                            autocomplete="current-password"
                            show_text=text!(common.show_password)
                            hide_text=text!(common.hide_password)
                            error=form.error("unlock-password")
                        />
                        <SubmitButton
                            wide=true
                            kind=ButtonKind::Quiet
                            busy=form.busy()
                            busy_text=text!(common.working)
                        >
                            {text!(common.lock.unlock)}
                        </SubmitButton>
                    </Form> <Button kind=ButtonKind::Plain on_press=leave>
                        {text!(common.lock.leave)}
                    </Button>
                </div>
            </Columns>
        </main>
    }
}
