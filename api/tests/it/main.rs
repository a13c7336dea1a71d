//! The server, spoken to over HTTP as a person would.
