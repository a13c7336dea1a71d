//! What a page shows of something far away: on its way, here, or not to be had.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{Endpoint, endpoint::Nothing};

use super::{Client, ClientError, use_client};

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteState<T> {
    /// On its way for the first time.
    Loading,
    /// Here; with the reason why the newest attempt to load it again failed, if it did.
    Here(T, Option<ClientError>),
    /// Not to be had.
    Failed(ClientError),
}

type Fetch<T> = Rc<dyn Fn(Client) -> Pin<Box<dyn Future<Output = Result<T, ClientError>>>>>;

/// Something far away that a page shows. Loaded when it is made, and again when asked; what is here stays in view while it is
/// loaded again.
pub struct Remote<T: 'static> {
    state: RwSignal<RemoteState<T>>,
    fetch: StoredValue<Fetch<T>, LocalStorage>,
    client: Client,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Remote<T> {
    /// Asks for the reply of an operation that only reads.
    #[must_use]
    pub fn read<E>(endpoint: E) -> Self
    where
        E: Endpoint<Body = Nothing, Reply = T> + Clone + 'static,
    {
        Self::ask(endpoint, Nothing {})
    }

    /// The same for an operation that takes a question with it.
    #[must_use]
    pub fn ask<E>(endpoint: E, question: E::Body) -> Self
    where
        E: Endpoint<Reply = T> + Clone + 'static,
        E::Body: Clone,
    {
        let fetch: Fetch<T> = Rc::new(move |client| {
            let (endpoint, question) = (endpoint.clone(), question.clone());
            Box::pin(async move { client.call(&endpoint, &question).await })
        });
        let remote = Self {
            state: RwSignal::new(RemoteState::Loading),
            fetch: StoredValue::new_local(fetch),
            client: use_client(),
        };
        remote.load();
        remote
    }

    /// Asks again. What is here stays until the answer comes.
    pub fn load(self) {
        let Some(fetch) = self.fetch.try_get_value() else { return };
        let client = self.client;
        spawn_local(async move {
            let answer = fetch(client).await;
            // The page may be gone by now; then there is nobody to tell.
            self.state.try_update(|state| match answer {
                Ok(value) => *state = RemoteState::Here(value, None),
                Err(error) => match state {
                    RemoteState::Here(_, failure) => *failure = Some(error),
                    _ => *state = RemoteState::Failed(error),
                },
            });
        });
    }

    /// Asks again after a failure, and shows that it is on its way.
    pub fn retry(self) {
        self.state.set(RemoteState::Loading);
        self.load();
    }

    /// Takes over a newer value that another operation has brought.
    pub fn set(self, value: T) {
        self.state.set(RemoteState::Here(value, None));
    }

    /// How far it is. Tracked.
    #[must_use]
    pub fn state(self) -> RemoteState<T> {
        self.state.get()
    }

    /// Looks at the value, if it is here. Tracked.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.state.with(|state| match state {
            RemoteState::Here(value, _) => Some(look(value)),
            _ => None,
        })
    }
}
