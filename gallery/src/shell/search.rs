//! Finds stories, their states, components, foundations and tokens. `/` comes here from anywhere.

use leptos::{ev, html, prelude::*};

use crate::{address::Address, changes, facts, foundations, stories};

/// Something that can be found.
struct Found {
    /// Where it is.
    story: &'static str,
    state: Option<&'static str>,
    /// Its name, and what it is.
    title: String,
    what: &'static str,
    /// In small letters, what is searched.
    text: String,
}

impl Found {
    fn new(story: &'static str, state: Option<&'static str>, title: String, what: &'static str, more: &str) -> Self {
        let text = [&title, " ", what, " ", more].concat().to_lowercase();
        Self { story, state, title, what, text }
    }
}

/// How many finds are listed.
const MOST: usize = 12;

fn everything() -> Vec<Found> {
    let mut all = Vec::new();
    for story in stories::all() {
        all.push(Found::new(story.id, None, story.title.to_owned(), "story", story.about));
        for component in story.components.iter().filter(|name| **name != story.title) {
            let doc = facts::component(component).map_or("", |component| component.doc);
            all.push(Found::new(story.id, None, (*component).to_owned(), "component", doc));
        }
        for state in &story.states {
            let title = [story.title, ": ", state.title].concat();
            all.push(Found::new(story.id, Some(state.id), title, "state", state.id));
        }
    }
    for (id, title, about) in foundations::ALL {
        all.push(Found::new(foundations::ID, Some(id), (*title).to_owned(), "foundation", about));
    }
    for token in facts::TOKENS {
        let page = foundations::page_of_token(token.name);
        all.push(Found::new(foundations::ID, Some(page), ["--", token.name].concat(), "token", token.value));
    }
    all.push(Found::new(
        changes::ID,
        None,
        "What changed".to_owned(),
        "page",
        "screenshots visual comparison before after",
    ));
    all
}

/// What holds all words, the best first: names that begin so before names that hold it before texts that do.
fn find<'a>(all: &'a [Found], words: &str) -> Vec<&'a Found> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> =
        all.iter().filter(|it| words.split_whitespace().all(|word| it.text.contains(word))).collect();
    found.sort_by_key(|it| {
        let title = it.title.to_lowercase();
        (!title.starts_with(&words), !title.contains(&words), it.what == "state")
    });
    found.truncate(MOST);
    found
}

/// Draws the field and what it finds.
pub(super) fn draw(address: Memo<Address>) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let words = RwSignal::new(String::new());
    let all = StoredValue::new(everything());
    let _listener = window_event_listener(ev::keydown, move |event| {
        let typing = document()
            .active_element()
            .is_some_and(|it| matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if event.key() == "/"
            && !typing
            && !event.ctrl_key()
            && !event.meta_key()
            && !event.alt_key()
            && let Some(field) = field.get_untracked()
        {
            event.prevent_default();
            // Fails only on an element that is gone.
            let _ = field.focus();
        }
    });
    Effect::new(move || {
        address.track();
        words.set(String::new());
    });
    let results = move || {
        let typed = words.get();
        all.with_value(|all| {
            find(all, &typed)
                .into_iter()
                .map(|it| {
                    let href = address.with_untracked(|now| now.to(it.story, it.state).hash());
                    view! {
                        <li>
                            <a href=href>
                                <span>{it.title.clone()}</span>
                                <span class="gallery-what">{it.what}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let count = move || {
        let typed = words.get();
        if typed.trim().is_empty() {
            return String::new();
        }
        match all.with_value(|all| find(all, &typed).len()) {
            0 => "Nothing found. Try another word.".to_owned(),
            1 => "1 found".to_owned(),
            MOST => format!("The first {MOST}"),
            count => format!("{count} found"),
        }
    };
    view! {
        <search class="gallery-search">
            <label for="gallery-search">"Search"</label>
            <input
                id="gallery-search"
                type="search"
                autocomplete="off"
                aria-keyshortcuts="/"
                node_ref=field
                prop:value=words
                on:input=move |event| words.set(event_target_value(&event))
            />
            <div class="gallery-found" class:gallery-found-open=move || !words.with(|words| words.trim().is_empty())>
                <p role="status">{count}</p>
                <ul role="list" aria-label="Found">
                    {results}
                </ul>
            </div>
        </search>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{everything, find};

    #[test]
    fn a_component_is_found_by_its_name() {
        let all = everything();
        let found = find(&all, "flagchip");
        assert_eq!(found.first().map(|it| it.story), Some("flag-chip"));
    }

    #[test]
    fn a_story_stands_before_its_states() {
        let all = everything();
        let found = find(&all, "button");
        assert_eq!(found.first().map(|it| (it.story, it.what)), Some(("button", "story")));
    }

    #[test]
    fn states_foundations_and_tokens_are_found() {
        let all = everything();
        for (words, what) in [("button busy", "state"), ("contrast colour", "foundation"), ("--paper", "token")] {
            assert!(find(&all, words).iter().any(|it| it.what == what), "{words}");
        }
    }

    #[test]
    fn no_words_find_nothing() {
        assert!(find(&everything(), "  ").is_empty());
    }
}
