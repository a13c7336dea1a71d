//! Tolerant readers: one resource in, what a person needs to know out.
//!
//! A reader takes what it understands and leaves the rest; one odd element never hides another. Nothing is invented: what
//! the source does not say stays `None`. Narratives (`text.div`) are never read.

pub mod allergy;
pub mod condition;
pub mod date;
pub mod dosage;
pub mod figure;
pub mod identifiers;
pub mod immunization;
pub mod interpretation;
pub mod links;
pub mod loinc;
pub mod medication;
pub mod name;
pub mod observation;
pub mod patient;
pub mod range;
pub mod report;
pub mod units;
pub mod value;
pub mod visit;
pub mod words;
