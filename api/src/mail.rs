//! Mail: what is told to the owner of an account, and how it leaves.
//!
//! A [`notice`] is queued inside the transaction of what it tells ([`crate::store::outbox`]). The [`worker`] takes what is due,
//! writes a [`letter`] in the owner's language and hands it to the [`post`]: a mail server, or a folder. Which of them is said in the
//! [`setup`]. No mail holds health data, and none holds a link that signs anybody in: mail proves nothing by itself.

pub mod letter;
pub mod notice;
pub mod post;
pub mod setup;
pub mod texts;
pub mod worker;
