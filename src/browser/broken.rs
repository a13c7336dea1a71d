//! The last resort: the program has stopped, and a person is still looking at the page.

use crate::text;

/// Has a page with a way out shown when the program panics. The cause goes to the console; it holds no health data, because
/// it is a line of the source.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_2(&"Salus stopped at".into(), &place.into());
        // Built by hand, because what draws pages is what has stopped.
        let _ = show();
    }));
}

/// Replaces the page by a title, a sentence and a button that loads it again.
fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let body = document.body()?;
    let element = |name: &str, class: &str, text: &str| {
        let element = document.create_element(name).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let main = element("main", "page page-narrow stack", "")?;
    main.append_child(&*element("h1", "", text!(common.broken_title))?).ok()?;
    main.append_child(&*element("p", "", text!(common.broken_text))?).ok()?;
    let again = element("a", "button button-primary", text!(common.broken_reload))?;
    again.set_attribute("href", "").ok()?;
    main.append_child(&again).ok()?;
    body.set_text_content(None);
    body.append_child(&main).ok()?;
    Some(())
}
