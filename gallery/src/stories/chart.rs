//! Values over time.

use leptos::prelude::*;
use salus_portal::components::{Card, ChartOrTable, ChartPoint, Column, DataTable, TrendChart};

use super::{State, Story};
use crate::words::{say, say_with};

/// HbA1c over two years.
pub(super) fn few() -> Vec<ChartPoint> {
    [
        (say("Nov 2024", "نوفمبر 2024"), 0.0, 6.4),
        (say("May 2025", "مايو 2025"), 180.0, 6.6),
        (say("Nov 2025", "نوفمبر 2025"), 365.0, 6.5),
        (say("May 2026", "مايو 2026"), 540.0, 6.9),
        (say("Nov 2026", "نوفمبر 2026"), 730.0, 7.3),
    ]
    .map(|(label, day, value)| ChartPoint {
        label: label.into(),
        at: Some(day),
        value,
        value_text: format!("{value:.1}"),
        flagged: value > 6.5,
        ..ChartPoint::default()
    })
    .to_vec()
}

fn blood_pressure() -> Vec<ChartPoint> {
    [
        (say("3 Aug", "3 أغسطس"), 0.0, 142.0, 91.0),
        (say("20 Aug", "20 أغسطس"), 17.0, 138.0, 88.0),
        (say("9 Sep", "9 سبتمبر"), 37.0, 135.0, 85.0),
        (say("4 Nov", "4 نوفمبر"), 93.0, 131.0, 84.0),
        (say("18 Nov", "18 نوفمبر"), 107.0, 128.0, 82.0),
    ]
    .map(|(label, day, value, second)| ChartPoint {
        label: label.into(),
        at: Some(day),
        value,
        second: Some(second),
        value_text: format!("{value}/{second}"),
        flagged: value > 140.0,
    })
    .to_vec()
}

fn many() -> Vec<ChartPoint> {
    (0..200)
        .map(|week| {
            let day = f64::from(week) * 7.0;
            let value = 82.0 - day * 0.006 + (day / 23.0).sin() * 1.4 + (day / 5.0).cos() * 0.6;
            ChartPoint {
                label: say_with("week {}", "الأسبوع {}", week + 1),
                at: Some(day),
                value,
                value_text: format!("{value:.1}"),
                flagged: value > 82.5,
                ..ChartPoint::default()
            }
        })
        .collect()
}

pub(super) fn trend_chart() -> Story {
    Story {
        id: "trend-chart",
        title: "Trend chart",
        about: "The course of a value. A screen reader hears one sentence; the figures stand in the table that goes with every chart.",
        components: &["TrendChart"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("range", "With a range", || {
                view! {
                    <Card>
                        <TrendChart
                            points=few()
                            range=(Some(4.0), Some(6.5))
                            range_text=say("Range 4.0 to 6.5", "المعدل من 4.0 إلى 6.5")
                            unit="%"
                            label=say(
                                "HbA1c from 6.4 % in November 2024 to 7.3 % in November 2026. The range is 4.0 to 6.5 %.",
                                "ارتفع HbA1c من 6.4 % في نوفمبر 2024 إلى 7.3 % في نوفمبر 2026. المعدل من 4.0 إلى 6.5 %.",
                            )
                        />
                    </Card>
                }
                .into_any()
            }),
            State::new("two", "Two figures", || {
                view! {
                    <Card>
                        <TrendChart
                            points=blood_pressure()
                            unit="mmHg"
                            label=say(
                                "Blood pressure from 142/91 in August to 128/82 in November.",
                                "انخفض ضغط الدم من 142/91 في أغسطس إلى 128/82 في نوفمبر.",
                            )
                        />
                    </Card>
                }
                .into_any()
            }),
            State::new("upper", "Upper end only", || {
                view! {
                    <Card>
                        <TrendChart
                            points=few()
                            range=(None, Some(7.0))
                            range_text=say("Up to 7.0", "حتى 7.0")
                            label=say(
                                "HbA1c from 6.4 to 7.3. The range is up to 7.0.",
                                "ارتفع HbA1c من 6.4 إلى 7.3. المعدل حتى 7.0.",
                            )
                        />
                    </Card>
                }
                .into_any()
            }),
            State::new("many", "200 points", || {
                view! {
                    <Card>
                        <TrendChart
                            points=many()
                            unit="kg"
                            label=say(
                                "Weight over 200 weeks, from 82.6 to 73.5 kg.",
                                "الوزن خلال 200 أسبوع، من 82.6 إلى 73.5 كغ.",
                            )
                        />
                    </Card>
                }
                .into_any()
            }),
            State::new("one", "One point", || {
                view! {
                    <Card>
                        <TrendChart
                            points=few().split_off(4)
                            unit="%"
                            label=say("HbA1c, 7.3 % in November 2026.", "HbA1c، 7.3 % في نوفمبر 2026.")
                        />
                    </Card>
                }
                .into_any()
            }),
        ],
    }
}

/// A chart of HbA1c with its table.
pub(super) fn draw_hba1c() -> AnyView {
    let rows = few()
        .into_iter()
        .rev()
        .map(|point| {
            let words = if point.flagged {
                say("Higher than the range", "أعلى من المعدل")
            } else {
                say("Within the range", "ضمن المعدل")
            };
            vec![point.label, point.value_text, words.to_owned()]
        })
        .collect::<Vec<_>>();
    view! {
        <ChartOrTable
            label=say("Show HbA1c as", "اعرض HbA1c على شكل")
            chart_text=say("Chart", "رسم")
            table_text=say("Table", "جدول")
            chart=|| {
                view! {
                    <TrendChart
                        points=few()
                        range=(Some(4.0), Some(6.5))
                        range_text=say("Range 4.0 to 6.5", "المعدل من 4.0 إلى 6.5")
                        unit="%"
                        label=say(
                            "HbA1c from 6.4 % in November 2024 to 7.3 % in November 2026. The range is 4.0 to 6.5 %.",
                            "ارتفع HbA1c من 6.4 % في نوفمبر 2024 إلى 7.3 % في نوفمبر 2026. المعدل من 4.0 إلى 6.5 %.",
                        )
                    />
                }
            }
            table=move || {
                view! {
                    <DataTable
                        caption=say("HbA1c, newest first", "HbA1c، الأحدث أولاً")
                        columns=vec![
                            Column::words(say("Date", "التاريخ")),
                            Column::figures(say("Percent", "النسبة")),
                            Column::words(say("What it means", "ما معناه")),
                        ]
                        rows=rows
                    />
                }
            }
        />
    }
    .into_any()
}

pub(super) fn chart_or_table() -> Story {
    Story {
        id: "chart-or-table",
        title: "Chart or table",
        about: "Every chart stands beside its table; the person chooses. On paper both are printed.",
        components: &["ChartOrTable"],
        whole_pages: false,
        live: None,
        states: vec![State::new("live", "Choose", || view! { <Card>{draw_hba1c()}</Card> }.into_any())],
    }
}
