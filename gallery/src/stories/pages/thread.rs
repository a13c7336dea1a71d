//! A conversation.

use leptos::prelude::*;
use salus_portal::components::{
    BackLink, Card, Chip, Columns, ColumnsKind, Form, Icon, IconName, PageTitle, SubmitButton, TextArea, Tone,
};

use crate::stories::{message::draw_thread, nothing};

pub(super) fn draw() -> AnyView {
    view! {
        <BackLink href="#/page-thread" text="Messages" />
        <Columns kind=ColumnsKind::Reading>
            <PageTitle title="Metformin and stomach ache" lead="Diabetes clinic, medicines">
                <Chip text="Answered" kind=Tone::Good icon=IconName::Check />
            </PageTitle>
            {draw_thread()}
            <Card>
                <Form on_submit=nothing()>
                    <TextArea
                        id="answer"
                        label="Your answer"
                        value=RwSignal::new("Thank you, I will try that tonight".to_owned())
                        max=4000
                        left_text="3,966 characters left"
                        rows=4
                    />
                    <SubmitButton icon=IconName::Send>"Send"</SubmitButton>
                </Form>
                <p class="hint-line">
                    <Icon name=IconName::Clock />
                    <span>"The clinic is closed today. You will have an answer " <strong>"by Tuesday"</strong> "."</span>
                </p>
            </Card>
        </Columns>
    }
    .into_any()
}
