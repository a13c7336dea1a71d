//! The check of the list in the browser itself: every line's hash anew, the signed record that lies outside of the database, and what
//! this device saw the last time.

#![expect(unreachable_pub, reason = "the component macro makes the props of a component public")]

mod outcome;

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    log_chain::{ChainCheck, ChainFault, ChainPage, ChainQuery, GetLogChain, Head, HeadProof},
    time::Timestamp,
};

use self::outcome::draw;
use crate::{
    browser::{
        announcer::{Announcer, use_announcer},
        focus,
        known_log::{self, Known},
        signature::{self, Signature},
    },
    client::{Client, ClientError, use_client},
    components::{Button, ButtonKind, Dialog, IconName},
    text,
};

/// How far the check is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// So many lines are right so far.
    Running(u64),
    /// Each line fits.
    Right(Whole),
    /// Something was.
    Wrong(ChainFault),
    /// It could not be done.
    Failed(ClientError),
}

/// A list in which each line fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    /// How many lines it has.
    lines: u64,
    /// What lies outside of the database.
    proof: Proof,
    /// How many lines there were at the last check on this device, if there was one.
    before: Option<u64>,
    /// Whether the signing key is another than then.
    other_key: bool,
    /// Whether a line has no stamp though it should have one by now.
    late: bool,
}

/// What a signed record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// There is none yet.
    None,
    /// The same up to this line, as of then.
    Signed(u64, Timestamp),
    /// There is one, but this browser cannot check its signature.
    Unread(u64),
}

/// The button, and the dialog with the check.
#[component]
pub(super) fn CheckLog() -> impl IntoView {
    let (client, announcer) = (use_client(), use_announcer());
    let open = RwSignal::new(false);
    let check = RwSignal::new(Check::Running(0));
    // A check that was given up is told by its number.
    let run = StoredValue::new(0_u32);
    let start = move || {
        run.try_update_value(|run| *run += 1);
        let mine = run.get_value();
        check.set(Check::Running(0));
        spawn_local(async move {
            let at = move || run.try_get_value() == Some(mine);
            let found = match whole(client, check, at).await {
                Ok(whole) => Check::Right(whole),
                Err(Stop::Wrong(fault)) => Check::Wrong(fault),
                Err(Stop::Failed(error)) => Check::Failed(error),
                Err(Stop::GivenUp) => return,
            };
            // Nobody waits for what a check that was given up comes to, and another may be under way.
            if at() {
                finish(check, announcer, found);
            }
        });
    };
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !open {
                run.try_update_value(|run| *run += 1);
            }
        },
        false,
    );
    view! {
        <Button
            kind=ButtonKind::Quiet
            icon=IconName::Check
            on_press=move |()| {
                open.set(true);
                start();
            }
        >
            {text!(security.check)}
        </Button>
        <Dialog open title=text!(security.check) close_text=text!(common.close)>
            {move || draw(check.get(), open, Callback::new(move |()| start()))}
        </Dialog>
    }
}

/// Shows what was found, and says it.
fn finish(check: RwSignal<Check>, announcer: Announcer, found: Check) {
    announcer.say(outcome::title(&found));
    check.try_set(found);
    request_animation_frame(|| {
        focus::to("log-check");
    });
}

/// Why a check ends before its end.
enum Stop {
    Wrong(ChainFault),
    Failed(ClientError),
    GivenUp,
}

impl From<ChainFault> for Stop {
    fn from(fault: ChainFault) -> Self {
        Self::Wrong(fault)
    }
}

impl From<ClientError> for Stop {
    fn from(error: ClientError) -> Self {
        Self::Failed(error)
    }
}

/// Asks for page after page and recomputes it. `goes_on` says whether anybody still waits.
async fn whole(client: Client, check: RwSignal<Check>, goes_on: impl Fn() -> bool) -> Result<Whole, Stop> {
    let mut after = 0;
    let mut chain: Option<ChainCheck> = None;
    let (patient, proof) = loop {
        let page = client.call(&GetLogChain {}, &ChainQuery { after }).await?;
        if !goes_on() {
            return Err(Stop::GivenUp);
        }
        chain.get_or_insert_with(|| ChainCheck::new(page.patient_id.clone())).take_page(&page)?;
        let ChainPage { patient_id, lines, more, proof, .. } = page;
        let last = lines.last().map_or(after, |line| line.number);
        check.try_set(Check::Running(last));
        // A page that says there is more and brings nothing would be asked for without end.
        if !more || last == after {
            break (patient_id, proof);
        }
        after = last;
    };
    let known = known_log::read(&patient);
    let remembered = known.map(|known| Head { patient_id: patient.clone(), number: known.number, hash: known.hash });
    let chain = chain.unwrap_or_else(|| ChainCheck::new(patient.clone()));
    let verdict = chain.finish(proof.as_ref(), remembered.as_ref())?;
    let told = match &proof {
        None => Proof::None,
        Some(proof) => signed(proof).await?,
    };
    if !goes_on() {
        return Err(Stop::GivenUp);
    }
    let key = proof.as_ref().map(|proof| proof.signed.key);
    // A stamp that is gone says as little as one under another key; and a key is not exchanged because another one comes.
    let known_key = known.and_then(|known| known.key);
    let other_key = known_key.is_some_and(|before| key != Some(before));
    let (number, hash) = (verdict.head.number, verdict.head.hash);
    known_log::keep(&patient, &Known { number, hash, key: known_key.or(key) });
    let before = known.map(|known| known.number);
    Ok(Whole { lines: number, proof: told, before, other_key, late: verdict.overdue })
}

/// Whether the record is signed with the key that it names.
async fn signed(proof: &HeadProof) -> Result<Proof, ChainFault> {
    let record = &proof.signed;
    match signature::check(&record.key.0, &record.checkpoint.canonical(), &record.signature).await {
        Signature::Good => Ok(Proof::Signed(proof.head.number, record.checkpoint.at)),
        Signature::Unknown => Ok(Proof::Unread(proof.head.number)),
        Signature::Bad => Err(ChainFault::ProofBroken),
    }
}
