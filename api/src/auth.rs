//! Proof of who is there: cookies and sessions ([`cookies`], [`guard`]); passwords, passkeys and codes beside them.
//!
//! A handler names in its parameters what must have been proved; asking for the type *is* the check. The types can be made
//! only here.

pub mod cookies;
pub mod guard;
