//! The same figures twice: drawn, and in rows.

use leptos::{children::ViewFnOnce, prelude::*};

use super::{
    element::fresh_id,
    icon::{Icon, IconName},
};

/// Shows a chart or its table, as the person likes. Both are always there; one of them is hidden.
#[component]
pub fn ChartOrTable(
    /// The chart.
    #[prop(into)]
    chart: ViewFnOnce,
    /// Its table.
    #[prop(into)]
    table: ViewFnOnce,
    /// The choice of the chart, in a word.
    #[prop(into)]
    chart_text: Signal<String>,
    /// The choice of the table, in a word.
    #[prop(into)]
    table_text: Signal<String>,
    /// What is chosen here, for example "Show HbA1c as".
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let name = fresh_id("view");
    let choice = |table: bool, text: Signal<String>, icon: IconName| {
        view! {
            <label class="switch-choice">
                <input
                    class="visually-hidden"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || as_table.get() == table
                    on:change=move |_| as_table.set(table)
                />
                <Icon name=icon />
                <span>{text}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <div class="chart-or-table">
            <fieldset class="switch no-print">
                <legend class="visually-hidden">{label}</legend>
                {choice(false, chart_text, IconName::Trend)}
                {choice(true, table_text, IconName::Table)}
            </fieldset>
            <div class="chart-side" hidden=move || as_table.get()>
                {chart.run()}
            </div>
            <div class="table-side" hidden=move || !as_table.get()>
                {table.run()}
            </div>
        </div>
    }
    .into_any()
}
