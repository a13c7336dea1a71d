//! Who looked at the record, and how one signs in.

use leptos::prelude::*;
use salus_portal::components::{
    Button, ButtonKind, Card, Chip, Columns, Icon, IconName, PageTitle, PersonRow, Row, RowList, Section, Tone,
};

use crate::stories::nothing;

pub(super) fn draw() -> AnyView {
    view! {
        <PageTitle
            title="Security and privacy"
            lead="Your record is locked with a key of its own. Here you see who opened it, and how you sign in."
        />
        <Columns>
            <Section title="Who looked at your record" action=|| view! { <a href="#/page-security">"See all"</a> }>
                <RowList>
                    <PersonRow name="Dr Salma Haddad" role="Your doctor" aside="Today, 8:40 am">
                        "Read your blood test results"
                    </PersonRow>
                    <PersonRow name="Idris Kane" role="Nurse, diabetes clinic" tone=Tone::Clay aside="Saturday, 8:03 am">
                        "Read your message and your medicines"
                    </PersonRow>
                    <PersonRow name="You" role="iPhone, Safari" tone=Tone::Plain aside="Friday, 6:05 pm">
                        "Signed in with your passkey"
                    </PersonRow>
                </RowList>
                <Button kind=ButtonKind::Quiet on_press=nothing()>
                    "I don't recognise something"
                </Button>
            </Section>
            <div class="stack stack-loose">
                <Section title="Your passkeys">
                    <RowList>
                        <Row icon=IconName::Key title="iCloud Keychain" text="Added in March 2026. On all your Apple devices.">
                            <Chip text="In use now" kind=Tone::Good />
                        </Row>
                        <Row icon=IconName::Key title="Blue security key" text="Added in April 2026. Last used on 2 October.">
                            <Button kind=ButtonKind::Plain on_press=nothing()>
                                "Remove"
                            </Button>
                        </Row>
                    </RowList>
                    <Button kind=ButtonKind::Quiet icon=IconName::Plus on_press=nothing()>
                        "Add a passkey"
                    </Button>
                </Section>
                <Card>
                    <Section level=3 title="How we protect you">
                        <ul class="ticks" role="list">
                            {[
                                "Encrypted on its way and where it is kept",
                                "Two proofs to sign in, more for sensitive steps",
                                "Every look is written down",
                            ]
                                .map(|text| {
                                    view! {
                                        <li>
                                            <Icon name=IconName::Check />
                                            <span>{text}</span>
                                        </li>
                                    }
                                })
                                .into_iter()
                                .collect_view()}
                        </ul>
                    </Section>
                </Card>
            </div>
        </Columns>
    }
    .into_any()
}
