//! Vital signs: the newest value of each kind, and its course over time.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::record::{ListVitals, Vital, VitalKind, Vitals};

use super::{back, trend};
use crate::{
    browser::{clock, focus::name_page},
    client::Remote,
    components::{
        Card, Columns, ColumnsKind, Drawing, Empty, Figure, FlagChip, PageTitle, PendingShape, Section, Words,
    },
    shared::{record_words::test_name, show, wording},
    text,
};

/// All vital signs.
pub struct VitalsPage {
    vitals: Remote<Vitals>,
}

impl LazyRoute for VitalsPage {
    fn data() -> Self {
        Self { vitals: Remote::read(ListVitals {}) }
    }

    async fn view(this: Self) -> AnyView {
        name_page(text!(record.vitals.title));
        view! {
            {back()}
            <PageTitle title=text!(record.vitals.title) />
            {show(this.vitals, PendingShape::Figure, draw)}
        }
        .into_any()
    }
}

fn draw(vitals: Vitals) -> AnyView {
    if vitals.vitals.is_empty() {
        return view! {
            <Empty title=text!(record.vitals.empty_title) text=text!(record.vitals.empty_text) drawing=Drawing::Record />
        }
        .into_any();
    }
    let cards = vitals.vitals.into_iter().map(draw_vital).collect_view();
    view! { <Columns kind=ColumnsKind::Halves>{cards}</Columns> }.into_any()
}

fn draw_vital(vital: Vital) -> AnyView {
    let Vital { kind, name, unit, history, language } = vital;
    let language = language.as_ref();
    let name = kind_words(kind).map_or_else(|| test_name(name, language), Words::from);
    let newest = history.last().map(|point| {
        let value = match &point.second {
            Some(second) => text!(record.vitals.pair, upper = point.figure.as_str(), lower = second.as_str()),
            None => point.figure.clone(),
        };
        let date = clock::date(&point.date);
        let flag = point.flag.map(wording::flag);
        view! {
            <div>
                <div class="cluster">
                    <Figure value=value unit=wording::unit(&unit) />
                    {flag.map(|(direction, text)| view! { <FlagChip direction text /> })}
                </div>
                <p class="soft small">{text!(record.vitals.latest, date = date.as_str())}</p>
            </div>
        }
    });
    let chart = trend::draw(&name, &unit, &history, language);
    view! {
        <Card>
            <Section title=name>{newest} {chart}</Section>
        </Card>
    }
    .into_any()
}

/// Our name for a kind; the source's own stands in for those we do not know.
fn kind_words(kind: VitalKind) -> Option<&'static str> {
    Some(match kind {
        VitalKind::BloodPressure => text!(record.vitals.kind.blood_pressure),
        VitalKind::HeartRate => text!(record.vitals.kind.heart_rate),
        VitalKind::Weight => text!(record.vitals.kind.weight),
        VitalKind::Height => text!(record.vitals.kind.height),
        VitalKind::BodyMassIndex => text!(record.vitals.kind.body_mass_index),
        VitalKind::OxygenSaturation => text!(record.vitals.kind.oxygen_saturation),
        VitalKind::Temperature => text!(record.vitals.kind.temperature),
        VitalKind::RespiratoryRate => text!(record.vitals.kind.respiratory_rate),
        VitalKind::HeadCircumference => text!(record.vitals.kind.head_circumference),
        VitalKind::Other => return None,
    })
}
