//! `salus invite`: a link with which a patient makes their account.

use std::io::Write;

use anyhow::{Context, Result, bail};
use clap::Args;
use salus_protocol::{
    ids::{AccountId, PatientId},
    preferences::Language,
    words::{EmailAddress, PersonName},
};
use url::Url;

use crate::{
    links,
    store::{
        Store,
        accounts::{AccountKind, NewAccount},
        invitations::NewInvitation,
    },
};

/// Whom to invite.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Example: salus invite --patient Patient/123 --email lina@example.org --origin https://portal.example.org\n\n\
                  The link is good for one account and 7 days. Hand it over so that only the patient receives it: they also need \
                  their date of birth. Inviting the same patient again ends the earlier link."
)]
pub struct InviteArgs {
    /// The patient's id in the imported files, for example Patient/123 or 123, or the id that Salus gave.
    #[arg(long, value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub patient: Option<String>,
    /// Every living patient who has no active account yet. Then --email must contain {id}, which becomes the patient's id.
    #[arg(long)]
    pub all: bool,
    /// The e-mail address to sign in with.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// The language in which the link opens the portal: en, ar, fr or es. Without it, the one that the patient prefers
    /// according to the record; if it names none that the portal speaks, the browser's.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub language: Option<Language>,
}

/// Somebody who was invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account, made now or before.
    pub account: AccountId,
    /// The link's code, and when it ends.
    pub invitation: NewInvitation,
    /// Whether the account was active before. Its password and passkeys work until the invitation is used.
    pub was_active: bool,
    /// The language in which the link opens the portal; `None` leaves it to the browser.
    pub language: Option<Language>,
}

/// Prints a link for each patient.
///
/// # Errors
/// A sentence that says who cannot be invited and what to do.
pub async fn run(args: InviteArgs, store: &Store, origin: &Url, out: &mut (impl Write + Send)) -> Result<()> {
    let Some(name) = args.patient else { return all(&args.email, args.language, store, origin, out).await };
    let Some(patient) = store.find_patient(&name).await? else {
        bail!(
            "there is no patient {name} here; see who is here with `salus patients`, or import the record first: salus import FILE"
        );
    };
    let invited = patient_at(store, &patient, &address(&args.email)?, args.language).await?;
    if store.on_file(&patient).await?.deceased {
        writeln!(out, "The record says that this patient has died. Check that this is the right patient.")?;
    }
    tell(&invited, &link(origin, "activate", &invited)?, out)
}

/// Invites everybody who lives and has no active account yet.
async fn all(
    template: &str,
    language: Option<Language>,
    store: &Store,
    origin: &Url,
    out: &mut (impl Write + Send),
) -> Result<()> {
    if !template.contains("{id}") {
        bail!("with --all, --email must contain {{id}}, for example --email 'patient-{{id}}@example.org'");
    }
    let (mut invited, mut skipped) = (0_u32, 0_u32);
    for patient in store.all_patients().await? {
        let active = store.account_of(&patient).await?.is_some_and(|account| account.password_hash.is_some());
        if active || store.on_file(&patient).await?.deceased {
            skipped += 1;
            continue;
        }
        match patient_at(store, &patient, &address(&template.replace("{id}", patient.as_str()))?, language).await {
            Ok(one) => {
                writeln!(out, "{patient}  {}", link(origin, "activate", &one)?)?;
                invited += 1;
            }
            Err(cause) => {
                writeln!(out, "{patient}  not invited: {cause:#}")?;
                skipped += 1;
            }
        }
    }
    writeln!(out, "{invited} invited, {skipped} left out. Each link is good for 7 days.")?;
    Ok(())
}

/// Makes the patient's account if there is none, and invites it. Without a language: the patient's own, where the portal
/// speaks it.
///
/// # Errors
/// A sentence that says why not: no date of birth or name on file, or an address that is somebody else's.
pub async fn patient_at(
    store: &Store,
    patient: &PatientId,
    email: &EmailAddress,
    language: Option<Language>,
) -> Result<Invited> {
    let on_file = store.on_file(patient).await?;
    if on_file.birth_date.is_none() {
        bail!(
            "this patient's record has no complete date of birth, which the invitation asks for; \
             add it at the source and import the record again"
        );
    }
    let account = match store.account_of(patient).await? {
        Some(account) if account.email.to_lowercase() != email.key() => {
            bail!("this patient has an account with another address already; use that address")
        }
        Some(account) => (account.id, account.password_hash.is_some()),
        None => {
            let name = on_file.name.as_deref().and_then(|name| PersonName::parse(name).ok());
            let name =
                name.context("this patient's record has no name; add it at the source and import the record again")?;
            let new = NewAccount { kind: AccountKind::Patient(patient.clone()), email: email.clone(), name };
            (made(store, &new).await?, false)
        }
    };
    let invitation = store.invite(&account.0, Some(patient)).await?;
    let language = language.or_else(|| Language::nearest(on_file.language.as_deref()?));
    Ok(Invited { account: account.0, invitation, was_active: account.1, language })
}

/// Makes an account.
pub(super) async fn made(store: &Store, new: &NewAccount) -> Result<AccountId> {
    store
        .make_account(new)
        .await?
        .map_err(|_| anyhow::anyhow!("this address belongs to another account already; choose another with --email"))
}

/// Reads an address from the command line.
pub(super) fn address(text: &str) -> Result<EmailAddress> {
    EmailAddress::parse(text).map_err(|_| anyhow::anyhow!("{text} is not an e-mail address; check --email"))
}

/// Reads a language from the command line.
fn language(text: &str) -> Result<Language, String> {
    Language::nearest(text).ok_or_else(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
        format!("the portal does not speak {text}; choose one of {}", known.join(", "))
    })
}

/// The link to hand over.
///
/// # Errors
/// If the origin cannot carry a path.
pub fn link(origin: &Url, path: &str, invited: &Invited) -> Result<Url> {
    links::invitation(origin, path, &invited.invitation.code, invited.language)
        .context("the origin is not an address of the web; check --origin")
}

/// Says what was made and what to do with it.
pub(super) fn tell(invited: &Invited, link: &Url, out: &mut impl Write) -> Result<()> {
    let ends = jiff::Timestamp::from_microsecond(invited.invitation.ends_at.0)?.strftime("%Y-%m-%d %H:%M UTC");
    writeln!(out, "{link}\nGood once, until {ends}. Hand it over so that nobody else receives it.")?;
    if invited.was_active {
        writeln!(
            out,
            "This account was active already. When the link is used, its password, passkeys and recovery codes are \
             replaced, and it is signed out everywhere."
        )?;
    }
    Ok(())
}
