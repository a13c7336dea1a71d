//! Radio groups and checkboxes.

use leptos::prelude::*;
use salus_portal::components::{Checkbox, RadioGroup, RadioOption};

use super::{State, Story};
use crate::live::{Knob, Live};
use crate::words::say;

fn experience() -> Vec<RadioOption> {
    [
        ("very_good", say("Very good", "جيدة جداً")),
        ("good", say("Good", "جيدة")),
        ("neither", say("Neither good nor poor", "لا جيدة ولا سيئة")),
        ("poor", say("Poor", "سيئة")),
        ("very_poor", say("Very poor", "سيئة جداً")),
        ("dont_know", say("I don't know", "لا أعرف")),
    ]
    .map(|(value, label)| RadioOption::new(value, label))
    .to_vec()
}

pub(super) fn radio_group() -> Story {
    Story {
        id: "radio-group",
        title: "Radio group",
        about: "Asks for one of two to eight answers, all in sight. The whole row takes the finger. Where the question is the whole page it is also its title.",
        components: &["RadioGroup"],
        whole_pages: false,
        live: Some(play_radio_group()),
        states: vec![
            State::new("title", "The question is the page", || {
                view! {
                    <RadioGroup
                        legend=say("Overall, how was your experience?", "كيف كانت تجربتك بوجه عام؟")
                        legend_is_title=true
                        name="experience"
                        options=experience()
                        chosen=RwSignal::new(Some("good".to_owned()))
                    />
                }
                .into_any()
            }),
            State::new("hints", "With hints", || {
                let options = vec![
                    RadioOption {
                        hint: Some(say("Fingerprint, face or screen lock", "البصمة أو الوجه أو قفل الشاشة").into()),
                        ..RadioOption::new("passkey", say("Passkey", "مفتاح المرور"))
                    },
                    RadioOption {
                        hint: Some(say("The code that you printed or wrote down", "الرمز الذي طبعته أو كتبته").into()),
                        ..RadioOption::new("code", say("Recovery code", "رمز الاسترداد"))
                    },
                ];
                view! {
                    <RadioGroup
                        legend=say("How do you want to confirm that it is you?", "كيف تريد أن تؤكد أنك أنت؟")
                        name="way"
                        options=options
                        chosen=RwSignal::new(None)
                    />
                }
                .into_any()
            }),
            State::new("error", "With an error", || {
                view! {
                    <RadioGroup
                        legend=say("Did people listen to you?", "هل أصغى إليك الناس؟")
                        hint=say("Think of the whole visit.", "فكّر في الزيارة كلها.")
                        name="listened"
                        options=vec![
                            RadioOption::new("yes", say("Yes, definitely", "نعم، بالتأكيد")),
                            RadioOption::new("no", say("No", "لا")),
                        ]
                        chosen=RwSignal::new(None)
                        error=say("Choose an answer", "اختر إجابة")
                    />
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn checkbox() -> Story {
    Story {
        id: "checkbox",
        title: "Checkbox",
        about: "One thing that holds or does not. For a choice between two things use a radio group.",
        components: &["Checkbox"],
        whole_pages: false,
        live: Some(play_checkbox()),
        states: vec![
            State::new("off", "Not ticked", || {
                view! {
                    <Checkbox
                        id="kept"
                        label=say("I have kept my recovery code", "لقد حفظت رمز الاسترداد")
                        checked=RwSignal::new(false)
                    />
                }
                .into_any()
            }),
            State::new("on", "Ticked, with a hint", || {
                view! {
                    <Checkbox
                        id="unnamed"
                        label=say("Send without my name", "أرسل من دون اسمي")
                        hint=say(
                            "Your answer is then kept without your name. Nobody can join it to you later, not even we.",
                            "تُحفظ إجابتك عندئذ من دون اسمك. ولا يمكن لأحد أن يربطها بك لاحقاً، ولا حتى نحن.",
                        )
                        checked=RwSignal::new(true)
                    />
                }
                .into_any()
            }),
            State::new("error", "With an error", || {
                view! {
                    <Checkbox
                        id="kept-wrong"
                        label=say("I have kept my recovery code", "لقد حفظت رمز الاسترداد")
                        error=say(
                            "Tick this once you have printed it or written it down",
                            "ضع علامة هنا بعد أن تطبعه أو تكتبه",
                        )
                        checked=RwSignal::new(false)
                    />
                }
                .into_any()
            }),
        ],
    }
}

fn play_radio_group() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("legend", "Question", "Overall, how was your experience?", "كيف كانت تجربتك بوجه عام؟"),
        Knob::switch("legend_is_title", "The question is the title", false),
        Knob::words("hint", "Hint", "", ""),
        Knob::words("error", "Error", "", ""),
        Knob::number("options", "Answers", 2, 6, 4),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let mut options = experience();
            options.truncate(usize::try_from(set.number("options")).unwrap_or_default());
            view! {
                <RadioGroup
                    legend=set.words("legend")
                    legend_is_title=set.on("legend_is_title")
                    name="play"
                    options
                    chosen=RwSignal::new(None)
                    hint=MaybeProp::from(set.some_words("hint"))
                    error=Signal::stored(set.some_words("error"))
                />
            }
            .into_any()
        },
    }
}

fn play_checkbox() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("label", "Label", "Send without my name", "أرسل من دون اسمي"),
        Knob::switch("checked", "Ticked", false),
        Knob::words("hint", "Hint", "", ""),
        Knob::words("error", "Error", "", ""),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            view! {
                <Checkbox
                    id="play"
                    label=set.words("label")
                    checked=RwSignal::new(set.on("checked"))
                    hint=MaybeProp::from(set.some_words("hint"))
                    error=Signal::stored(set.some_words("error"))
                />
            }
            .into_any()
        },
    }
}
