//! The care team's inbox.

use leptos::prelude::*;
use salus_portal::components::{
    Avatar, Button, ButtonKind, Card, Chip, Columns, ColumnsKind, DefinitionList, Form, Icon, IconName, MessageBubble,
    MessageList, Notice, NoticeKind, PageTitle, Row, RowList, Section, SubmitButton, TextArea, Tone,
};

use crate::stories::nothing;

pub(super) fn draw() -> AnyView {
    view! {
        <PageTitle eyebrow="Diabetes clinic" title="Team inbox">
            <Chip text="1 urgent" kind=Tone::Urgent />
            <Chip text="7 waiting" />
            <Chip text="96 % in time this week" kind=Tone::Good />
        </PageTitle>
        <Columns kind=ColumnsKind::ThreePanes>
            <RowList label="Queue">
                <Row href="#/page-inbox" title="Chest tightness since this morning" text="Omar N.">
                    <Chip text="Due now" kind=Tone::Urgent icon=IconName::Clock />
                    <span class="soft">"Assigned to you"</span>
                </Row>
                <Row href="#/page-inbox" title="Metformin and stomach ache" text="Lina M." current=true>
                    <Chip text="Due Tuesday" icon=IconName::Clock />
                    <span class="soft">"Assigned to you"</span>
                </Row>
                <Row href="#/page-inbox" title="Form for my employer" text="Peter A.">
                    <Chip text="Due Wednesday" icon=IconName::Clock />
                    <span class="soft">"Not assigned"</span>
                </Row>
                <Row href="#/page-inbox" title="Thank you" text="Rosa V.">
                    <Chip text="Answered" kind=Tone::Good icon=IconName::Check />
                </Row>
            </RowList>
            <Card>
                <Section
                    title="Metformin and stomach ache"
                    action=|| {
                        view! {
                            <Button kind=ButtonKind::Quiet on_press=nothing()>
                                "Hand over"
                            </Button>
                        }
                    }
                >
                    <p class="soft small">"Medicines. Waiting since Friday, 6:12 pm"</p>
                    <MessageList label="Messages in this conversation">
                        <MessageBubble
                            author="Lina Marsh"
                            when="Friday, 6:12 pm"
                            body="Since the new dose I have a stomach ache in the evening. Should I take it at another time?"
                        />
                    </MessageList>
                    <Notice kind=NoticeKind::Watch title="Note for the team only">
                        <p class="small">"Dose went up on 2 November. Kidney values fine. Idris"</p>
                    </Notice>
                    <Form on_submit=nothing()>
                        <TextArea
                            id="answer"
                            label="Your answer"
                            rows=4
                            value=RwSignal::new(
                                "You can take it with food, and the evening dose in the middle of the meal.".to_owned(),
                            )
                        />
                        <div class="actions">
                            <SubmitButton icon=IconName::Send>"Send"</SubmitButton>
                            <Button kind=ButtonKind::Quiet on_press=nothing()>
                                "Close without an answer"
                            </Button>
                        </div>
                    </Form>
                </Section>
            </Card>
            <Card>
                <div class="cluster">
                    <Avatar name="Lina Marsh" />
                    <p class="strong">"Lina Marsh"</p>
                </div>
                <DefinitionList items=[
                    ("The message is about", "Metformin 1000 mg, twice a day, since 2 November"),
                    ("Allergy", "Penicillin (rash)"),
                    ("Last HbA1c", "7.3 %, a little higher than the range"),
                ]
                    .map(|(name, fact)| (name.to_owned(), fact.to_owned()))
                    .to_vec() />
                <p class="hint-line">
                    <Icon name=IconName::Eye />
                    <span>"Opening this was written into the patient's access log."</span>
                </p>
            </Card>
        </Columns>
    }
    .into_any()
}
