//! The parts of the program: what a browser loads when an area is opened for the first time.
//!
//! A build with the feature `split` (`cargo xtask dist` makes it so) cuts the program at each `async fn` here that is marked
//! `lazy`; every other build keeps it in one piece. A part is loaded once, over the network or from the offline shell.
//!
//! Few parts on purpose: what two parts share becomes a file of its own, so nine parts made eighty files.

use std::future::Future;

use futures::FutureExt;
use leptos::{prelude::*, reactive::computed::ScopedFuture, task::spawn_local};
use leptos_router::LazyRoute;
use salus_protocol::recovery::PendingReset;
use send_wrapper::SendWrapper;

use crate::{
    client::{self, ClientError},
    components::Failed,
    lock::LockScreen,
    offer::OfferDialog,
    pages::{self, sign_in::other_ways::OtherWay},
    route::Route,
    sentences,
    shared::pending_reset,
    staying::warning::{Warning, Warnings},
    text,
};

/// Opens an address: loads its part where that is not here yet, then draws its page.
pub fn open(route: Route) -> AnyView {
    match route {
        Route::SignIn => drawn(sign_in()),
        Route::Home => drawn(home()),
        Route::Record
        | Route::Results
        | Route::Result(_)
        | Route::Vitals
        | Route::Medicines
        | Route::Conditions
        | Route::Allergies
        | Route::Immunizations
        | Route::Visits => drawn(record(route)),
        Route::Messages | Route::NewMessage(_) | Route::Thread(_) | Route::Feedback | Route::GiveFeedback(_) => {
            drawn(voice(route))
        }
        Route::Activate { .. } => drawn(account(Account::Activation)),
        Route::Security => drawn(account(Account::Security)),
        Route::Forgotten => drawn(account(Account::Forgotten)),
        Route::StopReset => drawn(account(Account::StopReset)),
        Route::Help => drawn(help()),
        Route::Preferences | Route::Accessibility | Route::Protection => drawn(reading(route)),
        Route::Team | Route::TeamThread(_) | Route::TeamFeedback | Route::TeamAccessHelp => drawn(team(route)),
    }
}

/// The lock before a page.
pub fn lock() -> AnyView {
    drawn(account(Account::Lock))
}

/// The offer of a passkey after signing in.
pub fn offer(open: RwSignal<bool>) -> AnyView {
    drawn(account(Account::Offer(open)))
}

/// The warnings before a session locks itself or ends.
pub fn warnings(warning: Warning) -> AnyView {
    drawn(account(Account::Warnings(warning)))
}

/// A second step without a passkey.
pub fn other_way(way: OtherWay) -> AnyView {
    drawn(account(Account::OtherWay(way)))
}

/// A reset of the account that somebody has begun.
pub fn reset_notice(reset: PendingReset) -> AnyView {
    drawn(account(Account::ResetNotice(reset)))
}

/// Draws what a part gives, as soon as it is here.
///
/// The page before goes at once, also while a part is still on its way: what it was made of is gone already, and a page that
/// stayed in view could wake up and reach for it. A framework's `Suspend` would keep it.
fn drawn(part: impl Future<Output = AnyView> + 'static) -> AnyView {
    let mut part = Box::pin(ScopedFuture::new(SendWrapper::new(part)));
    if let Some(page) = part.as_mut().now_or_never() {
        return page;
    }
    let arrived = RwSignal::new_local(None::<AnyView>);
    spawn_local(async move {
        let page = part.await;
        // The person may have gone elsewhere meanwhile.
        arrived.try_set(Some(page));
    });
    let ready = Memo::new(move |_| arrived.with(Option::is_some));
    (move || {
        if ready.get() { arrived.try_update_untracked(Option::take).flatten() } else { None }
    })
    .into_any()
}

/// A page: its data are asked for first, then it is drawn.
async fn page<P: LazyRoute>() -> AnyView {
    P::view(P::data()).await
}

/// A page of a rare area: its texts are loaded first.
async fn rare<P: LazyRoute>() -> AnyView {
    match client::texts::load_rare().await {
        Ok(()) => page::<P>().await,
        Err(error) => no_texts(&error, || drawn(rare::<P>())),
    }
}

/// Says that a page's texts did not come, and draws the page once they have. Nothing is loaded anew: an address may have held a code.
fn no_texts(error: &ClientError, page: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let again = RwSignal::new(false);
    let (text, offline) = (sentences::of(error), *error == ClientError::Offline);
    (move || {
        if again.get() {
            return page();
        }
        view! {
            <Failed
                title=text!(common.failed_title)
                text=text.clone()
                retry_text=text!(common.try_again)
                on_retry=Callback::new(move |()| again.set(true))
                offline
                is_page=true
            />
        }
        .into_any()
    })
    .into_any()
}

/// Signing in: in the first part, since a first visit begins here.
async fn sign_in() -> AnyView {
    page::<pages::sign_in::SignInPage>().await
}

/// Home: in the first part, since a first visit leads here.
async fn home() -> AnyView {
    page::<pages::home::HomePage>().await
}

/// Help: in the first part, since it has to open without a network.
async fn help() -> AnyView {
    page::<pages::help::HelpPage>().await
}

/// The record.
#[cfg_attr(feature = "split", lazy)]
async fn record(route: Route) -> AnyView {
    match route {
        Route::Results => page::<pages::record::results::ResultsPage>().await,
        Route::Result(_) => page::<pages::record::result::ResultPage>().await,
        Route::Vitals => page::<pages::record::vitals::VitalsPage>().await,
        Route::Medicines => page::<pages::record::medicines::MedicinesPage>().await,
        Route::Conditions => page::<pages::record::conditions::ConditionsPage>().await,
        Route::Allergies => page::<pages::record::allergies::AllergiesPage>().await,
        Route::Immunizations => page::<pages::record::immunizations::ImmunizationsPage>().await,
        Route::Visits => page::<pages::record::visits::VisitsPage>().await,
        _ => page::<pages::record::RecordPage>().await,
    }
}

/// What a patient says: messages and feedback.
#[cfg_attr(feature = "split", lazy)]
async fn voice(route: Route) -> AnyView {
    match route {
        Route::NewMessage(_) => page::<pages::messages::new_message::NewMessagePage>().await,
        Route::Thread(_) => page::<pages::messages::thread::ThreadPage>().await,
        Route::Feedback => page::<pages::feedback::FeedbackPage>().await,
        Route::GiveFeedback(_) => page::<pages::feedback::give::GiveFeedbackPage>().await,
        _ => page::<pages::messages::MessagesPage>().await,
    }
}

/// What the part of the account draws.
enum Account {
    Activation,
    Security,
    Forgotten,
    StopReset,
    ResetNotice(PendingReset),
    Lock,
    Offer(RwSignal<bool>),
    Warnings(Warning),
    OtherWay(OtherWay),
}

/// The account: from an invitation to signing in, what stands before a page now and then, and security.
#[cfg_attr(feature = "split", lazy)]
async fn account(what: Account) -> AnyView {
    match what {
        Account::Activation => rare::<pages::activation::ActivationPage>().await,
        Account::Security => rare::<pages::security::SecurityPage>().await,
        Account::Forgotten => rare::<pages::recovery::forgotten::ForgottenPage>().await,
        Account::StopReset => rare::<pages::recovery::stop::StopResetPage>().await,
        Account::ResetNotice(reset) => match client::texts::load_rare().await {
            Ok(()) => pending_reset::draw(reset),
            Err(error) => no_texts(&error, move || drawn(account(Account::ResetNotice(reset)))),
        },
        Account::Lock => view! { <LockScreen /> }.into_any(),
        Account::Offer(open) => view! { <OfferDialog open /> }.into_any(),
        Account::Warnings(warning) => view! { <Warnings warning /> }.into_any(),
        Account::OtherWay(way) => match client::texts::load_rare().await {
            Ok(()) => way.draw(),
            Err(error) => no_texts(&error, move || drawn(account(Account::OtherWay(way)))),
        },
    }
}

/// How the portal looks and speaks, and for whom it works.
#[cfg_attr(feature = "split", lazy)]
async fn reading(route: Route) -> AnyView {
    match route {
        Route::Accessibility => rare::<pages::accessibility::AccessibilityPage>().await,
        Route::Protection => rare::<pages::protection::ProtectionPage>().await,
        _ => page::<pages::preferences::PreferencesPage>().await,
    }
}

/// The care team's side.
#[cfg_attr(feature = "split", lazy)]
async fn team(route: Route) -> AnyView {
    match route {
        Route::TeamAccessHelp => rare::<pages::team::access_help::AccessHelpPage>().await,
        Route::TeamFeedback => rare::<pages::team::feedback::TeamFeedbackPage>().await,
        _ => rare::<pages::team::inbox::InboxPage>().await,
    }
}
