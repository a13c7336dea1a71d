//! Feedback: that a visit was rated, and what was answered.
//!
//! The two are kept apart. An answer without a name has no patient, a random id and only its month, and its comment is sealed
//! for the practice: nothing in it, in its order or in its transaction leads back to the patient.

use salus_protocol::{
    feedback::{Experience, FeedbackAnswer, Listened},
    ids::{PatientId, VisitId},
    security::AccessAction,
    staff::Comment,
    time::Day,
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError, access_log, database::Kind, patient::PatientStore, staff::StaffStore};
use crate::{
    crypto::{DataKey, Place},
    domain::{
        days::month_of,
        feedback::{Given, Tally},
    },
};

/// How many comments a report shows at most.
const COMMENTS: i64 = 100;

impl PatientStore {
    /// Which visits were rated, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read.
    pub(crate) async fn feedback_given(&self) -> Result<Vec<Given>, StoreError> {
        let rows: Vec<(String, String, i64)> =
            sqlx::query_as("SELECT visit_id, given_on, named FROM feedback_given WHERE patient_id = $1")
                .bind(self.patient().as_str())
                .fetch_all(self.store.database().reader())
                .await?;
        rows.into_iter()
            .map(|(visit, on, named)| {
                Ok(Given {
                    visit: VisitId::parse(&visit).map_err(|_| StoreError::Unexpected("feedback_given.visit_id"))?,
                    on: Day::parse(&on).map_err(|_| StoreError::Unexpected("feedback_given.given_on"))?,
                    named: named != 0,
                })
            })
            .collect()
    }

    /// Gives feedback for a visit of the patient's own record; `false` if it was given before, and then nothing is stored.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be stored.
    pub async fn give_feedback(&self, visit: &VisitId, answer: &FeedbackAnswer) -> Result<bool, StoreError> {
        let world = self.store.world();
        let key = self.key().await?;
        let mut transaction = self.store.database().begin().await?;
        let given =
            self.store.insert_given(&mut transaction, self.patient(), visit, &world.today(), answer.named).await?;
        if !given {
            transaction.rollback().await?;
            return Ok(false);
        }
        let named = answer.named.then_some((self.patient(), &*key));
        self.store.insert_answer(&mut transaction, &AnswerToStore { answer, on: &world.today(), named }).await?;
        access_log::insert(&mut transaction, &self.store, self.line(AccessAction::GaveFeedback), world.now()).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

impl StaffStore {
    /// How many gave which answers, and what they wrote: newest month first, at most 100. Noted for each patient whose name
    /// stands beside a comment.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or the access log cannot be written.
    pub async fn feedback(&self) -> Result<(Vec<Tally>, Vec<Comment>), StoreError> {
        let (tallies, comments) = tokio::try_join!(self.store.tallies(), self.store.comments())?;
        let named: std::collections::HashSet<&PatientId> =
            comments.iter().filter_map(|(patient, _)| patient.as_ref()).collect();
        let notes = named.into_iter().map(|patient| self.note(patient, AccessAction::ReadFeedback));
        futures::future::try_join_all(notes).await?;
        Ok((tallies, comments.into_iter().map(|(_, comment)| comment).collect()))
    }
}

/// An answer to be stored.
pub(crate) struct AnswerToStore<'a> {
    pub(crate) answer: &'a FeedbackAnswer,
    /// The day it is given; only its month is kept.
    pub(crate) on: &'a Day,
    /// The patient and their key, if the answer is given with the name.
    pub(crate) named: Option<(&'a PatientId, &'a DataKey)>,
}

impl Store {
    /// Stores that a visit was rated; `false` if it was rated before.
    pub(crate) async fn insert_given(
        &self,
        transaction: &mut Transaction<'static, Any>,
        patient: &PatientId,
        visit: &VisitId,
        on: &Day,
        named: bool,
    ) -> Result<bool, StoreError> {
        let given = sqlx::query(
            "INSERT INTO feedback_given (patient_id, visit_id, given_on, named) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
        )
        .bind(patient.as_str())
        .bind(visit.as_str())
        .bind(on.as_str())
        .bind(i64::from(named))
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        Ok(given == 1)
    }

    /// Stores an answer.
    pub(crate) async fn insert_answer(
        &self,
        transaction: &mut Transaction<'static, Any>,
        new: &AnswerToStore<'_>,
    ) -> Result<(), StoreError> {
        let id = self.world().random_id();
        let comment = new.answer.comment.as_str();
        let comment = match new.named {
            _ if comment.is_empty() => None,
            Some((patient, key)) => Some(key.seal(self.world(), comment_place(&id, patient), comment.as_bytes())?),
            None => Some(self.seal_for_practice("feedback_answers", "comment_ct", &id, comment.as_bytes())?),
        };
        let month = month_of(new.on);
        let insert = match new.named {
            None if self.database().kind() == Kind::Postgres => {
                sqlx::query("LOCK TABLE feedback_answers IN SHARE ROW EXCLUSIVE MODE")
                    .execute(&mut **transaction)
                    .await?;
                AMONG_OTHERS
            }
            _ => {
                "INSERT INTO feedback_answers (id, month, experience, listened, comment_ct, patient_id) \
                 VALUES ($1, $2, $3, $4, $5, $6)"
            }
        };
        sqlx::query(insert)
            .bind(id)
            .bind(month.as_str())
            .bind(new.answer.experience.as_str())
            .bind(new.answer.listened.as_str())
            .bind(comment)
            .bind(new.named.map(|(patient, _)| patient.as_str().to_owned()))
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    async fn tallies(&self) -> Result<Vec<Tally>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT month, experience, listened, COUNT(*) FROM feedback_answers GROUP BY month, experience, listened",
        )
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter()
            .map(|(month, experience, listened, count)| {
                Ok(Tally {
                    month: month_in(&month)?,
                    experience: experience_in(&experience)?,
                    listened: Listened::ALL
                        .into_iter()
                        .find(|answer| answer.as_str() == listened)
                        .ok_or(StoreError::Unexpected("feedback_answers.listened"))?,
                    count: u32::try_from(count).unwrap_or(u32::MAX),
                })
            })
            .collect()
    }

    async fn comments(&self) -> Result<Vec<(Option<PatientId>, Comment)>, StoreError> {
        type Row = (String, String, String, Vec<u8>, Option<String>, Option<String>, Option<Vec<u8>>);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT f.id, f.month, f.experience, f.comment_ct, f.patient_id, a.id, a.name_ct FROM feedback_answers f \
             LEFT JOIN accounts a ON a.patient_id = f.patient_id WHERE f.comment_ct IS NOT NULL \
             ORDER BY f.month DESC, f.id LIMIT $1",
        )
        .bind(COMMENTS)
        .fetch_all(self.database().reader())
        .await?;
        let mut comments = Vec::with_capacity(rows.len());
        for (id, month, experience, sealed, patient, account, name) in rows {
            let patient = patient
                .map(|id| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("feedback_answers.patient_id")))
                .transpose()?;
            let text = match &patient {
                Some(patient) => match self.key_of(patient).await {
                    Err(StoreError::Destroyed) => continue,
                    key => key?.open_text(comment_place(&id, patient), &sealed)?,
                },
                None => self.open_text_for_practice("feedback_answers", "comment_ct", &id, &sealed)?,
            };
            let name = match (account, name) {
                (Some(account), Some(name)) => {
                    Some(self.open_text_for_practice("accounts", "name_ct", &account, &name)?)
                }
                _ => None,
            };
            let comment = Comment { experience: experience_in(&experience)?, text, month: month_in(&month)?, name };
            comments.push((patient, comment));
        }
        Ok(comments)
    }
}

/// On PostgreSQL a row remembers the transaction that wrote it, and rows lie in the order in which they came: either would
/// lead from an answer to the patient who was rated in the same transaction. So all unnamed answers of the month are written
/// anew together with the new one, in the order of their random ids. SQLite keeps this table in that order, and no such mark.
const AMONG_OTHERS: &str = "WITH others AS (DELETE FROM feedback_answers WHERE month = $2 AND patient_id IS NULL \
    RETURNING id, month, experience, listened, comment_ct, patient_id) \
    INSERT INTO feedback_answers (id, month, experience, listened, comment_ct, patient_id) \
    SELECT * FROM (SELECT * FROM others UNION ALL SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), \
    CAST($4 AS TEXT), CAST($5 AS BYTEA), CAST($6 AS TEXT)) AS together ORDER BY id";

/// Where the comment of a named answer lives.
fn comment_place<'a>(id: &'a str, patient: &'a PatientId) -> Place<'a> {
    Place { table: "feedback_answers", column: "comment_ct", row: id, owner: patient.as_str() }
}

fn month_in(text: &str) -> Result<Day, StoreError> {
    Day::parse(text).map_err(|_| StoreError::Unexpected("feedback_answers.month"))
}

fn experience_in(word: &str) -> Result<Experience, StoreError> {
    Experience::ALL
        .into_iter()
        .find(|answer| answer.as_str() == word)
        .ok_or(StoreError::Unexpected("feedback_answers.experience"))
}
