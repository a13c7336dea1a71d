//! The record as its patient reads it.

mod get_result;
mod list_allergies;
mod list_conditions;
mod list_immunizations;
mod list_medications;
mod list_results;
mod list_visits;
mod list_vitals;

use axum::Router;
use salus_protocol::record::{
    GetResult, ListAllergies, ListConditions, ListImmunizations, ListMedications, ListResults, ListVisits, ListVitals,
};

use super::Mount;
use crate::app::App;

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<ListResults, _, _>(list_results::list_results)
        .endpoint::<GetResult, _, _>(get_result::get_result)
        .endpoint::<ListVitals, _, _>(list_vitals::list_vitals)
        .endpoint::<ListMedications, _, _>(list_medications::list_medications)
        .endpoint::<ListConditions, _, _>(list_conditions::list_conditions)
        .endpoint::<ListAllergies, _, _>(list_allergies::list_allergies)
        .endpoint::<ListImmunizations, _, _>(list_immunizations::list_immunizations)
        .endpoint::<ListVisits, _, _>(list_visits::list_visits)
}
