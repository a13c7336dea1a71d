//! The past of the demo's people: what they wrote, and what they thought of their visits. All of it or nothing.

use anyhow::{Context, Result, bail};
use salus_protocol::{
    ids::{AccountId, EntryId, PatientId, ResultId, VisitId},
    messages::AboutShown,
    record::Medications,
};

use super::{
    People,
    plan::{Message, Plan, Thread},
};
use crate::{
    domain::messages::{Side, about_medication, about_result},
    fhir::views::results::ResultsView,
    store::{
        Store,
        demo::{PastMessage, PastThread},
        record::Section,
    },
};

/// Writes it.
pub(super) async fn write(plan: &Plan, people: &People, store: &Store) -> Result<()> {
    // First everything that is looked up, then one transaction that waits for nothing.
    let mut threads = Vec::with_capacity(plan.threads.len());
    for thread in &plan.threads {
        threads.push(past_thread(plan, people, thread, store).await?);
    }
    let mut ratings = Vec::with_capacity(plan.feedback.len());
    for rating in &plan.feedback {
        let (patient, account) = patient(people, rating.patient.as_str(), &rating.patient.key())?;
        let visit = VisitId::parse(&entry(plan, &rating.patient.key(), &rating.visit, store).await?)?;
        ratings.push((patient, account, visit, rating));
    }
    let mut demo = store.demo().await?;
    for account in plan.staff.iter().filter_map(|member| people.staff.get(&member.email.key())) {
        demo.add_colleague(account).await?;
    }
    for thread in &threads {
        demo.add_thread(thread, plan.practice.answer_days).await?;
    }
    for (patient, account, visit, rating) in ratings {
        demo.add_feedback((patient, account), &visit, &rating.answer, &rating.on).await?;
    }
    for other in &plan.other_feedback {
        demo.add_other_feedback(&other.answer(), &other.on).await?;
    }
    demo.commit().await?;
    Ok(())
}

async fn past_thread(plan: &Plan, people: &People, thread: &Thread, store: &Store) -> Result<PastThread> {
    let (id, account) = patient(people, thread.patient.as_str(), &thread.patient.key())?;
    let about = match &thread.about {
        Some(name) => {
            let entry = entry(plan, &thread.patient.key(), name, store).await?;
            let shown = shown(id, name, &entry, store).await?;
            Some(shown.with_context(|| format!("the record does not show {name}, which a conversation is about"))?)
        }
        None => None,
    };
    let mut messages = Vec::with_capacity(thread.messages.len());
    for (place, message) in thread.messages.iter().enumerate() {
        let (side, author) = author(people, message, account)?;
        // The patient's messages were opened by whoever answered next.
        let reader = match side {
            Side::Patient => thread.messages[place..]
                .iter()
                .find(|message| message.from != "patient")
                .map(|next| author_of(people, next, account))
                .transpose()?
                .or_else(|| plan.staff.first().and_then(|member| people.staff.get(&member.email.key())).cloned()),
            Side::Staff => Some(account.clone()),
        };
        messages.push(PastMessage {
            side,
            author,
            body: message.body.clone(),
            stored_at: message.at,
            opened: message.opened_at.zip(reader),
        });
    }
    Ok(PastThread {
        patient: id.clone(),
        subject: thread.subject.clone(),
        topic: thread.topic,
        about,
        state: thread.state,
        messages,
    })
}

/// The entry that a conversation is about, as the patient's record shows it.
async fn shown(patient: &PatientId, name: &str, entry: &str, store: &Store) -> Result<Option<AboutShown>> {
    Ok(if name.starts_with("Observation/") {
        let id = ResultId::parse(entry)?;
        let results: ResultsView = store.section_in_demo(patient, Section::Results).await?.unwrap_or_default();
        results.detail(&id).map(|detail| about_result(detail.result))
    } else {
        let id = EntryId::parse(entry)?;
        let Medications { medications } =
            store.section_in_demo(patient, Section::Medications).await?.unwrap_or_default();
        medications.into_iter().find(|medicine| medicine.id == id).map(about_medication)
    })
}

/// The row of an entry of a patient's record.
async fn entry(plan: &Plan, email: &str, name: &str, store: &Store) -> Result<String> {
    let patient = plan.patients.iter().find(|patient| patient.email.key() == email);
    let patient = patient.with_context(|| format!("the plan has no patient {email}"))?;
    let found = store.entry_in_demo(&patient.source, name).await?;
    found.with_context(|| format!("{name} is not here; import the records of the plan first: salus import FOLDER"))
}

fn patient<'p>(people: &'p People, shown: &str, key: &str) -> Result<(&'p PatientId, &'p AccountId)> {
    let (patient, account) = people.patients.get(key).with_context(|| format!("the plan has no patient {shown}"))?;
    Ok((patient, account))
}

fn author_of(people: &People, message: &Message, patient: &AccountId) -> Result<AccountId> {
    author(people, message, patient).map(|(_, account)| account)
}

fn author(people: &People, message: &Message, patient: &AccountId) -> Result<(Side, AccountId)> {
    if message.from == "patient" {
        return Ok((Side::Patient, patient.clone()));
    }
    match people.staff.get(&message.from.to_lowercase()) {
        Some(account) => Ok((Side::Staff, account.clone())),
        None => bail!("the plan has no member of the care team {}", message.from),
    }
}
