//! `salus demo`: accounts, messages and feedback of invented people beside their imported records. Hidden: `cargo xtask demo`
//! calls it.

mod past;
mod plan;

use std::{collections::HashMap, io::Write, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use salus_protocol::{
    ids::{AccountId, PatientId},
    words::{NewPassword, PaperCode},
};
use url::Url;

use super::invite::{Invited, link, made};
use crate::{
    auth::{Auth, passwords::Cost},
    store::{
        Store,
        accounts::{AccountKind, NewAccount},
    },
};
use plan::Plan;

/// How many recovery codes somebody gets who is ready to enter: each is good once, and there may be no passkey.
const CODES: usize = 10;

/// What the demo is made of.
#[derive(Args, Clone, Debug)]
pub struct DemoArgs {
    /// The plan of the invented people, whose records were imported before.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
}

/// The accounts of the plan's people, by address.
struct People {
    patients: HashMap<String, (PatientId, AccountId)>,
    staff: HashMap<String, AccountId>,
}

/// Makes the accounts, writes the past, and prints how everybody comes in. Where this was done before it changes nothing.
///
/// # Errors
/// A sentence that says what is missing and what to do.
pub async fn run(args: DemoArgs, store: &Store, origin: &Url, out: &mut (impl Write + Send)) -> Result<()> {
    let plan = Plan::read(&args.plan)?;
    if store.has_demo().await? && is_ready(&plan, store).await? {
        writeln!(out, "The invented people are here already. Nothing was changed.")?;
        return Ok(());
    }
    let people = accounts(&plan, store).await?;
    if !store.has_demo().await? {
        past::write(&plan, &people, store).await?;
    }
    let auth = Auth::new(store, origin, &plan.practice.name, Cost::STRONG)
        .context("the origin is not an address that passkeys can belong to; check --origin")?;
    let entrance = Entrance { store, auth, origin };
    writeln!(out, "Patients")?;
    for patient in &plan.patients {
        let Some((id, account)) = people.patients.get(&patient.email.key()) else { continue };
        writeln!(out, "\n  {}, born {}\n    {}", patient.name.as_str(), patient.born, patient.email.as_str())?;
        entrance.open(account, patient.password.as_ref(), Some(id), out).await?;
    }
    writeln!(out, "\nCare team")?;
    for member in &plan.staff {
        let Some(account) = people.staff.get(&member.email.key()) else { continue };
        writeln!(out, "\n  {}, {}\n    {}", member.name.as_str(), member.role.as_str(), member.email.as_str())?;
        entrance.open(account, member.password.as_ref(), None, out).await?;
    }
    Ok(())
}

/// Whether everybody who is to have a password has one.
async fn is_ready(plan: &Plan, store: &Store) -> Result<bool> {
    let staff = plan.staff.iter().filter(|member| member.password.is_some()).map(|member| &member.email);
    let patients = plan.patients.iter().filter(|patient| patient.password.is_some()).map(|patient| &patient.email);
    for email in staff.chain(patients) {
        let account = store.account_by_email(email).await?;
        if account.is_none_or(|account| account.password_hash.is_none()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Finds or makes everybody's account; nobody can sign in to them yet.
async fn accounts(plan: &Plan, store: &Store) -> Result<People> {
    let mut people = People { patients: HashMap::new(), staff: HashMap::new() };
    for member in &plan.staff {
        let account = match store.account_by_email(&member.email).await? {
            Some(account) => account.id,
            None => {
                let kind = AccountKind::Staff { role: member.role.clone() };
                let new = NewAccount { kind, email: member.email.clone(), name: member.name.clone() };
                made(store, &new).await?
            }
        };
        people.staff.insert(member.email.key(), account);
    }
    for patient in &plan.patients {
        let Some(id) = store.find_patient(&patient.source).await? else {
            bail!("{} is not here; import the records of the plan first: salus import FOLDER", patient.source);
        };
        let account = match store.account_of(&id).await? {
            Some(account) => account.id,
            None => {
                let kind = AccountKind::Patient(id.clone());
                made(store, &NewAccount { kind, email: patient.email.clone(), name: patient.name.clone() }).await?
            }
        };
        people.patients.insert(patient.email.key(), (id, account));
    }
    Ok(people)
}

/// How people come in.
struct Entrance<'a> {
    store: &'a Store,
    auth: Auth,
    origin: &'a Url,
}

impl Entrance<'_> {
    /// Makes somebody ready to enter, or invites them, and prints how.
    async fn open(
        &self,
        account: &AccountId,
        password: Option<&NewPassword>,
        patient: Option<&PatientId>,
        out: &mut (impl Write + Send),
    ) -> Result<()> {
        let Some(password) = password else {
            let invitation = self.store.invite(account, patient).await?;
            let path = if patient.is_some() { "activate" } else { "activate/staff" };
            let invited = Invited { account: account.clone(), invitation, was_active: false, language: None };
            writeln!(out, "    {}", link(self.origin, path, &invited)?)?;
            return Ok(());
        };
        let codes = self
            .auth
            .make_ready(account, password, CODES)
            .await
            .map_err(|refusal| anyhow::anyhow!("an account could not be made ready: {:?}", refusal.code))?;
        writeln!(out, "    Password: {}\n    Recovery codes, each good once:", password.expose())?;
        for pair in codes.chunks(2) {
            let line: Vec<String> = pair.iter().map(PaperCode::grouped).collect();
            writeln!(out, "      {}", line.join("  "))?;
        }
        Ok(())
    }
}
