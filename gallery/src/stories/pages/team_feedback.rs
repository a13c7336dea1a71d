//! What patients said, for the care team.

use leptos::prelude::*;
use salus_portal::components::{Card, Columns, ColumnsKind, Figure, PageTitle, Section};

use crate::stories::shares::{draw_months, draw_shares};

pub(super) fn draw() -> AnyView {
    view! {
        <PageTitle title="Feedback" lead="How visits were, in the words of those who came." />
        <Columns kind=ColumnsKind::Halves>
            <Card>
                <Section title="Overall experience">
                    <Figure value="87" unit="% good or very good" />
                    {draw_shares()}
                </Section>
            </Card>
            <Card>
                <Section title="Over time">{draw_months()}</Section>
            </Card>
        </Columns>
    }
    .into_any()
}
