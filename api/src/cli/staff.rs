//! `salus staff`: the care team's accounts.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use salus_protocol::words::{EmailAddress, PersonName};
use url::Url;

use super::invite::{Invited, address, link, made, tell};
use crate::store::{
    Store,
    accounts::{AccountKind, NewAccount},
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

/// Does it.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn run(args: StaffArgs, store: &Store, origin: &Url, out: &mut (impl Write + Send)) -> Result<()> {
    let StaffCommand::Add(args) = args.command;
    let name = words("--name", &args.name)?;
    let role = words("--role", &args.role)?;
    let invited = add(store, &name, &role, &address(&args.email)?).await?;
    tell(&invited, &link(origin, "activate/staff", &invited)?, out)
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
