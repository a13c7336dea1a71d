//! A question about a visit.

use leptos::prelude::*;
use salus_portal::components::{
    BackLink, Button, ButtonKind, Card, Checkbox, Columns, ColumnsKind, Form, RadioGroup, RadioOption, SubmitButton,
};

use crate::stories::nothing;

pub(super) fn draw() -> AnyView {
    let options = [
        ("very_good", "Very good"),
        ("good", "Good"),
        ("neither", "Neither good nor poor"),
        ("poor", "Poor"),
        ("very_poor", "Very poor"),
        ("dont_know", "I don't know"),
    ]
    .map(|(value, label)| RadioOption::new(value, label))
    .to_vec();
    view! {
        <Columns kind=ColumnsKind::Narrow>
            <div class="stack">
                <div class="between">
                    <BackLink href="#/page-feedback" text="Back" />
                    <span class="soft small">"Question 1 of 3"</span>
                </div>
                <p class="eyebrow">"Your visit on 14 November, diabetes clinic"</p>
                <Form on_submit=nothing()>
                    <RadioGroup
                        legend="Overall, how was your experience?"
                        legend_is_title=true
                        name="experience"
                        options
                        chosen=RwSignal::new(Some("good".to_owned()))
                    />
                    <Card>
                        <Checkbox
                            id="unnamed"
                            label="Send without my name"
                            hint="Your answer is then kept without your name. Nobody can join it to you later, not even we."
                            checked=RwSignal::new(true)
                        />
                    </Card>
                    <div class="actions">
                        <SubmitButton>"Continue"</SubmitButton>
                        <Button kind=ButtonKind::Plain on_press=nothing()>
                            "Finish later"
                        </Button>
                    </div>
                </Form>
            </div>
        </Columns>
    }
    .into_any()
}
