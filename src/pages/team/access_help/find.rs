//! Finding the patient by something that is theirs alone, whole.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

use leptos::prelude::*;
use salus_protocol::{
    recovery::{FindPatient, FoundPatient, FoundPatients, LookupBy, PatientLookup, Resets},
    words::LookupValue,
};

use super::begin::BeginDialog;
use crate::{
    browser::{announcer::use_announcer, clock},
    client::{Remote, use_client},
    components::{
        Button, ButtonKind, Card, Chip, DefinitionList, Drawing, Empty, FieldKind, Form, Icon, IconName, SubmitButton,
        TextField, Tone,
    },
    plural,
    shared::{
        form::{FormState, keep},
        picker::picker,
        proof::Prover,
    },
    text,
};

/// The search, and whom it found.
#[component]
pub(super) fn Find(
    /// Takes over the list when a reset begins.
    resets: Remote<Resets>,
    /// Asks for the proof.
    prover: Prover,
) -> impl IntoView {
    let (client, announcer) = (use_client(), use_announcer());
    let form = FormState::new();
    let by = RwSignal::new(LookupBy::RecordNumber);
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<FoundPatient>>);
    let chosen = RwSignal::new(None::<FoundPatient>);
    let submit = move |()| {
        let mut problems = Vec::new();
        let value = LookupValue::parse(&typed.read_untracked());
        let Some(value) = keep(&mut problems, "lookup", text!(access_help.value_what), value) else {
            return form.refuse(problems);
        };
        found.set(None);
        form.send(async move {
            let by = by.get_untracked();
            match client.call(&FindPatient {}, &PatientLookup { by, value }).await {
                Ok(FoundPatients { patients }) => {
                    let count = u32::try_from(patients.len()).unwrap_or(u32::MAX);
                    announcer.say(if count == 0 {
                        text!(access_help.nobody_title).to_owned()
                    } else {
                        plural!(count, access_help.found)
                    });
                    found.try_set(Some(patients));
                }
                Err(error) => form.fail_with(&error, "value", "lookup", text!(access_help.value_what)),
            }
        });
    };
    let ways = LookupBy::ALL
        .into_iter()
        .map(|by| {
            let words = match by {
                LookupBy::RecordNumber => text!(access_help.by_number),
                LookupBy::Telephone => text!(access_help.by_phone),
                LookupBy::Email => text!(sign_in.email),
            };
            (by, words)
        })
        .collect();
    let people = move || {
        found.get().map(|people| {
            if people.is_empty() {
                return view! {
                    <Empty
                        title=text!(access_help.nobody_title)
                        text=text!(access_help.nobody_text)
                        drawing=Drawing::Search
                    />
                }
                .into_any();
            }
            people.into_iter().map(|person| draw(person, chosen)).collect_view().into_any()
        })
    };
    let begun = Callback::new(move |()| {
        // Whoever was found has a reset now.
        let who = chosen.with_untracked(|chosen| chosen.as_ref().map(|person| person.id.clone()));
        found.update(|found| {
            for person in found.iter_mut().flatten().filter(|person| Some(&person.id) == who.as_ref()) {
                person.waiting = true;
            }
        });
        chosen.set(None);
    });
    view! {
        <Card>
            <Form on_submit=submit>
                {form.draw()} <div class="pickers">
                    {picker(text!(access_help.by), "lookup-by", by, ways)}
                    <TextField
                        label=text!(access_help.value)
                        value=typed
                        id="lookup"
                        kind=FieldKind::Code
                        error=form.error("lookup")
                    />
                </div> <SubmitButton icon=IconName::Search busy=form.busy() busy_text=text!(common.working)>
                    {text!(access_help.find)}
                </SubmitButton>
                <p class="hint-line">
                    <Icon name=IconName::Eye />
                    <span>{text!(access_help.logged)}</span>
                </p>
            </Form>
        </Card>
        {people}
        <BeginDialog chosen begun resets prover />
    }
}

/// One patient, with what is compared with their document.
fn draw(person: FoundPatient, chosen: RwSignal<Option<FoundPatient>>) -> AnyView {
    let born = person.born.as_ref().map_or_else(|| text!(dates.no_date).to_owned(), clock::full_day);
    let facts =
        vec![(text!(access_help.name).to_owned(), person.name.clone()), (text!(access_help.born).to_owned(), born)];
    let label = text!(access_help.begin_of, name = person.name.as_str());
    let way = if !person.account {
        view! { <p class="soft">{text!(access_help.no_account)}</p> }.into_any()
    } else if person.waiting {
        view! { <Chip text=text!(access_help.waiting) kind=Tone::Watch icon=IconName::Clock /> }.into_any()
    } else {
        view! {
            <Button kind=ButtonKind::Quiet icon=IconName::Key on_press=move |()| chosen.set(Some(person.clone()))>
                <span aria-hidden="true">{text!(access_help.begin)}</span>
                <span class="visually-hidden">{label}</span>
            </Button>
        }
        .into_any()
    };
    view! {
        <Card>
            <DefinitionList items=facts />
            {way}
        </Card>
    }
    .into_any()
}
