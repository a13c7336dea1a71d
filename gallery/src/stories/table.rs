//! Tables.

use leptos::prelude::*;
use salus_portal::components::{Card, Column, DataTable};

use super::{State, Story};

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
                            caption="Same blood test"
                            columns=vec![Column::words("Test"), Column::figures("Value")]
                            rows=cells(&[
                                &["Glucose, fasting", "6.8 mmol/L"],
                                &["Creatinine", "71 µmol/L"],
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
                            caption="Complete blood count"
                            columns=vec![
                                Column::words("Test"),
                                Column::figures("Value"),
                                Column::figures("Range"),
                                Column::words("What it means"),
                                Column::words("Date"),
                            ]
                            rows=cells(&[
                                &["Haemoglobin", "13.9 g/dL", "12.0 to 16.0", "Within the range", "18 November 2026"],
                                &["White blood cells", "11.8 ×10⁹/L", "4.0 to 10.0", "A little higher than the range", "18 November 2026"],
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
