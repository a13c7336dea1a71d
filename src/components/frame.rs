//! What stands around every page.

use leptos::{children::ViewFnOnce, prelude::*};

use super::{
    element::focus_by_id,
    icon::{Icon, IconName},
    logo::Logo,
};

/// The line that is always first: what to do in an emergency.
#[component]
pub fn EmergencyBar(
    /// What it is about, for example "Emergency".
    #[prop(into)]
    label: Signal<String>,
    /// The words before the link.
    #[prop(into)]
    before: Signal<String>,
    /// The link, for example "Call 112".
    #[prop(into)]
    link_text: Signal<String>,
    /// The number to call, as `tel:`.
    #[prop(into)]
    href: Signal<String>,
    /// The words after the link.
    #[prop(into)]
    after: Signal<String>,
) -> impl IntoView {
    view! {
        <aside class="emergency" aria-label=label>
            {before} " " <a href=href>{link_text}</a> " " {after}
        </aside>
    }
    .into_any()
}

/// A place that can be reached from everywhere.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its address.
    pub href: String,
    /// Its name, one word if possible.
    pub label: String,
    /// Its icon.
    pub icon: IconName,
    /// How many things wait there; nothing is shown for none.
    pub count: Signal<u32>,
    /// The same in words, for example "2 unread conversations".
    pub count_text: Signal<String>,
}

/// The frame of a page: the way past everything to the matter, the emergency line, the head, the places, the page.
///
/// The places are five tabs at the thumb on a phone and a rail on a wide screen. Without places (before somebody has
/// signed in) there is neither.
#[component]
pub fn AppFrame(
    /// The page.
    children: Children,
    /// The emergency line: an [`EmergencyBar`].
    #[prop(into)]
    emergency: ViewFnOnce,
    /// The way past everything, for example "Skip to the main content".
    #[prop(into)]
    skip_text: Signal<String>,
    /// The name beside the mark.
    #[prop(into)]
    name: Signal<String>,
    /// Where the mark leads.
    #[prop(into)]
    home_href: Signal<String>,
    /// The places; none before somebody has signed in.
    #[prop(into)]
    nav: Signal<Vec<NavItem>>,
    /// What the list of places is called.
    #[prop(into)]
    nav_label: Signal<String>,
    /// The address of the place the page belongs to.
    #[prop(into)]
    current: Signal<String>,
    /// What stands at the end of the head: help, the person's menu.
    #[prop(optional, into)]
    header: ViewFnOnce,
    /// What stands below the page.
    #[prop(optional, into)]
    footer: ViewFnOnce,
    /// Whether the page may use up to 1,600 px: the care team's pages.
    #[prop(optional, into)]
    wide: Signal<bool>,
) -> impl IntoView {
    let signed_in = Memo::new(move |_| nav.with(|nav| !nav.is_empty()));
    let skip = |event: leptos::ev::MouseEvent| {
        // A router would take the jump for a new page and leave the focus where it is.
        event.prevent_default();
        event.stop_propagation();
        focus_by_id("main");
    };
    let places = move || nav.get().into_iter().map(|item| draw_place(item, current)).collect_view();
    view! {
        <div class="frame" class:frame-with-nav=signed_in class:frame-wide=wide>
            <a class="skip" href="#main" on:click=skip>
                {skip_text}
            </a>
            {emergency.run()}
            <header class="top">
                <a class="top-mark" href=home_href>
                    <Logo name />
                </a>
                <div class="top-end">{header.run()}</div>
            </header>
            {move || {
                signed_in
                    .get()
                    .then(|| {
                        view! {
                            <nav class="places" aria-label=nav_label>
                                <ul class="places-list" role="list">
                                    {places}
                                </ul>
                            </nav>
                        }
                    })
            }}
            <main class="page" id="main" tabindex="-1">
                {children()}
            </main>
            <footer class="foot">{footer.run()}</footer>
        </div>
    }
    .into_any()
}

fn draw_place(item: NavItem, current: Signal<String>) -> AnyView {
    let NavItem { href, label, icon, count, count_text } = item;
    let here = {
        let href = href.clone();
        move || current.with(|current| *current == href).then_some("page")
    };
    view! {
        <li>
            <a class="place" href=href aria-current=here>
                <span class="place-icon"><Icon name=icon /></span>
                <span class="place-label">{label}</span>
                {move || {
                    (count.get() > 0)
                        .then(|| {
                            view! {
                                <span class="place-count">
                                    <span aria-hidden="true">{move || shortened(count.get())}</span>
                                    <span class="visually-hidden">{count_text}</span>
                                </span>
                            }
                        })
                }}
            </a>
        </li>
    }
    .into_any()
}

/// A count that fits its small circle.
fn shortened(count: u32) -> String {
    if count > 99 { "99+".to_owned() } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_count_never_outgrows_its_circle() {
        assert_eq!(shortened(7), "7");
        assert_eq!(shortened(99), "99");
        assert_eq!(shortened(1200), "99+");
    }
}
