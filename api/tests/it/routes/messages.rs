//! Messages: the patient's conversations with the care team.

mod keeping;
mod listing;
mod sending;

use salus_protocol::{
    Nothing, Sample,
    ids::ThreadId,
    messages::{GetThread, NewReply, NewThread, Reply, StartThread, Thread, Topic},
    staff::StaffReply,
    words::{IdempotencyKey, MessageBody, Subject},
};

use crate::harness::Person;

/// A key for one attempt to send.
pub(crate) fn key(number: u32) -> IdempotencyKey {
    IdempotencyKey::parse(&format!("attempt-{number:012}")).unwrap()
}

/// A question, sent by its number-th attempt.
pub(crate) fn question(number: u32, body: &str) -> NewThread {
    NewThread {
        subject: Subject::parse("Metformin and stomach ache").unwrap(),
        topic: Topic::Medicines,
        body: MessageBody::parse(body).unwrap(),
        about: None,
        key: key(number),
    }
}

/// A reply, sent by its number-th attempt.
pub(crate) fn reply(number: u32, body: &str) -> NewReply {
    NewReply { body: MessageBody::parse(body).unwrap(), key: key(number) }
}

impl Person {
    /// Starts a conversation by an attempt of this number.
    pub(crate) async fn asks(&mut self, number: u32) -> Thread {
        self.call(StartThread {}, NewThread { key: key(number), about: None, ..NewThread::sample() }).await.ok()
    }

    /// Writes once more in a conversation.
    pub(crate) async fn asks_again(&mut self, thread: &Thread, number: u32) -> Thread {
        self.call(Reply { thread_id: thread.id.clone() }, reply(number, "And one more thing.")).await.ok()
    }

    /// Answers as a member of the care team.
    pub(crate) async fn answers(&mut self, thread: &Thread, number: u32) {
        self.call(StaffReply { thread_id: thread.id.clone() }, reply(number, "Take it with food.")).await.ok();
    }

    /// Reads one of their conversations.
    pub(crate) async fn reads(&mut self, thread_id: &ThreadId) -> Thread {
        self.call(GetThread { thread_id: thread_id.clone() }, Nothing {}).await.ok()
    }
}
