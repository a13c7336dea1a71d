//! Dialogs and details.

use leptos::prelude::*;
use salus_portal::components::{Button, ButtonKind, Details, Dialog};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

fn draw_dialog(open: bool) -> AnyView {
    let open = RwSignal::new(open);
    view! {
        <Button kind=ButtonKind::Quiet on_press=move || open.set(true)>
            {say("Remove the blue key", "احذف المفتاح الأزرق")}
        </Button>
        <Dialog open title=say("Remove this passkey?", "هل تحذف مفتاح المرور هذا؟") close_text=say("Close", "أغلق")>
            <p>
                {say(
                    "You can then no longer sign in with the blue security key. Your other passkey stays.",
                    "لن تتمكن بعد ذلك من الدخول بمفتاح الأمان الأزرق. يبقى مفتاح المرور الآخر.",
                )}
            </p>
            <div class="actions">
                <Button kind=ButtonKind::Danger on_press=move || open.set(false)>{say("Remove", "احذف")}</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>{say("Keep it", "أبقه")}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

pub(super) fn dialog() -> Story {
    Story {
        id: "dialog",
        title: "Dialog",
        about: "A question that has to be answered before anything else. Escape closes it, and the focus returns to the button that opened it. For everything longer use a page.",
        components: &["Dialog"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("closed", "Open it", || draw_dialog(false)),
            State::new("open", "Open", || draw_dialog(true)),
        ],
    }
}

pub(super) fn details() -> Story {
    Story {
        id: "details",
        title: "Details",
        about: "More, for those who want it. Nothing that everybody needs hides here.",
        components: &["Details"],
        whole_pages: false,
        live: Some(play_details()),
        states: vec![
            State::new("closed", "Closed", || draw_details(false)),
            State::new("open", "Open", || draw_details(true)),
        ],
    }
}

fn draw_details(open: bool) -> AnyView {
    view! {
        <Details summary=say("I lost the device with my passkey", "فقدت الجهاز الذي عليه مفتاح المرور") open>
            <p>
                {say(
                    "Sign in with your password and your recovery code. Then remove the passkey of the lost device.",
                    "سجّل الدخول بكلمة المرور ورمز الاسترداد. ثم احذف مفتاح مرور الجهاز المفقود.",
                )}
            </p>
        </Details>
    }
    .into_any()
}

fn play_details() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("summary", "Line", "I lost the device with my passkey", "فقدت الجهاز الذي عليه مفتاح المرور"),
        Knob::switch("open", "Open", true),
        Knob::words(
            "children",
            "What opens",
            "Sign in with your password and your recovery code.",
            "سجّل الدخول بكلمة المرور ورمز الاسترداد.",
        ),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let words = set.words("children");
            view! {
                <Details summary=set.words("summary") open=set.on("open")>
                    <p>{words}</p>
                </Details>
            }
            .into_any()
        },
    }
}
