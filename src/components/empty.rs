//! Nothing is there, and that is all right.

use leptos::{children::ViewFnOnce, prelude::*};

/// A small drawing of our own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// A cup that steams: nothing waits for you.
    #[default]
    Rest,
    /// Two bubbles: no messages.
    Messages,
    /// A folder: nothing in the record.
    Record,
    /// A plant: feedback.
    Plant,
    /// A glass over a page: nothing was found.
    Search,
    /// A plug and a socket apart: no connection.
    Offline,
    /// A plaster: something broke.
    Broken,
}

impl Drawing {
    /// All drawings.
    pub const ALL: [Self; 7] =
        [Self::Rest, Self::Messages, Self::Record, Self::Plant, Self::Search, Self::Offline, Self::Broken];

    /// What the gallery calls it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rest => "Rest",
            Self::Messages => "Messages",
            Self::Record => "Record",
            Self::Plant => "Plant",
            Self::Search => "Search",
            Self::Offline => "Offline",
            Self::Broken => "Broken",
        }
    }

    /// The soft shape behind, the accent, and the line in front.
    const fn paths(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Rest => (
                "M30 52h52v12a26 24 0 0 1-52 0z",
                "M48 40c-4-5 4-8 0-14M62 40c-4-5 4-8 0-14",
                "M30 52h52v12a26 24 0 0 1-52 0zM82 56h6a9 9 0 0 1 0 18h-9M22 92h68",
            ),
            Self::Messages => (
                "M22 30a8 8 0 0 1 8-8h38a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H44L32 68V58h-2a8 8 0 0 1-8-8z",
                "M36 36h26M36 45h16",
                "M22 30a8 8 0 0 1 8-8h38a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H44L32 68V58h-2a8 8 0 0 1-8-8zM84 46h2a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8h-2v10L72 82H56a8 8 0 0 1-8-8v-6",
            ),
            Self::Record => (
                "M20 36a6 6 0 0 1 6-6h20l8 9h34a6 6 0 0 1 6 6v38a6 6 0 0 1-6 6H26a6 6 0 0 1-6-6z",
                "M57 76V54M46 65h22",
                "M20 36a6 6 0 0 1 6-6h20l8 9h34a6 6 0 0 1 6 6v38a6 6 0 0 1-6 6H26a6 6 0 0 1-6-6zM32 30v-7a3 3 0 0 1 3-3h44a3 3 0 0 1 3 3v16",
            ),
            Self::Plant => (
                "M38 72h38l-5 22H43z",
                "M57 50c-14 0-20-8-20-20 13 0 20 7 20 20zM58 42c0-12 6-19 19-20 1 13-6 20-19 20z",
                "M38 72h38l-5 22H43zM34 72h46M57 72V46",
            ),
            Self::Search => (
                "M26 22h40a5 5 0 0 1 5 5v58a5 5 0 0 1-5 5H26a5 5 0 0 1-5-5V27a5 5 0 0 1 5-5z",
                "M33 38h26M33 50h14M33 62h10",
                "M71 44V27a5 5 0 0 0-5-5H26a5 5 0 0 0-5 5v58a5 5 0 0 0 5 5h32M68 52a15 15 0 1 0 0 30 15 15 0 0 0 0-30zM79 78l14 14",
            ),
            Self::Offline => (
                "M14 50h18v-6h12v26H32v-6H14z",
                "M55 44l6-8M57 57h9M55 70l6 8",
                "M10 57h14M24 47h12a8 8 0 0 1 8 8v4a8 8 0 0 1-8 8H24zM44 52h8M44 62h8M104 57H92M92 45H80a8 8 0 0 0-8 8v8a8 8 0 0 0 8 8h12z",
            ),
            Self::Broken => (
                "M20 71 71 20a12 12 0 0 1 17 0l6 6a12 12 0 0 1 0 17L43 94a12 12 0 0 1-17 0l-6-6a12 12 0 0 1 0-17z",
                "M51 57h.1M57 51h.1M57 63h.1M63 57h.1",
                "M20 71 71 20a12 12 0 0 1 17 0l6 6a12 12 0 0 1 0 17L43 94a12 12 0 0 1-17 0l-6-6a12 12 0 0 1 0-17zM39 52l23 23M52 39l23 23",
            ),
        }
    }
}

/// Draws it; decoration only.
pub(super) fn draw(drawing: Drawing) -> AnyView {
    let (soft, accent, line) = drawing.paths();
    view! {
        <svg class="drawing" viewBox="0 0 114 114" aria-hidden="true" focusable="false">
            <circle class="drawing-ground" cx="57" cy="57" r="53" />
            <path class="drawing-soft" d=soft />
            <path class="drawing-line" d=line />
            <path class="drawing-accent" d=accent />
        </svg>
    }
    .into_any()
}

/// Says that nothing is there, why that is, and what one can do.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: Signal<String>,
    /// When something will be, or what to do.
    #[prop(into)]
    text: Signal<String>,
    /// A button, where there is something to do.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
    /// What it shows.
    #[prop(optional)]
    drawing: Drawing,
) -> impl IntoView {
    view! {
        <div class="card state">
            {draw(drawing)}
            <div class="state-words">
                <p class="state-title">{title}</p>
                <p class="state-text">{text}</p>
            </div>
            {action.map(ViewFnOnce::run)}
        </div>
    }
    .into_any()
}
