//! FHIR, and the only reader of it: files in, what a person needs to know out.
//!
//! [`source`] reads files of any shape. [`owner`] says whose a resource is. [`read`] holds one tolerant reader for each
//! thing in the record; [`views`] puts a patient's record together from all of their resources. Nothing here knows the store.

pub mod entry;
pub mod node;
pub mod owner;
pub mod read;
pub mod reference;
pub mod source;
pub mod views;
