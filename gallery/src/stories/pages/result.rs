//! One result.

use leptos::prelude::*;
use salus_portal::components::{
    BackLink, ButtonKind, Card, Column, Columns, DataTable, Figure, FlagChip, FlagDirection, IconName, LinkButton,
    Notice, PageTitle, RangeBar, Section,
};
use salus_protocol::{
    Sample,
    record::{ResultDetail, Value},
};

use crate::stories::chart::draw_hba1c;

pub(super) fn draw() -> AnyView {
    let detail = ResultDetail::sample();
    let Value::Quantity { figure, unit } = detail.result.value else { return ().into_any() };
    let note = detail.notes.into_iter().next().unwrap_or_default();
    view! {
        <BackLink href="#/page-result" text="All results" />
        <PageTitle eyebrow="Blood test, 18 November 2026" title="HbA1c: your sugar over three months" />
        <Columns>
            <div class="stack stack-loose">
                <Card>
                    <div class="actions">
                        <Figure value=figure unit />
                        <FlagChip direction=FlagDirection::High text="A little higher than the range" />
                    </div>
                    <RangeBar low=Some(4.0) high=Some(6.5) value=7.3 label="4.0 to 6.5 %" />
                    <p>
                        "The lab's range is " <strong>"4.0 to 6.5 %"</strong> ". Since last time (6.9 %, May 2026) it went "
                        <strong>"up by 0.4"</strong> "."
                    </p>
                    <Notice title="Comment from Dr Salma Haddad">
                        <p>{note}</p>
                    </Notice>
                    <div class="actions">
                        <LinkButton icon=IconName::Messages href="#/page-thread">
                            "Ask about this"
                        </LinkButton>
                        <LinkButton kind=ButtonKind::Plain href="#/page-thread">
                            "Something is not right"
                        </LinkButton>
                    </div>
                </Card>
                <Card>
                    <Section title="Over time">{draw_hba1c()}</Section>
                </Card>
            </div>
            <div class="stack">
                <Card>
                    <Section level=3 title="What this test tells you">
                        <p>
                            "It shows how much sugar was in your blood on average during the last three months. Food on the day of the test does not change it."
                        </p>
                        <p class="soft small">"Our words, checked in June 2026."</p>
                    </Section>
                </Card>
                <Card>
                    <Section level=3 title="Same blood test">
                        <DataTable
                            caption="Same blood test"
                            caption_hidden=true
                            columns=vec![Column::words("Test"), Column::figures("Value")]
                            rows=[("Glucose, fasting", "6.8 mmol/L"), ("Creatinine", "71 µmol/L"), ("eGFR", "92 mL/min")]
                                .map(|(name, value)| vec![name.to_owned(), value.to_owned()])
                                .to_vec()
                        />
                    </Section>
                </Card>
            </div>
        </Columns>
    }
    .into_any()
}
