//! Rows and people.

use leptos::prelude::*;
use salus_portal::components::{
    Avatar, Button, ButtonKind, Chip, FlagChip, FlagDirection, IconName, PersonRow, Row, RowList, Tone,
};

use super::{State, Story, nothing};
use crate::live::{Knob, Live};
use crate::words::say;

pub(super) fn row_list() -> Story {
    Story {
        id: "row-list",
        title: "Row list",
        about: "Things to open or to read, at most 50 at a time. The first line says what it is, the second what one wants to know of it.",
        components: &["RowList", "Row"],
        whole_pages: false,
        live: Some(play_row()),
        states: vec![
            State::new("links", "Things to open", || {
                view! {
                    <RowList label=say("For you today", "لك اليوم")>
                        <Row
                            href="#/row-list"
                            icon=IconName::Drop
                            tone=Tone::Watch
                            title=say("New result: HbA1c", "نتيجة جديدة: HbA1c")
                            text=say(
                                "A little higher than the range. Your care team added a comment.",
                                "أعلى قليلاً من المعدل. أضاف فريق رعايتك تعليقاً.",
                            )
                            aside=|| view! { <Chip text=say("Today", "اليوم") /> }
                        />
                        <Row
                            href="#/row-list"
                            icon=IconName::Messages
                            title=say("Nurse Idris answered you", "ردّ عليك الممرض إدريس")
                            text=say("Metformin and stomach ache", "الميتفورمين وألم المعدة")
                            unseen=say("New", "جديد")
                            aside=|| view! { <Chip text=say("9:20 am", "9:20 صباحاً") /> }
                        />
                        <Row
                            href="#/row-list"
                            icon=IconName::Feedback
                            tone=Tone::Clay
                            title=say("How was your visit on 14 November?", "كيف كانت زيارتك في 14 نوفمبر؟")
                            text=say("Three questions, about one minute.", "ثلاثة أسئلة، نحو دقيقة واحدة.")
                        />
                    </RowList>
                }
                .into_any()
            }),
            State::new("results", "With values", || {
                view! {
                    <RowList label=say("Blood test", "فحص دم")>
                        <Row href="#/row-list" title="HbA1c" aside=|| view! { <bdi dir="ltr">"7.3 %"</bdi> }>
                            <FlagChip
                                direction=FlagDirection::High
                                text=say("A little higher than the range", "أعلى قليلاً من المعدل")
                            />
                        </Row>
                        <Row
                            href="#/row-list"
                            title=say("Creatinine", "الكرياتينين")
                            aside=|| view! { <bdi dir="ltr">"71 µmol/L"</bdi> }
                        >
                            <FlagChip direction=FlagDirection::Normal text=say("Within the range", "ضمن المعدل") />
                        </Row>
                        <Row
                            href="#/row-list"
                            title="Natriuretic peptide B prohormone N-Terminal [Mass/volume] in Serum or Plasma"
                            aside=|| view! { <bdi dir="ltr">"<5 pg/mL"</bdi> }
                        />
                    </RowList>
                }
                .into_any()
            }),
            State::new("actions", "With a button", || {
                view! {
                    <RowList label=say("Your passkeys", "مفاتيح المرور")>
                        <Row
                            icon=IconName::Key
                            title="iCloud Keychain"
                            text=say(
                                "Added in March 2026. On all your Apple devices.",
                                "أضيف في مارس 2026. على كل أجهزة Apple لديك.",
                            )
                        >
                            <Chip text=say("In use now", "مستخدم الآن") kind=Tone::Good />
                        </Row>
                        <Row
                            icon=IconName::Key
                            title=say("Blue security key", "مفتاح الأمان الأزرق")
                            text=say(
                                "Added in April 2026. Last used on 2 October.",
                                "أضيف في أبريل 2026. آخر استخدام في 2 أكتوبر.",
                            )
                        >
                            <Button kind=ButtonKind::Plain on_press=nothing()>
                                {say("Remove", "احذف")}
                            </Button>
                        </Row>
                    </RowList>
                }
                .into_any()
            }),
            State::new("current", "One stands open beside it", || {
                view! {
                    <RowList label=say("Queue", "قائمة الانتظار")>
                        <Row
                            href="#/row-list"
                            title=say("Chest tightness since this morning", "ضيق في الصدر منذ الصباح")
                            text=say("Omar N.", "عمر ن.")
                            current=true
                        >
                            <Chip text=say("Due now", "مستحق الآن") kind=Tone::Urgent icon=IconName::Clock />
                        </Row>
                        <Row
                            href="#/row-list"
                            title=say("Form for my employer", "نموذج لصاحب العمل")
                            text=say("Peter A.", "بيتر أ.")
                        >
                            <Chip text=say("Due Wednesday", "مستحق يوم الأربعاء") icon=IconName::Clock />
                        </Row>
                    </RowList>
                }
                .into_any()
            }),
        ],
    }
}

pub(super) fn people() -> Story {
    Story {
        id: "people",
        title: "People",
        about: "Who they are, what they do, what they did. In a card without lines wrap them in a list of class people.",
        components: &["PersonRow", "Avatar"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("log", "Who looked", || {
                view! {
                    <RowList label=say("Who looked at your record", "من اطّلع على سجلك")>
                        <PersonRow
                            name=say("Dr Salma Haddad", "د. سلمى حداد")
                            role=say("Your doctor", "طبيبتك")
                            aside=say("Today, 8:40 am", "اليوم، 8:40 صباحاً")
                        >
                            {say("Read your blood test results", "قرأت نتائج فحص الدم")}
                        </PersonRow>
                        <PersonRow
                            name=say("Idris Kane", "إدريس كان")
                            role=say("Nurse, diabetes clinic", "ممرض، عيادة السكري")
                            tone=Tone::Clay
                            aside=say("Saturday, 8:03 am", "السبت، 8:03 صباحاً")
                        >
                            {say("Read your message and your medicines", "قرأ رسالتك وأدويتك")}
                        </PersonRow>
                    </RowList>
                }
                .into_any()
            }),
            State::new("avatars", "Circles", || {
                view! {
                    <div class="cluster">
                        <Avatar name="Lina Marsh" />
                        <Avatar name=say("Idris Kane", "إدريس كان") tone=Tone::Clay />
                        <Avatar name="سلمى حداد" />
                        <Avatar name="Omar" tone=Tone::Plain />
                    </div>
                }
                .into_any()
            }),
        ],
    }
}

fn play_row() -> Live {
    const KNOBS: &[Knob] = &[
        Knob::words("title", "First line", "New result: HbA1c", "نتيجة جديدة: HbA1c"),
        Knob::words("text", "Second line", "A little higher than the range.", "أعلى قليلاً من المعدل."),
        Knob::choice("tone", "Tone", &["plain", "brand", "clay", "good", "watch", "urgent"]),
        Knob::switch("href", "Can be opened", true),
        Knob::switch("unseen", "Not seen yet", false),
        Knob::switch("current", "Stands open", false),
    ];
    Live {
        knobs: KNOBS,
        render: |set| {
            let tone =
                set.choose("tone", [Tone::Plain, Tone::Brand, Tone::Clay, Tone::Good, Tone::Watch, Tone::Urgent]);
            let [title, text] = ["title", "text"].map(|id| set.words(id));
            let current = set.on("current");
            let href = set.on("href").then(|| "#/row-list".to_owned());
            let unseen = set.on("unseen").then(|| say("New", "جديد"));
            view! {
                <RowList>
                    <Row
                        title
                        text
                        tone
                        icon=IconName::Drop
                        nostrip:href=href
                        unseen
                        current
                    />
                </RowList>
            }
            .into_any()
        },
    }
}
