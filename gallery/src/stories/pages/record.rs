//! The record: its parts, and one result.

use salus_protocol::record::{
    Allergies, Conditions, GetResult, Immunizations, ListAllergies, ListConditions, ListImmunizations, ListMedications,
    ListResults, ListVisits, ListVitals, Medications, Results, Visits, Vitals,
};

use super::{page, scene::patient};
use crate::{
    fixtures::{
        Step::Press,
        id,
        record::{ALBUMIN, ANAEMIA, GLUCOSE, HBA1C, NITRITE, PRESSURE, SWAB, address_of_result},
    },
    stories::{State, Story},
};

pub(super) fn stories() -> Vec<Story> {
    vec![
        page(
            "page-record",
            "Record",
            "The parts of the record, each on a page of its own.",
            vec![State::new("full", "The parts", || patient("/record").draw())],
        ),
        results(),
        result(),
        vitals(),
        medicines(),
        conditions(),
        allergies(),
        immunizations(),
        visits(),
    ]
}

fn results() -> Story {
    page(
        "page-results",
        "Results",
        "All results, by the test they belong to, the newest first.",
        vec![
            State::new("full", "With results", || patient("/record/results").draw()),
            State::new("empty", "Without any", || {
                patient("/record/results").but(|it| it.give(&ListResults {}, Results::default())).draw()
            }),
            State::new("pending", "On its way", || {
                patient("/record/results").but(|it| it.pending(&ListResults {})).waiting().draw()
            }),
            State::new("failed", "Not to be had", || {
                patient("/record/results").but(|it| it.failed(&ListResults {})).draw()
            }),
        ],
    )
}

fn result() -> Story {
    page(
        "page-result",
        "Result",
        "A value, where it lies, what it means, how it went, and a way to ask.",
        vec![
            State::new("high", "Higher than the range", || patient(address_of_result(HBA1C)).draw()),
            State::new("table", "Its history as a table", || {
                patient(address_of_result(HBA1C)).after(&[Press(".switch-choice:last-of-type")]).draw()
            }),
            State::new("trend", "With a short history", || patient(address_of_result(GLUCOSE)).draw()),
            State::new("low", "Much lower than the range, and corrected", || {
                patient(address_of_result(ANAEMIA)).draw()
            }),
            State::new("early", "Not final, with one end of a range", || patient(address_of_result(ALBUMIN)).draw()),
            State::new("words", "In words, without a range", || patient(address_of_result(NITRITE)).draw()),
            State::new("parts", "With two figures", || patient(address_of_result(PRESSURE)).draw()),
            State::new("absent", "Without a value", || patient(address_of_result(SWAB)).draw()),
            State::new("failed", "Not to be had", || {
                patient(address_of_result(HBA1C)).but(|it| it.failed(&GetResult { result_id: id(HBA1C) })).draw()
            }),
        ],
    )
}

fn vitals() -> Story {
    page(
        "page-vitals",
        "Vital signs",
        "The newest value of each kind, and its course.",
        vec![
            State::new("full", "With values", || patient("/record/vitals").draw()),
            State::new("empty", "Without any", || {
                patient("/record/vitals").but(|it| it.give(&ListVitals {}, Vitals::default())).draw()
            }),
        ],
    )
}

fn medicines() -> Story {
    page(
        "page-medicines",
        "Medicines",
        "What is taken now and how, then what was taken before.",
        vec![
            State::new("full", "With medicines", || patient("/record/medicines").draw()),
            State::new("empty", "Without any", || {
                patient("/record/medicines").but(|it| it.give(&ListMedications {}, Medications::default())).draw()
            }),
        ],
    )
}

fn conditions() -> Story {
    page(
        "page-conditions",
        "Conditions",
        "What is active, then what is over.",
        vec![
            State::new("full", "With conditions", || patient("/record/conditions").draw()),
            State::new("empty", "Without any", || {
                patient("/record/conditions").but(|it| it.give(&ListConditions {}, Conditions::default())).draw()
            }),
        ],
    )
}

fn allergies() -> Story {
    page(
        "page-allergies",
        "Allergies",
        "The dangerous ones first. To have none known is not the same as an empty list.",
        vec![
            State::new("full", "With allergies", || patient("/record/allergies").draw()),
            State::new("none-known", "None known", || {
                let none = Allergies { none_known: true, ..Allergies::default() };
                patient("/record/allergies").but(|it| it.give(&ListAllergies {}, none)).draw()
            }),
            State::new("empty", "Without any", || {
                patient("/record/allergies").but(|it| it.give(&ListAllergies {}, Allergies::default())).draw()
            }),
        ],
    )
}

fn immunizations() -> Story {
    page(
        "page-immunizations",
        "Immunizations",
        "The newest first; what was not given says so.",
        vec![
            State::new("full", "With immunizations", || patient("/record/immunizations").draw()),
            State::new("empty", "Without any", || {
                patient("/record/immunizations")
                    .but(|it| it.give(&ListImmunizations {}, Immunizations::default()))
                    .draw()
            }),
        ],
    )
}

fn visits() -> Story {
    page(
        "page-visits",
        "Visits",
        "Those to come, then those that were.",
        vec![
            State::new("full", "With visits", || patient("/record/visits").draw()),
            State::new("empty", "Without any", || {
                patient("/record/visits").but(|it| it.give(&ListVisits {}, Visits::default())).draw()
            }),
        ],
    )
}
