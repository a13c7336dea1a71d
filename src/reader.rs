//! How the reader wants the portal: language, easy read, colours. Chosen on this device or with the account, and followed
//! by everything that is drawn.

use leptos::prelude::*;
use salus_protocol::preferences::{Language, Preferences, SavePreferences};

use crate::{
    browser::reading,
    client::{Client, ClientError, texts},
    texts::Locale,
};

/// How much a guest has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    /// Nothing.
    Nothing,
    /// Nothing, but the address asked for a language: it holds for this visit.
    Asked,
    /// A language, and nothing else.
    Language,
    /// Everything.
    Everything,
}

/// What holds after a person has signed in, from what this device shows and what the account keeps; and whether the account
/// has to learn it.
fn agreed(here: Preferences, chosen: Chosen, kept: Option<Preferences>) -> (Preferences, bool) {
    match (kept, chosen) {
        (None, _) | (Some(_), Chosen::Everything) => (here, true),
        (Some(kept), Chosen::Language) => (Preferences { language: here.language, ..kept }, true),
        (Some(kept), Chosen::Asked) => (Preferences { language: here.language, ..kept }, false),
        (Some(kept), Chosen::Nothing) => (Preferences { language: kept.language.or(here.language), ..kept }, false),
    }
}

/// The reader's wishes; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Reader {
    preferences: RwSignal<Preferences>,
    /// Counts how often the language has changed: what is drawn follows it.
    edition: RwSignal<u32>,
    /// Counts the choices, so that of two quick ones the last one holds.
    turn: StoredValue<u32>,
    /// What was chosen during this visit before signing in: that goes to the account, and not the other way.
    chosen_here: StoredValue<Chosen>,
    /// Whether the page says that the choice is kept.
    saved: RwSignal<bool>,
}

impl Reader {
    /// Begins as this device shows the portal.
    #[must_use]
    pub fn new() -> Self {
        let (preferences, is_asked) = reading::begin();
        let chosen = if is_asked { Chosen::Asked } else { Chosen::Nothing };
        reading::wear(preferences.easy_read, preferences.appearance);
        Self {
            preferences: RwSignal::new(preferences),
            edition: RwSignal::new(0),
            turn: StoredValue::new(0),
            chosen_here: StoredValue::new(chosen),
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
    /// [`ClientError`] where the language cannot be loaded; then nothing has changed. The same where the account cannot be
    /// reached; then the choice holds on this device.
    pub async fn choose(self, wanted: Preferences, account: Option<Client>) -> Result<(), ClientError> {
        self.follow(wanted).await?;
        if let Some(client) = account {
            client.call(&SavePreferences {}, &wanted).await?;
        } else {
            self.chosen_here.set_value(Chosen::Everything);
        }
        Ok(())
    }

    /// Takes over a language that a guest chooses, and nothing else.
    ///
    /// # Errors
    /// [`ClientError`] where the language cannot be loaded; then nothing has changed.
    pub async fn choose_language(self, language: Language) -> Result<(), ClientError> {
        let wanted = Preferences { language: Some(language), ..self.preferences.get_untracked() };
        self.follow(wanted).await?;
        if self.chosen_here.get_value() != Chosen::Everything {
            self.chosen_here.set_value(Chosen::Language);
        }
        Ok(())
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

    /// A person has signed in: the portal becomes as it is kept with the account, `None` for one that never chose; what was
    /// chosen here just before goes to the account.
    pub async fn welcome(self, kept: Option<Preferences>, client: Client) {
        let spoken = crate::texts::locale().language();
        let now = self.preferences.get_untracked();
        // What an invitation or the browser asked for counts for an account that never chose.
        let here = Preferences { language: now.language.or(spoken), ..now };
        let (wanted, is_news) = agreed(here, self.chosen_here.get_value(), kept);
        self.chosen_here.set_value(Chosen::Nothing);
        // Without the file of the language the page stays as it is, which can be read.
        if self.follow(wanted).await.is_ok() && is_news {
            // Without an answer the choice holds on this device, and the account learns it another time.
            let _ = client.call(&SavePreferences {}, &wanted).await;
        }
    }

    /// Shows everything in this way from now on.
    async fn follow(self, wanted: Preferences) -> Result<(), ClientError> {
        let before = self.preferences.get_untracked();
        let locale = wanted.language.map_or_else(crate::texts::locale, Locale::from);
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        let is_last = move || self.turn.get_value() == turn;
        texts::load(locale, wanted.easy_read, is_last).await?;
        if !is_last() {
            return Ok(());
        }
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

#[cfg(test)]
mod tests {
    use salus_protocol::preferences::Appearance;

    use super::*;

    const HERE: Preferences =
        Preferences { language: Some(Language::Ar), easy_read: false, appearance: Appearance::System };
    const KEPT: Preferences =
        Preferences { language: Some(Language::En), easy_read: true, appearance: Appearance::Dark };

    #[test]
    fn the_account_decides_where_nothing_was_chosen_here() {
        assert_eq!(agreed(HERE, Chosen::Nothing, Some(KEPT)), (KEPT, false));
        let silent = Preferences { language: None, ..KEPT };
        assert_eq!(
            agreed(HERE, Chosen::Nothing, Some(silent)),
            (Preferences { language: HERE.language, ..KEPT }, false)
        );
    }

    #[test]
    fn a_language_chosen_at_the_door_leaves_easy_read_and_colours_as_they_are_kept() {
        assert_eq!(
            agreed(HERE, Chosen::Language, Some(KEPT)),
            (Preferences { language: Some(Language::Ar), ..KEPT }, true)
        );
    }

    #[test]
    fn a_language_that_the_address_asked_for_holds_for_this_visit_and_changes_no_account() {
        assert_eq!(
            agreed(HERE, Chosen::Asked, Some(KEPT)),
            (Preferences { language: Some(Language::Ar), ..KEPT }, false)
        );
    }

    #[test]
    fn what_was_chosen_here_goes_to_the_account() {
        assert_eq!(agreed(HERE, Chosen::Everything, Some(KEPT)), (HERE, true));
    }

    #[test]
    fn an_account_that_never_chose_learns_how_this_device_shows_the_portal() {
        assert_eq!(agreed(HERE, Chosen::Nothing, None), (HERE, true));
    }
}
