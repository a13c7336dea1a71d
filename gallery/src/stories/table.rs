//! Tables.

use leptos::prelude::*;
use salus_portal::components::{Card, Column, DataTable};

use super::{State, Story};
use crate::words::say;

pub(super) fn story() -> Story {
    Story {
        id: "data-table",
        title: "Data table",
        about: "Figures in rows and columns. Where it is too wide it scrolls by itself, also with the keyboard.",
        components: &["DataTable"],
        whole_pages: false,
        live: None,
        states: vec![
            State::new("figures", "Figures", || {
                view! {
                    <Card>
                        <DataTable
                            caption=say("Same blood test", "فحص الدم نفسه")
                            columns=vec![Column::words(say("Test", "الفحص")), Column::figures(say("Value", "القيمة"))]
                            rows=cells(&[
                                &[say("Glucose, fasting", "الغلوكوز، صائماً"), "6.8 mmol/L"],
                                &[say("Creatinine", "الكرياتينين"), "71 µmol/L"],
                                &["eGFR", "92 mL/min"],
                            ])
                        />
                    </Card>
                }
                .into_any()
            }),
            State::new("wide", "Too wide for a phone", || {
                view! {
                    <Card>
                        <DataTable
                            caption=say("Complete blood count", "تعداد الدم الكامل")
                            columns=vec![
                                Column::words(say("Test", "الفحص")),
                                Column::figures(say("Value", "القيمة")),
                                Column::figures(say("Range", "المعدل")),
                                Column::words(say("What it means", "ما معناه")),
                                Column::words(say("Date", "التاريخ")),
                            ]
                            rows=cells(&[
                                &[
                                    say("Haemoglobin", "الهيموغلوبين"),
                                    "13.9 g/dL",
                                    say("12.0 to 16.0", "من 12.0 إلى 16.0"),
                                    say("Within the range", "ضمن المعدل"),
                                    say("18 November 2026", "18 نوفمبر 2026"),
                                ],
                                &[
                                    say("White blood cells", "كريات الدم البيضاء"),
                                    "11.8 ×10⁹/L",
                                    say("4.0 to 10.0", "من 4.0 إلى 10.0"),
                                    say("A little higher than the range", "أعلى قليلاً من المعدل"),
                                    say("18 November 2026", "18 نوفمبر 2026"),
                                ],
                            ])
                        />
                    </Card>
                }
                .into_any()
            }),
        ],
    }
}

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}
