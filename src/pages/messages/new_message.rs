//! A new conversation: what to do when it is urgent first, then what it is about, then the words.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::LazyRoute;
use salus_protocol::{
    endpoint::Nothing,
    ids::AccessId,
    messages::{About, AboutShown, NewThread, StartThread, Topic},
    record::{GetResult, ListMedications, Medication, ResultLine},
    security::{AccessLine, AccessLog, AccessQuery, SearchAccess},
    words,
};

use super::topic_words;
use crate::{
    browser::{address::use_address, focus::name_page},
    client::{Client, use_client},
    components::{
        BackLink, CareCard, CareKind, Columns, ColumnsKind, Form, Icon, IconName, Notice, PageTitle, RadioGroup,
        RadioOption, SubmitButton, TextField, Words,
    },
    plural,
    route::Route,
    session::use_here,
    shared::{composer::Composer, easy, form::keep, questioned::Questioned, record_words},
    text,
};

/// The entry of the record that the address names.
#[derive(Clone)]
pub struct Subject(pub Option<About>);

/// A new conversation.
pub struct NewMessagePage {
    about: Option<About>,
    /// What the entry is called, once known.
    title: RwSignal<Option<AboutShown>>,
}

impl LazyRoute for NewMessagePage {
    fn data() -> Self {
        let Subject(about) = expect_context();
        let title = RwSignal::new(None);
        if let Some(about) = about.clone() {
            let (client, questioned) = (use_client(), use_context::<Questioned>());
            spawn_local(async move {
                let found = entry_of(client, questioned, about).await;
                title.try_set(found);
            });
        }
        Self { about, title }
    }

    async fn view(this: Self) -> AnyView {
        let Self { about, title } = this;
        name_page(text!(messages.new_));
        let here = use_here();
        let lead = Signal::derive(move || match here.answer_days() {
            0 => None,
            days => Some(plural!(days, messages.promise)),
        });
        let composer = Composer::new(Route::NewMessage(about.clone()).path());
        let urgent = move || text!(messages.urgent_title, number = here.emergency_number());
        view! {
            <BackLink href=Route::Messages.path() text=text!(messages.back) />
            {composer.form.draw()}
            <PageTitle title=text!(messages.new_) lead=lead />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack">
                    <CareCard kind=CareKind::Emergency kind_text=text!(common.act_now) title=Signal::derive(urgent)>
                        <ul>
                            <li>{text!(messages.urgent_1)}</li>
                            <li>{text!(messages.urgent_2)}</li>
                            <li>{text!(messages.urgent_3)}</li>
                            <li>{text!(messages.urgent_4)}</li>
                        </ul>
                        <p>
                            <a class="care-call" href=move || format!("tel:{}", here.emergency_number())>
                                <Icon name=IconName::Phone />
                                <span>{move || text!(common.emergency_call, number = here.emergency_number())}</span>
                            </a>
                        </p>
                        <p>{text!(messages.urgent_end)}</p>
                    </CareCard>
                    <Compose about title composer />
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// The entry, as a conversation would show it.
async fn entry_of(client: Client, questioned: Option<Questioned>, about: About) -> Option<AboutShown> {
    match &about {
        About::Result(result_id) => {
            let result_id = result_id.clone();
            let ResultLine { name: title, value, language, .. } =
                client.call(&GetResult { result_id }, &Nothing {}).await.ok()?.result;
            Some(AboutShown { about, title, value: Some(value), language, access: None })
        }
        About::Medication(id) => {
            let medications = client.call(&ListMedications {}, &Nothing {}).await.ok()?.medications;
            let Medication { name, language, .. } = medications.into_iter().find(|medicine| medicine.id == *id)?;
            Some(AboutShown { about, title: name.into(), value: None, language, access: None })
        }
        About::Access(id) => {
            let access = match questioned.and_then(|questioned| questioned.line(id)) {
                Some(line) => Some(line),
                None => line_of(client, id).await,
            };
            // The server finds the line wherever it stands; without it here the page still says what the message is about.
            Some(AboutShown { about, title: String::new().into(), value: None, language: None, access })
        }
    }
}

/// How many pages of the log are looked through for a line that was not brought along, as after loading the page again.
const PAGES: usize = 3;

/// A line of what others did, if it is a newer one.
async fn line_of(client: Client, id: &AccessId) -> Option<AccessLine> {
    let mut query = AccessQuery { others: true, ..AccessQuery::default() };
    for _ in 0..PAGES {
        let AccessLog { lines, more, .. } = client.call(&SearchAccess {}, &query).await.ok()?;
        query.before = lines.last().map(|line| line.number);
        if let Some(line) = lines.into_iter().find(|line| line.id == *id) {
            return Some(line);
        }
        if !more || query.before.is_none() {
            return None;
        }
    }
    None
}

/// The form.
#[component]
fn Compose(
    /// The entry of the record it is about.
    about: Option<About>,
    /// What the entry is called, once known.
    title: RwSignal<Option<AboutShown>>,
    /// What is written.
    composer: Composer,
) -> impl IntoView {
    let client = use_client();
    let address = use_address();
    let form = composer.form;
    if composer.topic.with_untracked(Option::is_none)
        && let Some(about) = &about
    {
        composer.topic.set(Some(topic_key(match about {
            About::Result(_) => Topic::Results,
            About::Medication(_) => Topic::Medicines,
            About::Access(_) => Topic::Access,
        })));
    }
    let access = matches!(about, Some(About::Access(_)));
    // Easy read asks one thing at a time. What is asked about a line of the log stands already.
    let asked: &'static [&'static str] = if access { &PARTS[1..] } else { &PARTS };
    // A subject for a question that began at an entry, as long as the person has not written one.
    Effect::new(move || {
        if access {
            composer.suggest(text!(messages.access_subject).to_owned());
        } else if let Some(AboutShown { title, language, .. }) = title.get() {
            let name = record_words::test_name(title, language.as_ref()).plain();
            let subject: String = text!(messages.about_subject, title = name.as_str());
            composer.suggest(subject.chars().take(words::Subject::MAX as usize).collect());
        }
    });
    let entry = about.clone();
    let part = RwSignal::new(0);
    let submit = move |()| {
        let mut problems = Vec::new();
        let topic = composer.topic.with_untracked(|key| key.as_deref().and_then(topic_of));
        if topic.is_none() {
            problems.push(("topic".to_owned(), text!(messages.topic_missing).to_owned()));
        }
        let subject = keep(
            &mut problems,
            "subject",
            text!(messages.subject_what),
            words::Subject::parse(&composer.subject.read_untracked()),
        );
        if easy::is_on() && part.get_untracked() + 1 < asked.len() {
            // Enter in a field sends the form: where there is more to answer, it leads on instead.
            problems.retain(|(id, _)| asked.get(part.get_untracked()) == Some(&id.as_str()));
            if problems.is_empty() {
                form.refuse(Vec::new());
                part.update(|part| *part += 1);
            } else {
                form.refuse(problems);
            }
            return;
        }
        let body = composer.message(&mut problems, "body", text!(messages.body_what));
        let (Some(topic), Some(subject), Some(body)) = (topic, subject, body) else {
            if easy::is_on() {
                // What is wrong on a part that is not shown cannot be reached: the first one leads there.
                problems.truncate(1);
                let first = problems.first().and_then(|(id, _)| asked.iter().position(|part| part == id));
                part.set(first.unwrap_or_default());
                // After the focus has gone to that part, since it belongs to what is wrong.
                request_animation_frame(move || request_animation_frame(move || form.refuse(problems)));
                return;
            }
            form.refuse(problems);
            return;
        };
        let Some(key) = composer.key() else {
            form.fail(text!(errors.unreadable));
            return;
        };
        let about = entry.clone();
        composer.try_again();
        let place = composer.place();
        form.send(async move {
            match client.call(&StartThread {}, &NewThread { subject, topic, body, about, key }).await {
                Ok(thread) => {
                    composer.sent(&place, text!(messages.sent));
                    address.replace(&Route::Thread(thread.id));
                }
                Err(error) => composer.not_sent(&error),
            }
        });
    };
    let options = Topic::OFFERED
        .into_iter()
        .map(|topic| {
            let (label, hint) = topic_words(topic);
            RadioOption { hint: Some(hint.to_owned()), ..RadioOption::new(topic_key(topic), label) }
        })
        .collect();
    let entry = move || {
        title.get().map(|entry| {
            let [place, _] = Words::PLACES;
            let about = Words::within(&text!(messages.about, title = place), [record_words::about(entry)]);
            view! {
                <Notice>
                    <p>{about.draw()}</p>
                    {access.then(|| view! { <p>{text!(messages.access_next)}</p> })}
                    <p>
                        <a href=Route::NewMessage(None).path()>{text!(messages.about_remove)}</a>
                    </p>
                </Notice>
            }
        })
    };
    let topic = (!access).then(|| {
        view! {
            <RadioGroup
                legend=text!(messages.topic_label)
                name="topic"
                options
                chosen=composer.topic
                error=form.error("topic")
            />
        }
    });
    let subject = view! {
        <TextField
            label=text!(messages.subject)
            hint=text!(messages.subject_hint)
            value=composer.subject
            id="subject"
            error=form.error("subject")
        />
    };
    let body = view! {
        {composer.field("body", text!(messages.body), text!(messages.body_hint))}
        {composer.state()}
        <div class="actions">
            <SubmitButton icon=IconName::Send busy=form.busy() busy_text=text!(messages.sending)>
                {move || if composer.has_failed() { text!(messages.send_again) } else { text!(messages.send) }}
            </SubmitButton>
        </div>
        <p class="soft small">{text!(messages.draft_kept)}</p>
    };
    let questions = if easy::is_on() {
        let parts = topic.map(IntoAny::into_any).into_iter().chain([subject.into_any(), body.into_any()]);
        easy::one_at_a_time(part, parts.collect())
    } else {
        view! {
            {topic}
            {subject}
            {body}
        }
        .into_any()
    };
    view! {
        {about.is_some().then_some(entry)}
        <Form on_submit=submit>{questions}</Form>
    }
}

/// The ids of the questions in the order in which easy read asks them.
const PARTS: [&str; 3] = ["topic", "subject", "body"];

/// A topic as the form stores it.
fn topic_key(topic: Topic) -> String {
    match topic {
        Topic::Health => "health",
        Topic::Medicines => "medicines",
        Topic::Results => "results",
        Topic::Visits => "visits",
        Topic::Other => "other",
        Topic::Access => "access",
    }
    .to_owned()
}

/// The topic that the form stores under this key.
fn topic_of(key: &str) -> Option<Topic> {
    Topic::ALL.into_iter().find(|topic| topic_key(*topic) == key)
}
