//! The first page in Arabic.

use leptos::prelude::*;
use salus_portal::components::{
    AppFrame, Avatar, Button, ButtonKind, Card, Chip, Columns, EmergencyBar, IconName, NavItem, PageTitle, Row,
    RowList, Section, Tone,
};

use crate::stories::nothing;

fn place(href: &str, label: &str, icon: IconName, count: u32) -> NavItem {
    NavItem {
        href: href.to_owned(),
        label: label.to_owned(),
        icon,
        count: Signal::stored(count),
        count_text: Signal::stored("محادثتان غير مقروءتين".to_owned()),
    }
}

pub(super) fn draw() -> AnyView {
    let nav = vec![
        place("#/page-home-arabic", "الرئيسية", IconName::Home, 0),
        place("#/page-result", "السجل", IconName::Record, 0),
        place("#/page-thread", "الرسائل", IconName::Messages, 2),
        place("#/page-feedback", "رأيك", IconName::Feedback, 0),
        place("#/page-security", "الأمان", IconName::Security, 0),
    ];
    view! {
        <AppFrame
            emergency=|| {
                view! {
                    <EmergencyBar
                        label="حالة طارئة"
                        before="حالة طارئة؟"
                        link_text="اتصل على 112"
                        href="tel:112"
                        after="أو توجّه إلى أقرب قسم طوارئ."
                    />
                }
            }
            skip_text="انتقل إلى المحتوى"
            name="Salus"
            home_href="#/page-home-arabic"
            nav=nav
            nav_label="القائمة"
            current="#/page-home-arabic"
            header=|| {
                view! {
                    <a class="top-link" href="#/frame">
                        "مساعدة"
                    </a>
                    <Avatar name="لينا مرش" />
                }
            }
        >
            <PageTitle eyebrow="الأحد 22 نوفمبر 2026" title="صباح الخير، لينا" />
            <Columns>
                <Section title="لك اليوم">
                    <RowList>
                        <Row
                            href="#/page-result"
                            icon=IconName::Drop
                            tone=Tone::Watch
                            title="نتيجة جديدة: HbA1c"
                            text="أعلى قليلاً من المعدل. أضاف فريقك تعليقاً."
                            aside=|| view! { <Chip text="اليوم" /> }
                        />
                        <Row
                            href="#/page-thread"
                            icon=IconName::Messages
                            title="ردّ عليك الممرض إدريس"
                            text="«يمكنك تناوله مع الطعام…»"
                        />
                        <Row
                            href="#/page-feedback"
                            icon=IconName::Feedback
                            tone=Tone::Clay
                            title="كيف كانت زيارتك في 14 نوفمبر؟"
                            text="ثلاثة أسئلة، دقيقة واحدة تقريباً."
                        />
                    </RowList>
                </Section>
                <Card>
                    <Section level=3 title="الزيارة القادمة" action=|| view! { <Chip text="بعد 4 أيام" kind=Tone::Brand /> }>
                        <div>
                            <p class="strong">"الخميس 26 نوفمبر، 10:30 صباحاً"</p>
                            <p class="soft">"مراجعة السكري مع د. سلمى حداد"</p>
                            <p class="soft">"عيادة الشمال، الطابق الثاني"</p>
                        </div>
                        <Button kind=ButtonKind::Quiet icon=IconName::Calendar on_press=nothing()>
                            "أضف إلى التقويم"
                        </Button>
                    </Section>
                </Card>
            </Columns>
        </AppFrame>
    }
    .into_any()
}
