//! The stage: a place to mount on, and the hands and eyes of a person.

use js_sys::{Promise, Reflect};
use leptos::{mount::mount_to, prelude::*};
use salus_portal::app::App;
use salus_protocol::{ApiError, ErrorCode, Sample};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

/// What is mounted for one test; taken down at its end, also when it fails.
pub(crate) struct Stage {
    place: HtmlElement,
    mounted: Option<Box<dyn std::any::Any>>,
}

impl Stage {
    /// Mounts something on an empty stage.
    pub(crate) fn set<V: IntoView + 'static>(scene: impl FnOnce() -> V + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let mounted = mount_to(place.clone(), scene);
        Self { place, mounted: Some(Box::new(mounted)) }
    }

    /// Whether something is on the stage.
    pub(crate) fn has(&self, selector: &str) -> bool {
        self.place.query_selector(selector).unwrap().is_some()
    }

    /// The one thing that a selector finds.
    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        self.place
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("nothing on the stage is {selector}: {}", self.text()))
            .unchecked_into()
    }

    /// The button with these words.
    pub(crate) fn button(&self, words: &str) -> HtmlElement {
        self.find_button(words).unwrap_or_else(|| panic!("no button says {words}: {}", self.text()))
    }

    fn find_button(&self, words: &str) -> Option<HtmlElement> {
        let buttons = self.place.query_selector_all("button").unwrap();
        (0..buttons.length())
            .filter_map(|place| buttons.get(place))
            .map(JsCast::unchecked_into::<HtmlElement>)
            .find(|button| button.inner_text().trim() == words)
    }

    /// Presses the button with these words, once it is there and not at work.
    pub(crate) async fn presses(&self, words: &str) {
        until(|| self.find_button(words).is_some(), || format!("no button says {words}: {}", self.text())).await;
        self.button(words).click();
    }

    /// Types into a field, in place of what is there, and leaves it.
    pub(crate) fn write(&self, selector: &str, text: &str) {
        let field = self.find(selector);
        Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        for event in ["input", "change"] {
            field.dispatch_event(&web_sys::Event::new_with_event_init_dict(event, &options).unwrap()).unwrap();
        }
    }

    /// What stands in a field.
    pub(crate) fn value(&self, selector: &str) -> String {
        Reflect::get(&self.find(selector), &"value".into()).unwrap().as_string().unwrap_or_default()
    }

    /// Everything that can be read.
    pub(crate) fn text(&self) -> String {
        self.place.inner_text()
    }

    /// Waits until words can be read.
    pub(crate) async fn sees(&self, words: &str) {
        until(|| self.text().contains(words), || format!("never saw {words:?} in: {}", self.text())).await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.mounted.take();
        self.place.remove();
    }
}

/// What describes an element, as a screen reader reads it: the texts that `aria-describedby` names.
pub(crate) fn description(element: &Element) -> Vec<String> {
    element
        .get_attribute("aria-describedby")
        .unwrap_or_default()
        .split_whitespace()
        .map(|id| {
            let part = document().get_element_by_id(id).unwrap_or_else(|| panic!("no element has the id {id}"));
            part.text_content().unwrap_or_default()
        })
        .collect()
}

/// Opens the portal at an address.
pub(crate) fn open(path: &str) -> Stage {
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(path)).unwrap();
    Stage::set(|| view! { <App /> })
}

/// What the server would send.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// What the server would send where it refuses.
pub(crate) fn refusal(code: ErrorCode) -> String {
    json(&ApiError { code, fields: Vec::new(), ..ApiError::sample() })
}

/// Which element has the focus, by its id, or by its name where it has none.
pub(crate) fn focused() -> String {
    let element = document().active_element().unwrap();
    if element.id().is_empty() { element.text_content().unwrap_or_default() } else { element.id() }
}

/// Waits for a condition, frame by frame, for about ten seconds.
pub(crate) async fn until(condition: impl Fn() -> bool, otherwise: impl Fn() -> String) {
    for _ in 0..600 {
        if condition() {
            return;
        }
        frame().await;
    }
    panic!("{}", otherwise());
}

/// Waits until the browser has drawn once more.
pub(crate) async fn frame() {
    let promise = Promise::new(&mut |done, _| {
        window().request_animation_frame(&done).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Puts a style sheet of the portal on the page.
pub(crate) fn wear(css: &str) {
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some(css));
    document().head().unwrap().append_child(&style).unwrap();
}

/// Calls a method of an element that has no binding yet.
pub(crate) fn call(element: &Element, method: &str) {
    let function: js_sys::Function = Reflect::get(element, &method.into()).unwrap().unchecked_into();
    function.call0(element).unwrap();
}

/// Answers what the portal asks for: pairs of method and path with status and body. Everything else fails as it does without
/// a network.
pub(crate) fn answer(answers: &[(&str, u16, String)]) {
    let table = js_sys::Object::new();
    for (what, status, body) in answers {
        let answer = js_sys::Array::of2(&JsValue::from(*status), &JsValue::from_str(body));
        Reflect::set(&table, &JsValue::from_str(what), &answer).unwrap();
    }
    Reflect::set(&window(), &"answers".into(), &table).unwrap();
    js_sys::eval(
        "window.sent = [];
        window.later = {};
        window.fetch = (request) => {
            if (request.method !== 'GET') request.clone().text().then((body) => window.sent.push(body));
            const what = `${request.method} ${new URL(request.url).pathname}`;
            const hit = window.answers[what];
            if (window.later[what]) window.answers[what] = window.later[what];
            if (!hit) return Promise.reject(new TypeError('no network'));
            return Promise.resolve(new Response(hit[1], { status: hit[0] }));
        };
        window.lines = [];
        window.EventSource = class extends EventTarget {
            constructor() { super(); window.lines.push(this); }
            close() {}
        };",
    )
    .unwrap();
}

/// What the same is answered with from the second time on.
pub(crate) fn answer_later(what: &str, status: u16, body: &str) {
    let later = Reflect::get(&window(), &"later".into()).unwrap();
    let answer = js_sys::Array::of2(&JsValue::from(status), &JsValue::from_str(body));
    Reflect::set(&later, &JsValue::from_str(what), &answer).unwrap();
}

/// Tells the open pages something over the line of live events.
pub(crate) fn tell(kind: &str, data: &str) {
    let lines: js_sys::Array = Reflect::get(&window(), &"lines".into()).unwrap().unchecked_into();
    for line in lines.iter() {
        let options = web_sys::MessageEventInit::new();
        options.set_data(&data.into());
        let event = web_sys::MessageEvent::new_with_event_init_dict(kind, &options).unwrap();
        line.unchecked_into::<web_sys::EventTarget>().dispatch_event(&event).unwrap();
    }
}

/// The bodies that the portal has sent and in which these words stand, oldest first.
pub(crate) fn sent(words: &str) -> Vec<String> {
    let sent: js_sys::Array = Reflect::get(&window(), &"sent".into()).unwrap().unchecked_into();
    sent.iter().filter_map(|body| body.as_string()).filter(|body| body.contains(words)).collect()
}
