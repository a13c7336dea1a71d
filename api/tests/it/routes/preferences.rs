//! How people want the portal.

mod save;
