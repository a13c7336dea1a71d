//! The wire: what the portal and the server say to each other.
//!
//! Each operation is a type ([`Endpoint`]) with its method, its path, who may call it, its body and its reply. The
//! server mounts the pattern, the portal calls the path, and the compiler holds both to the same reply. Words with
//! rules ([`words`]) are parsed once, here, so that a form shows the reason for refusal that the server would give.
//!
//! The crate has no I/O, no async and no framework; it compiles for the browser and for the server.
//!
//! Read in this order: [`endpoint`], [`error`], [`words`], [`ids`], [`time`], then the areas as a patient meets them:
//! [`session`], [`sign_in`], [`activation`], [`preferences`], [`home`], [`record`], [`messages`], [`feedback`],
//! [`security`], [`log_chain`], [`proof`], [`recovery`], [`staff`], [`protection`]. [`catalogue`] lists every endpoint with one sample of each body and reply.

pub mod endpoint;
pub mod error;
pub mod ids;
pub mod time;
pub mod words;

pub mod activation;
pub mod events;
pub mod feedback;
pub mod home;
pub mod log_chain;
pub mod messages;
pub mod preferences;
pub mod proof;
pub mod protection;
pub mod record;
pub mod recovery;
pub mod security;
pub mod session;
pub mod sign_in;
pub mod staff;

pub mod catalogue;
pub mod sample;

pub use endpoint::{Access, Done, Endpoint, Method, Nothing};
pub use error::{ApiError, ErrorCode, FieldError};
pub use sample::Sample;
