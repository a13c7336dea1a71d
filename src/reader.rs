//! How the reader wants the portal: language, easy read, colours. Chosen on this device or with the account, and followed
//! by everything that is drawn.

use leptos::prelude::*;
use salus_protocol::preferences::{Preferences, SavePreferences};

use crate::{
    browser::reading,
    client::{Client, ClientError, texts},
    texts::Locale,
};

/// The reader's wishes; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Reader {
    preferences: RwSignal<Preferences>,
    /// Counts how often the language has changed: what is drawn follows it.
    edition: RwSignal<u32>,
    /// Whether the choice was made here during this visit: then it goes to the account, and not the other way.
    chosen_here: StoredValue<bool>,
    /// Whether the page says that the choice is kept.
    saved: RwSignal<bool>,
}

impl Reader {
    /// Begins as this device shows the portal.
    #[must_use]
    pub fn new() -> Self {
        let preferences = reading::begin();
        reading::wear(preferences.easy_read, preferences.appearance);
        Self {
            preferences: RwSignal::new(preferences),
            edition: RwSignal::new(0),
            chosen_here: StoredValue::new(false),
            saved: RwSignal::new(false),
        }
    }

    /// What the reader wants. Tracked.
    #[must_use]
    pub fn preferences(self) -> Preferences {
        self.preferences.get()
    }

    /// Has what calls it run again whenever all texts change.
    pub fn follow_texts(self) {
        self.edition.track();
    }

    /// Whether easy read is on. Tracked.
    #[must_use]
    pub fn is_easy(self) -> bool {
        self.preferences.with(|preferences| preferences.easy_read)
    }

    /// Takes over a choice that the reader makes here, and keeps it: on this device, and with the account of a person who is
    /// signed in.
    ///
    /// # Errors
    /// [`ClientError`] where the language cannot be loaded or the account cannot be reached. Then nothing has changed.
    pub async fn choose(self, wanted: Preferences, account: Option<Client>) -> Result<(), ClientError> {
        if let Some(client) = account {
            client.call(&SavePreferences {}, &wanted).await?;
        }
        self.chosen_here.set_value(account.is_none());
        self.follow(wanted).await
    }

    /// Notes whether a choice was kept just now.
    pub fn note_saved(self, saved: bool) {
        self.saved.set(saved);
    }

    /// Whether a choice was kept just now. Tracked.
    #[must_use]
    pub fn saved(self) -> bool {
        self.saved.get()
    }

    /// A person has signed in: the portal becomes as it is kept with the account, unless something else was chosen here just
    /// before. An account that never chose, `None`, learns how this device shows the portal.
    pub async fn welcome(self, kept: Option<Preferences>, client: Client) {
        let chosen_here = self.chosen_here.get_value();
        self.chosen_here.set_value(false);
        let here = self.preferences.get_untracked();
        if let Some(kept) = kept.filter(|_| !chosen_here) {
            let kept = Preferences { language: kept.language.or(here.language), ..kept };
            // Without the file of the language the page stays as it is, which can be read.
            let _ = self.follow(kept).await;
        } else {
            // The choice holds on this device in any case.
            let _ = client.call(&SavePreferences {}, &here).await;
        }
    }

    /// Shows everything in this way from now on.
    async fn follow(self, wanted: Preferences) -> Result<(), ClientError> {
        let before = self.preferences.get_untracked();
        let locale = wanted.language.map_or_else(crate::texts::locale, Locale::from);
        texts::load(locale, wanted.easy_read).await?;
        reading::wear(wanted.easy_read, wanted.appearance);
        reading::keep(wanted);
        self.preferences.set(wanted);
        if before.language != wanted.language || before.easy_read != wanted.easy_read {
            self.edition.update(|edition| *edition += 1);
        }
        Ok(())
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

/// The reader of this app.
#[must_use]
pub fn use_reader() -> Reader {
    expect_context::<Reader>()
}
