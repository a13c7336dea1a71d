//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{
    element::fresh_id,
    icon::{Icon, IconName},
};

/// How much a button asks for attention. One primary button on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    #[default]
    Primary,
    /// An alternative, outlined.
    Quiet,
    /// As quiet as a link.
    Plain,
    /// Takes something away for good.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Plain => "button button-plain",
            Self::Danger => "button button-danger",
        }
    }
}

/// Does something on this page.
#[component]
pub fn Button(
    /// What it does, in words.
    children: Children,
    /// What happens when it is pressed. Not called while it is busy or has a reason not to work.
    #[prop(into)]
    on_press: Callback<()>,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Takes the whole line.
    #[prop(optional)]
    wide: bool,
    /// Stands before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Work is under way: the button keeps its size, shows it, and swallows presses.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a screen reader says meanwhile.
    #[prop(optional, into)]
    busy_text: Signal<String>,
    /// Why it does not work now. It stays reachable, and the reason stands below it.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let inside = Inside { kind, wide, icon, busy, busy_text, disabled_reason };
    inside.draw("button", Some(on_press), children)
}

/// Sends the form around it.
#[component]
pub fn SubmitButton(
    /// What it does, in words.
    children: Children,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Takes the whole line.
    #[prop(optional)]
    wide: bool,
    /// Stands before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Work is under way: the button keeps its size, shows it, and swallows presses.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a screen reader says meanwhile.
    #[prop(optional, into)]
    busy_text: Signal<String>,
    /// Why it does not work now. It stays reachable, and the reason stands below it.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let inside = Inside { kind, wide, icon, busy, busy_text, disabled_reason };
    inside.draw("submit", None, children)
}

/// Goes somewhere, and looks like a button.
#[component]
pub fn LinkButton(
    /// Where the link leads, in words.
    children: Children,
    /// The address.
    #[prop(into)]
    href: String,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Takes the whole line.
    #[prop(optional)]
    wide: bool,
    /// Stands before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <a class=kind.class() class:button-wide=wide href=href>
            {icon.map(|name| view! { <Icon name /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}

/// What [`Button`] and [`SubmitButton`] share.
struct Inside {
    kind: ButtonKind,
    wide: bool,
    icon: Option<IconName>,
    busy: Signal<bool>,
    busy_text: Signal<String>,
    disabled_reason: Signal<Option<String>>,
}

impl Inside {
    fn draw(self, type_: &'static str, on_press: Option<Callback<()>>, children: Children) -> AnyView {
        let Self { kind, wide, icon, busy, busy_text, disabled_reason } = self;
        let reason_id = fresh_id("reason");
        let described_by = {
            let id = reason_id.clone();
            move || disabled_reason.with(Option::is_some).then(|| id.clone())
        };
        let off = move || busy.get() || disabled_reason.with(Option::is_some);
        let press = move |event: leptos::ev::MouseEvent| {
            if busy.get_untracked() || disabled_reason.with_untracked(Option::is_some) {
                // A submit button would otherwise send its form.
                event.prevent_default();
            } else if let Some(on_press) = on_press {
                on_press.run(());
            }
        };
        view! {
            <span class="action" class:action-wide=wide>
                <button
                    type=type_
                    class=kind.class()
                    class:button-wide=wide
                    class:button-busy=busy
                    aria-disabled=move || off().then_some("true")
                    aria-describedby=described_by
                    on:click=press
                >
                    {icon.map(|name| view! { <Icon name /> })}
                    <span class="button-words">{children()}</span>
                    {move || {
                        busy.get()
                            .then(|| {
                                view! {
                                    <span class="button-progress">
                                        <span class="visually-hidden">{busy_text}</span>
                                    </span>
                                }
                            })
                    }}
                </button>
                {move || {
                    let id = reason_id.clone();
                    disabled_reason.get().map(|reason| view! { <span class="action-reason" id=id>{reason}</span> })
                }}
            </span>
        }
        .into_any()
    }
}
