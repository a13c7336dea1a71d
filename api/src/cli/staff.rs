//! `salus staff`: the care team's accounts.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use salus_protocol::{
    events::Event,
    words::{EmailAddress, PersonName},
};
use url::Url;

use super::invite::{Invited, address, link, made, tell};
use crate::{
    events::{self, Audience},
    store::{
        Store,
        accounts::{AccountKind, NewAccount},
    },
};

/// What to do with the care team.
#[derive(Args, Clone, Debug)]
pub struct StaffArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: StaffCommand,
}

/// What to do with the care team.
#[derive(Clone, Debug, Subcommand)]
pub enum StaffCommand {
    /// Adds a member of the care team, and prints the link with which they make their account.
    #[command(
        after_help = "Example: salus staff add --name 'Idris Kane' --role 'Nurse, diabetes clinic' --email idris@example.org \
                      --origin https://portal.example.org\n\n\
                      The link is good once, for 7 days, and needs nothing else: hand it over in person. Adding the same address \
                      again ends the earlier link."
    )]
    Add(AddArgs),
    /// Takes a member off the care team: signs them out everywhere, and nothing that they had lets them in again.
    #[command(after_help = "Example: salus staff remove idris@example.org --data /var/lib/salus\n\n\
                      Their name stays with what they wrote and in the access log. `salus staff add` with the same address invites \
                      them again. If they had the master key, make a new one: salus keys rotate.")]
    Remove(RemoveArgs),
    /// Lists the active members of the care team.
    #[command(after_help = "Example: salus staff list --data /var/lib/salus")]
    List,
}

/// Who is to be added.
#[derive(Args, Clone, Debug)]
pub struct AddArgs {
    /// The whole name, as patients see it.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The role, as patients see it.
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    /// The e-mail address to sign in with.
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
}

/// Who is to be removed.
#[derive(Args, Clone, Debug)]
pub struct RemoveArgs {
    /// The e-mail address that they sign in with.
    #[arg(value_name = "ADDRESS")]
    pub email: String,
}

/// Does it.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn run(args: StaffArgs, store: &Store, origin: &Url, out: &mut (impl Write + Send)) -> Result<()> {
    match args.command {
        StaffCommand::Add(args) => {
            let name = words("--name", &args.name)?;
            let role = words("--role", &args.role)?;
            let invited = add(store, &name, &role, &address(&args.email)?).await?;
            tell(&invited, &link(origin, "activate/staff", &invited)?, out)
        }
        StaffCommand::Remove(args) => remove(store, &args.email, out).await,
        StaffCommand::List => list(store, out).await,
    }
}

/// Removes whoever has this address, and says what has ended.
async fn remove(store: &Store, email: &str, out: &mut (impl Write + Send)) -> Result<()> {
    let Ok(address) = EmailAddress::parse(email) else {
        bail!("{email} is not an e-mail address; `salus staff list` shows those of the care team")
    };
    let account = match store.account_by_email(&address).await? {
        None => bail!("nobody on the care team has the address {email}; `salus staff list` shows who has which"),
        Some(account) if account.patient.is_some() => {
            bail!("{email} is a patient's address, and this command is for the care team; nothing was changed")
        }
        Some(account) => account.id,
    };
    if !store.remove_from_team(&account).await? {
        writeln!(out, "{email} is off the care team already; nothing was left to end.")?;
        return Ok(());
    }
    events::tell_servers(store, Audience::Account(account, None), Event::SignedOut).await;
    writeln!(
        out,
        "{email} is off the care team and signed out everywhere; pages that are open say so within a minute. No password, passkey, \
         app, code or invitation of theirs opens anything any more. Their name stays with what they wrote and in the access log.\n\
         A reset that they began and nobody has confirmed yet ends by itself. One that was confirmed goes on unless the care team \
         stops it: look at their list of resets.\n\
         To invite them again: salus staff add --email {email} --name NAME --role ROLE"
    )?;
    Ok(())
}

/// Prints one line for each active member.
async fn list(store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    let team = store.care_team().await?;
    if team.is_empty() {
        writeln!(out, "Nobody is on the care team yet. Invite somebody: salus staff add")?;
    }
    for member in team {
        writeln!(out, "{:<40} {}, {}", member.email, member.name, member.role.unwrap_or_default())?;
    }
    Ok(())
}

/// Makes the account if there is none at this address, and invites it.
///
/// # Errors
/// A sentence, if the address is a patient's.
pub async fn add(store: &Store, name: &PersonName, role: &PersonName, email: &EmailAddress) -> Result<Invited> {
    let (account, was_active) = match store.account_by_email(email).await? {
        Some(account) if account.patient.is_some() => {
            bail!("this address belongs to a patient's account; members of the care team need an address of their own")
        }
        Some(account) => (account.id, account.password_hash.is_some()),
        None => {
            let kind = AccountKind::Staff { role: role.clone() };
            (made(store, &NewAccount { kind, email: email.clone(), name: name.clone() }).await?, false)
        }
    };
    let invitation = store.invite(&account, None).await?;
    Ok(Invited { account, invitation, was_active, language: None })
}

fn words(option: &str, text: &str) -> Result<PersonName> {
    PersonName::parse(text).map_err(|_| anyhow::anyhow!("{option} must be 1 to 120 characters on one line"))
}
