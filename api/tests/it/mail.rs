//! Mail on its way: kept until it is taken, sent by one of many, sealed while it waits.

mod outbox;
mod smtp;
