//! `GET /api/v1/home`

use axum::extract::State;
use futures::future::try_join5;
use salus_protocol::{
    home::{CareTeamMember, GetHome, Home, Waiting},
    messages::Author,
    security::AccessAction,
};

use crate::{
    app::App,
    auth::guard::PatientSession,
    domain::{
        days::days_before,
        feedback::waiting,
        home::{NEW_DAYS, is_new, today},
    },
    fhir::views::glance::{GlanceView, RecentResult},
    routes::{Answer, Reply},
    store::{messages::list::UnseenAnswer, record::Section},
};

/// How many people of the care team home shows at most.
const CARE_TEAM: usize = 6;

/// Everything that the home page shows, out of one small section of the record and a few rows.
pub(super) async fn get_home(session: PatientSession, State(app): State<App>) -> Answer<GetHome> {
    let store = app.store.patient(&session);
    let (now, day) = (app.store.world().now(), app.store.world().today());
    let (glance, answers, given, lookers, care_team) = try_join5(
        store.section::<GlanceView>(Section::Glance, AccessAction::ReadHome),
        store.unseen_answers(),
        store.feedback_given(),
        store.lookers(now.plus_seconds(-i64::from(NEW_DAYS) * 24 * 60 * 60)),
        app.store.care_team(),
    )
    .await?;
    let glance = glance.unwrap_or_default().at(now);
    let since = days_before(&day, NEW_DAYS);
    let results = glance.recent_results.into_iter().filter(|result| is_new(&result.date, &since, &day)).map(new_result);
    let feedback = waiting(&glance.past_visits, &given, &day);
    let unread_threads = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    Ok(Reply::new(Home {
        today: today(
            answers.into_iter().map(answer).collect(),
            results.collect(),
            feedback
                .into_iter()
                .map(|visit| Waiting::Feedback {
                    visit_id: visit.visit_id,
                    title: visit.title,
                    at: visit.date,
                    language: visit.language,
                })
                .collect(),
        ),
        record: glance.record,
        next_visit: glance.next_visit,
        care_team: care_team
            .into_iter()
            .take(CARE_TEAM)
            .map(|account| CareTeamMember { name: account.name, role: account.role.unwrap_or_default() })
            .collect(),
        lookers,
        unread_threads,
        reset: app.store.pending_reset(session.account()).await?,
    }))
}

fn answer(answer: UnseenAnswer) -> Waiting {
    let author = match answer.author {
        Author::Patient { name } | Author::Staff { name, .. } => name,
    };
    Waiting::Answer { thread_id: answer.thread, author, subject: answer.subject, at: answer.at }
}

fn new_result(result: RecentResult) -> Waiting {
    Waiting::NewResult {
        result_id: result.id,
        name: result.name,
        flag: result.flag,
        at: result.date,
        language: result.language,
    }
}
