//! The app: its contexts, and the table that says which page an address opens.

mod frame;

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{endpoint::Nothing, messages::ListThreads, staff::ListInbox};

use self::frame::{Connection, Frame};
use crate::{
    browser::{
        address::{Address, use_address},
        announcer::{Announcer, LiveRegion},
        connection,
        focus::{self, Title},
        leaving,
        storage::Drafts,
    },
    client::{Client, ClientError, events::Live},
    components::{Covered, Failed, Pending, PendingShape},
    offer::PasskeyOffer,
    pages, parts,
    reader::Reader,
    route::{Audience, Route},
    sentences,
    session::{Here, Session, use_here},
    shared::{pending_reset::ResetSeen, questioned::Questioned},
    staying::StaySignedIn,
    text,
};

/// What waits for the reader, as the navigation shows it; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Counts {
    /// Conversations with a message that the patient has not seen.
    pub unread: RwSignal<u32>,
    /// Conversations that wait for the care team.
    pub waiting: RwSignal<u32>,
}

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Screen {
    /// We do not know yet who is here.
    Wait,
    /// Nothing: the lock stands before it.
    Locked,
    /// We cannot find out who is here.
    Unreachable(ClientError),
    /// The door, at whatever address.
    SignIn,
    /// A page.
    Open(Route),
    /// Another page is the right one for this person.
    Lead(Route),
    /// No page.
    NotFound,
}

impl Screen {
    /// What this person sees at this address.
    fn of(session: &Session, route: Option<Route>) -> Self {
        let Some(route) = route else { return Self::NotFound };
        match (route.audience(), session) {
            (Audience::Anyone, _) => Self::Open(route),
            (_, Session::Unknown) => Self::Wait,
            (_, Session::Locked) => Self::Locked,
            (_, Session::Unreachable(error)) => Self::Unreachable(error.clone()),
            (Audience::Guests, Session::Guest | Session::SecondStep(_)) if route != Route::SignIn => Self::Open(route),
            (_, Session::Guest | Session::SecondStep(_)) => Self::SignIn,
            (Audience::Patients | Audience::SignedIn, Session::Patient(_))
            | (Audience::Staff | Audience::SignedIn, Session::Staff(_)) => Self::Open(route.page()),
            (Audience::Guests | Audience::Staff, Session::Patient(_)) => Self::Lead(Route::Home),
            (Audience::Guests | Audience::Patients, Session::Staff(_)) => Self::Lead(Route::Team),
        }
    }
}

/// The whole portal.
#[component]
pub fn App(
    /// Where it begins when it stands inside of another page; otherwise the address bar says it.
    #[prop(optional, into)]
    inside: Option<String>,
) -> impl IntoView {
    let reader = Reader::new();
    provide_context(reader);
    provide_context(Announcer::new());
    let title = Title::new();
    provide_context(title);
    let address = inside.map_or_else(Address::new, |start| Address::inside(&start));
    provide_context(address);
    let client = Client::new();
    provide_context(client);
    let live = Live::new();
    provide_context(live);
    let drafts = Drafts::new();
    provide_context(drafts);
    let here = Here::new(client, drafts, live);
    provide_context(here);
    provide_context(Covered(Signal::derive(move || here.locked())));
    leaving::watch(move || live.close(), move || here.ask());
    let counts = Counts { unread: RwSignal::new(0), waiting: RwSignal::new(0) };
    provide_context(counts);
    provide_context(Questioned::new());
    provide_context(ResetSeen::new());

    here.ask();
    keep_reading(here, reader, client, address);
    keep_counts(here, client, live, counts, address);
    keep_window_title(here, reader, title);
    keep_focus_after_lock(here);

    let lost = connection::watch();
    let screen = Memo::new(move |_| Screen::of(&here.session(), address.route()));
    keep_focus(screen, reader);
    view! {
        // All texts are read when something is drawn, so another language draws everything anew.
        {move || {
            reader.follow_texts();
            view! {
                // Behind the lock the page is neither seen nor reached, and keeps what was typed.
                <div hidden=move || here.locked()>
                    <Frame counts>
                        <Connection lost />
                        {move || {
                            here.follow_turns();
                            draw(screen.get())
                        }}
                    </Frame>
                    <PasskeyOffer />
                </div>
                {move || here.locked().then(parts::lock)}
            }
        }}
        {move || {
            reader.follow_texts();
            view! { <StaySignedIn /> }
        }}
        <LiveRegion />
    }
}

/// Draws a screen.
fn draw(screen: Screen) -> AnyView {
    let here = use_here();
    match screen {
        Screen::Wait => view! {
            <h1 class="visually-hidden">{text!(common.app_name)}</h1>
            <Pending label=text!(common.loading) shape=PendingShape::Page />
        }
        .into_any(),
        Screen::Locked => ().into_any(),
        Screen::Unreachable(error) => {
            focus::name_page(text!(common.offline_title));
            view! {
                <Failed
                    title=text!(common.offline_title)
                    text=sentences::of(&error)
                    retry_text=text!(common.try_again)
                    on_retry=Callback::new(move |()| here.ask())
                    offline=error == ClientError::Offline
                    is_page=true
                />
            }
            .into_any()
        }
        Screen::SignIn => parts::open(Route::SignIn),
        Screen::Lead(route) => {
            let address = use_address();
            // After this drawing: an address must not change while the screen is made from it.
            request_animation_frame(move || address.replace(&route));
            ().into_any()
        }
        Screen::NotFound => pages::not_found().into_any(),
        Screen::Open(route) => page(route),
    }
}

/// The table of pages: the compiler checks that every address has one. What an address names is in the page's context.
fn page(route: Route) -> AnyView {
    match &route {
        Route::Activate { staff } => provide_context(pages::activation::ForStaff(*staff)),
        Route::Result(id) => provide_context(id.clone()),
        Route::NewMessage(about) => provide_context(pages::messages::new_message::Subject(about.clone())),
        Route::Thread(id) => provide_context(id.clone()),
        Route::GiveFeedback(id) => provide_context(id.clone()),
        _ => {}
    }
    parts::open(route)
}

/// Keeps the counts of the navigation true where no open page does.
fn keep_counts(here: Here, client: Client, live: Live, counts: Counts, address: Address) {
    let count = move || {
        // These pages count what they show.
        let route = untrack(|| address.route());
        if matches!(route, Some(Route::Home | Route::Messages | Route::Team | Route::TeamThread(_))) {
            return;
        }
        let session = untrack(|| here.session());
        spawn_local(async move {
            // Without an answer the old count stays.
            match session {
                Session::Patient(_) => {
                    if let Ok(threads) = client.call(&ListThreads {}, &Nothing {}).await {
                        counts.unread.set(pages::messages::unread(&threads));
                    }
                }
                Session::Staff(_) => {
                    if let Ok(inbox) = client.call(&ListInbox {}, &Nothing {}).await {
                        counts.waiting.set(inbox.waiting);
                    }
                }
                _ => {}
            }
        });
    };
    let person = Memo::new(move |_| here.person().map(|person| person.account_id));
    Effect::new(move || {
        // Nobody sees what waits for the person before.
        counts.unread.set(0);
        counts.waiting.set(0);
        if person.get().is_some() {
            count();
        }
    });
    live.on_threads(move |_| count());
}

/// Shows the portal as each person who signs in has chosen.
fn keep_reading(here: Here, reader: Reader, client: Client, address: Address) {
    // Not when the page is drawn anew in another language, but when it is left.
    Effect::watch(move || address.route(), move |_, _, _| reader.note_saved(false), false);
    let person = Memo::new(move |_| here.person().map(|person| person.account_id));
    Effect::new(move || {
        if person.get().is_some()
            && let Some(person) = untrack(|| here.person())
        {
            // An invitation is not for the person who signs in next. A reset can be stopped by whoever has the link.
            if untrack(|| address.route()) != Some(Route::StopReset) {
                address.forget_fragment();
            }
            spawn_local(reader.welcome(person.preferences, client));
        }
    });
}

/// The title of the window: the page, and whose portal it is.
fn keep_window_title(here: Here, reader: Reader, title: Title) {
    Effect::new(move || {
        reader.follow_texts();
        let page = title.name();
        let practice = here.practice_name();
        let practice = if practice.is_empty() { text!(common.app_name).to_owned() } else { practice };
        let name = if page.is_empty() {
            practice
        } else {
            text!(common.page_title, page = page.as_str(), practice = practice.as_str())
        };
        focus::set_window_title(&if title.is_wrong() {
            text!(common.error_title, title = name.as_str())
        } else {
            name
        });
    });
}

/// Moves the focus to the heading of each new page, but not on arrival: then the browser has just begun at the top.
fn keep_focus(screen: Memo<Screen>, reader: Reader) {
    let arrived = StoredValue::new(false);
    Effect::new(move || {
        reader.follow_texts();
        if matches!(screen.get(), Screen::Wait | Screen::Lead(_)) {
            return;
        }
        if arrived.get_value() {
            request_animation_frame(focus::to_heading);
        }
        arrived.set_value(true);
    });
}

/// Moves the focus to the page's heading when the lock goes, with which the field that had the focus goes.
fn keep_focus_after_lock(here: Here) {
    Effect::watch(
        move || here.locked(),
        move |locked, before, _| {
            if !locked && before.copied().unwrap_or_default() {
                request_animation_frame(focus::to_heading);
            }
        },
        false,
    );
}

#[cfg(test)]
mod tests {
    use salus_protocol::{Sample, session::Person, sign_in::PasswordAccepted};

    use super::*;

    fn patient() -> Session {
        Session::Patient(Person::sample())
    }

    fn staff() -> Session {
        Session::Staff(Person::sample())
    }

    #[test]
    fn a_guest_at_a_protected_address_sees_the_door_and_stays_where_they_wanted_to_go() {
        for route in [Route::Home, Route::Results, Route::Team, Route::Security, Route::SignIn] {
            assert_eq!(Screen::of(&Session::Guest, Some(route)), Screen::SignIn);
        }
    }

    #[test]
    fn the_care_team_is_led_to_its_inbox_and_a_patient_to_the_home_page() {
        assert_eq!(Screen::of(&staff(), Some(Route::Home)), Screen::Lead(Route::Team));
        assert_eq!(Screen::of(&staff(), Some(Route::Messages)), Screen::Lead(Route::Team));
        assert_eq!(Screen::of(&patient(), Some(Route::Team)), Screen::Lead(Route::Home));
        assert_eq!(Screen::of(&patient(), Some(Route::SignIn)), Screen::Lead(Route::Home));
    }

    #[test]
    fn both_see_their_own_pages_and_their_security() {
        assert_eq!(Screen::of(&patient(), Some(Route::Vitals)), Screen::Open(Route::Vitals));
        assert_eq!(Screen::of(&staff(), Some(Route::TeamFeedback)), Screen::Open(Route::TeamFeedback));
        assert_eq!(Screen::of(&patient(), Some(Route::Security)), Screen::Open(Route::Security));
        assert_eq!(Screen::of(&staff(), Some(Route::Security)), Screen::Open(Route::Security));
    }

    #[test]
    fn the_inbox_stays_while_one_conversation_after_the_other_is_opened() {
        assert_eq!(Screen::of(&staff(), Some(Route::TeamThread(Sample::sample()))), Screen::Open(Route::Team));
    }

    #[test]
    fn nothing_protected_is_drawn_before_we_know_who_is_here() {
        assert_eq!(Screen::of(&Session::Unknown, Some(Route::Home)), Screen::Wait);
        assert_eq!(
            Screen::of(&Session::Unreachable(ClientError::Offline), Some(Route::Record)),
            Screen::Unreachable(ClientError::Offline)
        );
    }

    #[test]
    fn an_invitation_and_help_open_for_everyone() {
        let second_step = Session::SecondStep(PasswordAccepted::sample());
        for session in [Session::Unknown, Session::Guest, second_step, patient(), staff()] {
            assert_eq!(Screen::of(&session, Some(Route::Help)), Screen::Open(Route::Help));
            assert_eq!(
                Screen::of(&session, Some(Route::Activate { staff: false })),
                Screen::Open(Route::Activate { staff: false })
            );
        }
    }

    #[test]
    fn a_forgotten_password_is_for_guests_and_a_reset_is_stopped_by_anyone() {
        assert_eq!(Screen::of(&Session::Guest, Some(Route::Forgotten)), Screen::Open(Route::Forgotten));
        assert_eq!(Screen::of(&patient(), Some(Route::Forgotten)), Screen::Lead(Route::Home));
        for session in [Session::Unknown, Session::Guest, patient(), staff()] {
            assert_eq!(Screen::of(&session, Some(Route::StopReset)), Screen::Open(Route::StopReset));
        }
    }

    #[test]
    fn an_unknown_address_is_said_to_be_unknown() {
        assert_eq!(Screen::of(&Session::Guest, None), Screen::NotFound);
        assert_eq!(Screen::of(&patient(), None), Screen::NotFound);
    }
}
