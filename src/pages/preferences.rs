//! Language, easy read and colours: chosen on this device, or with the account of a person who is signed in.

use leptos::prelude::*;
use leptos_router::LazyRoute;
use salus_protocol::preferences::{Appearance, Language, Preferences};

use crate::{
    browser::{announcer::Announcer, focus::name_page},
    client::{ClientError, use_client},
    components::{
        Checkbox, Columns, ColumnsKind, Form, Notice, NoticeKind, PageTitle, RadioGroup, RadioOption, SubmitButton,
    },
    reader::use_reader,
    route::Route,
    sentences,
    session::use_here,
    shared::form::FormState,
    text,
    texts::locale,
};

/// How the portal looks and speaks.
pub struct PreferencesPage;

impl LazyRoute for PreferencesPage {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        name_page(text!(preferences.title));
        let form = FormState::new();
        let has_account = use_here().person().is_some();
        let lead = if has_account { text!(preferences.lead_account) } else { text!(preferences.lead) };
        view! {
            {form.draw()}
            <PageTitle title=text!(preferences.title) lead=lead />
            <Columns kind=ColumnsKind::Reading>
                <div class="stack stack-loose">
                    <Saved />
                    <Choices form />
                    <p class="soft">{text!(preferences.more)}</p>
                    <p>
                        <a class="lone-link" href=Route::Accessibility.path()>{text!(preferences.statement)}</a>
                    </p>
                </div>
            </Columns>
        }
        .into_any()
    }
}

/// Says that the choice is kept, in the language that was chosen.
#[component]
fn Saved() -> impl IntoView {
    let reader = use_reader();
    let announcer = use_context::<Announcer>();
    Effect::new(move || {
        if reader.saved()
            && let Some(announcer) = announcer
        {
            announcer.say(text!(preferences.saved));
        }
    });
    move || {
        reader.saved().then(|| {
            view! {
                <Notice kind=NoticeKind::Good title=text!(preferences.saved_title)>
                    {text!(preferences.saved)}
                </Notice>
            }
        })
    }
}

/// The form.
#[component]
fn Choices(
    /// What is wrong, and whether it is on its way.
    form: FormState,
) -> impl IntoView {
    let (reader, here, client) = (use_reader(), use_here(), use_client());
    let now = untrack(|| reader.preferences());
    let spoken = now.language.or(locale().language()).unwrap_or(Language::En);
    let language = RwSignal::new(Some(spoken.tag().to_owned()));
    let appearance = RwSignal::new(Some(now.appearance.as_str().to_owned()));
    let easy_read = RwSignal::new(now.easy_read);
    let languages = Language::ALL.map(|language| RadioOption {
        language: Some(language.tag()),
        ..RadioOption::new(language.tag(), language.native_name())
    });
    let colours = [
        (Appearance::System, text!(preferences.appearance_system)),
        (Appearance::Light, text!(preferences.appearance_light)),
        (Appearance::Dark, text!(preferences.appearance_dark)),
    ]
    .map(|(value, words)| RadioOption::new(value.as_str(), words));
    let save = move |()| {
        let wanted = Preferences {
            language: language.get_untracked().and_then(|tag| Language::try_from(tag).ok()),
            easy_read: easy_read.get_untracked(),
            appearance: appearance.get_untracked().and_then(|word| Appearance::try_from(word).ok()).unwrap_or_default(),
        };
        let account = untrack(|| here.person()).map(|_| client);
        form.send(async move {
            reader.note_saved(false);
            match reader.choose(wanted, account).await {
                Ok(()) => reader.note_saved(true),
                Err(ClientError::Unreadable) => form.fail(text!(preferences.not_loaded)),
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Form on_submit=save>
            <RadioGroup legend=text!(preferences.language) name="language" options=languages.to_vec() chosen=language />
            <Checkbox
                label=text!(preferences.easy)
                hint=text!(preferences.easy_hint)
                id="easy-read"
                checked=easy_read
            />
            <RadioGroup
                legend=text!(preferences.appearance)
                name="appearance"
                options=colours.to_vec()
                chosen=appearance
            />
            <div class="actions">
                <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                    {text!(preferences.save)}
                </SubmitButton>
            </div>
        </Form>
    }
}
