//! What a screen reader says aloud without moving the focus: one polite live region for the whole portal.

use leptos::prelude::*;

/// The region's text; lives in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Makes the announcer of an app.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Says a sentence as soon as the reader is silent.
    pub fn say(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        // The same sentence twice would be no change and stay unsaid; a no-break space makes it one.
        self.0.update(|said| {
            *said = if *said == sentence { format!("{sentence}\u{a0}") } else { sentence };
        });
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// The announcer of this app.
#[must_use]
pub fn use_announcer() -> Announcer {
    expect_context::<Announcer>()
}

/// The live region. It stands in the page from the start: a region that arrives together with its text is often not read.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            {move || announcer.0.get()}
        </div>
    }
}
