//! Buttons.

use leptos::prelude::*;
use salus_portal::components::{Button, ButtonKind, Form, IconName, LinkButton, SubmitButton};

use super::{State, Story, nothing};

pub(super) fn button() -> Story {
    Story {
        id: "button",
        title: "Button",
        about: "Does something on this page. One primary button on a screen; to go somewhere use a link or a link button. A button is never disabled without saying why.",
        components: &["Button", "SubmitButton"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("primary", "Primary", || {
                view! { <Button on_press=nothing() icon=IconName::Send>"Send"</Button> }.into_any()
            }),
            State::new("quiet", "Quiet", || {
                view! { <Button kind=ButtonKind::Quiet on_press=nothing() icon=IconName::Plus>"Add a passkey"</Button> }
                    .into_any()
            }),
            State::new("plain", "Plain", || {
                view! { <Button kind=ButtonKind::Plain on_press=nothing()>"Finish later"</Button> }.into_any()
            }),
            State::new("danger", "Danger", || {
                view! { <Button kind=ButtonKind::Danger on_press=nothing()>"Remove this passkey"</Button> }.into_any()
            }),
            State::new("busy", "Busy", || {
                view! {
                    <div class="actions">
                        <Button on_press=nothing() busy=true busy_text="One moment" icon=IconName::Send>
                            "Send"
                        </Button>
                        <Button kind=ButtonKind::Quiet on_press=nothing() busy=true busy_text="One moment">
                            "Try again"
                        </Button>
                    </div>
                }
                .into_any()
            }),
            State::new("disabled", "With a reason not to work", || {
                view! {
                    <Button on_press=nothing() disabled_reason="You have one passkey. Add another before you remove it.">
                        "Remove"
                    </Button>
                }
                .into_any()
            }),
            State::new("wide", "Wide", || {
                view! { <Button wide=true on_press=nothing() icon=IconName::Key>"Use my passkey"</Button> }.into_any()
            }),
            State::new("long", "Long words", || {
                view! {
                    <Button on_press=nothing()>"Ask your care team about the evening dose of your new medicine"</Button>
                }
                .into_any()
            }),
            State::new("live", "Press it", || {
                let presses = RwSignal::new(0);
                view! {
                    <Button kind=ButtonKind::Quiet on_press=move || presses.update(|presses| *presses += 1)>
                        {move || format!("Pressed {} times", presses.get())}
                    </Button>
                }
                .into_any()
            }),
            State::new("submit", "Sends a form", || {
                view! {
                    <Form on_submit=nothing()>
                        <SubmitButton>"Continue"</SubmitButton>
                    </Form>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn link_button() -> Story {
    Story {
        id: "link-button",
        title: "Link button",
        about: "Goes somewhere and is the main thing to do here. Within a sentence use a plain link.",
        components: &["LinkButton"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("kinds", "Kinds", || {
                view! {
                    <div class="actions">
                        <LinkButton href="#/link-button" icon=IconName::Messages>
                            "Write to your team"
                        </LinkButton>
                        <LinkButton href="#/link-button" kind=ButtonKind::Quiet icon=IconName::Calendar>
                            "Add to calendar"
                        </LinkButton>
                        <LinkButton href="#/link-button" kind=ButtonKind::Plain>
                            "Change or cancel"
                        </LinkButton>
                    </div>
                }
                .into_any()
            }),
            State::new("wide", "Wide", || {
                view! { <LinkButton href="#/link-button" wide=true>"Sign in"</LinkButton> }.into_any()
            }),
        ],
    }
}
