//! The server: what answers the portal.
//!
//! A request comes in at [`routes`], which knows HTTP and the wire. Who is there is proved in [`auth`]; what follows from
//! that is decided in [`domain`], which knows neither; [`store`] holds the only SQL and hands a patient's rows only to proof;
//! [`crypto`] makes and opens ciphertext; [`mail`] tells owners what happened to their accounts; [`fhir`] alone reads FHIR, for
//! [`import`]. [`checkpoints`] keeps proofs of the access log outside of the database. Time and randomness arrive through
//! [`world`]. [`serving`] takes connections, encrypted by [`tls`] where there is a certificate; [`cli`] puts the program together.

pub mod app;
pub mod auth;
pub mod checkpoints;
pub mod cli;
pub mod crypto;
pub mod domain;
pub mod error;
pub mod events;
pub mod fhir;
pub mod import;
pub mod links;
pub mod mail;
pub mod routes;
pub mod running;
pub mod serving;
pub mod settings;
pub mod store;
pub mod tls;
pub mod web;
pub mod world;
