//! Nothing is there, and that is all right.

use leptos::{children::ViewFnOnce, prelude::*};

/// A small drawing of our own. All stand on the same pebble and are made of two colours: teal for things, clay for what
/// is alive in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// A cup that steams and a cat that sleeps: nothing waits for you.
    #[default]
    Rest,
    /// Two bubbles, one with a heart: no messages.
    Messages,
    /// A folder with a sheet: nothing in the record.
    Record,
    /// A calendar with a day ringed: no visits.
    Visits,
    /// A seedling in its pot: feedback.
    Plant,
    /// A glass over a page: nothing was found.
    Search,
    /// Two cans on a string that has come apart: no connection.
    Offline,
    /// A bowl with a crack and a plaster on it: something broke.
    Broken,
}

/// What a drawing is made of, from back to front.
struct Strokes {
    /// What is filled in teal.
    soft: &'static str,
    /// What is filled in clay.
    warm: &'static str,
    /// The lines in teal.
    line: &'static str,
    /// The lines in clay.
    accent: &'static str,
}

/// The pebble on which all drawings stand.
const PEBBLE: &str = "M14 66C10 36 36 12 76 13s70 17 70 47-26 49-66 49-62-13-66-43z";

impl Drawing {
    /// All drawings.
    pub const ALL: [Self; 8] = [
        Self::Rest,
        Self::Messages,
        Self::Record,
        Self::Visits,
        Self::Plant,
        Self::Search,
        Self::Offline,
        Self::Broken,
    ];

    /// What the gallery calls it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rest => "Rest",
            Self::Messages => "Messages",
            Self::Record => "Record",
            Self::Visits => "Visits",
            Self::Plant => "Plant",
            Self::Search => "Search",
            Self::Offline => "Offline",
            Self::Broken => "Broken",
        }
    }

    /// Whether it holds lines of writing, and turns round where those run from the other side.
    const fn mirrors(self) -> bool {
        matches!(self, Self::Messages | Self::Record | Self::Search)
    }

    const fn strokes(self) -> Strokes {
        match self {
            Self::Rest => Strokes {
                soft: "M28 58h40v14a20 20 0 0 1-40 0z",
                warm: "M84 92c-4-18 8-30 24-30s27 12 27 30z",
                line: "M28 58h40v14a20 20 0 0 1-40 0zM68 63h5a7 7 0 0 1 0 14h-6M18 92h124M84 92c-3-12 1-21 9-26l-2-11 9 6c6-1 8-1 13 1l8-8 2 12c9 5 14 13 12 26",
                accent: "M40 48c-4-5 4-8 0-14M54 48c-4-5 4-8 0-14M97 76c2 2 4 2 6 0M112 76c2 2 4 2 6 0M106 82l1.5 1.5 1.5-1.5",
            },
            Self::Messages => Strokes {
                soft: "M30 34a9 9 0 0 1 9-9h46a9 9 0 0 1 9 9v22a9 9 0 0 1-9 9H56L43 76V65h-4a9 9 0 0 1-9-9z",
                warm: "M103 51h18a9 9 0 0 1 9 9v20a9 9 0 0 1-9 9h-3v11l-13-11H84a9 9 0 0 1-9-9v-6h10a18 18 0 0 0 18-18z",
                line: "M30 34a9 9 0 0 1 9-9h46a9 9 0 0 1 9 9v22a9 9 0 0 1-9 9H56L43 76V65h-4a9 9 0 0 1-9-9zM46 40h32M46 50h20",
                accent: "M103 51h18a9 9 0 0 1 9 9v20a9 9 0 0 1-9 9h-3v11l-13-11H84a9 9 0 0 1-9-9v-6M110 80s-8-4-8-9a4.2 4.2 0 0 1 8-2 4.2 4.2 0 0 1 8 2c0 5-8 9-8 9z",
            },
            Self::Record => Strokes {
                soft: "M34 46h26l7 9h58v36a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6z",
                warm: "M46 46V28a4 4 0 0 1 4-4h58a4 4 0 0 1 4 4v27H67l-7-9z",
                line: "M34 52a6 6 0 0 1 6-6h20l7 9h52a6 6 0 0 1 6 6v30a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6zM46 46V28a4 4 0 0 1 4-4h58a4 4 0 0 1 4 4v27M56 34h24",
                accent: "M50 77h14l5-10 9 20 7-14 3 4h20",
            },
            Self::Visits => Strokes {
                soft: "M36 46h72v44a7 7 0 0 1-7 7H43a7 7 0 0 1-7-7z",
                warm: "M36 46v-9a7 7 0 0 1 7-7h58a7 7 0 0 1 7 7v9z",
                line: "M43 30h58a7 7 0 0 1 7 7v53a7 7 0 0 1-7 7H43a7 7 0 0 1-7-7V37a7 7 0 0 1 7-7zM36 46h72M54 24v12M90 24v12M51 60h.1M66 60h.1M50 76h.1M66 76h.1M82 60h.1",
                accent: "M82 65a11 11 0 1 0 0 22 11 11 0 0 0 0-22zM78 76l3 3 5-6M122 40v-7M131 53h7M128 43l5-5",
            },
            Self::Plant => Strokes {
                soft: "M54 76h42l-6 27H60z",
                warm: "M75 60c-15 0-23-9-23-23 15 0 23 9 23 23zM76 50c0-14 8-22 23-23 1 15-8 23-23 23z",
                line: "M54 76h42l-6 27H60zM49 76h52M75 76V50M75 60c-15 0-23-9-23-23 15 0 23 9 23 23zM76 50c0-14 8-22 23-23 1 15-8 23-23 23zM30 103h92",
                accent: "M116 48c5 6 5 11 0 14-5-3-5-8 0-14zM32 55c4 5 4 9 0 11-4-2-4-6 0-11z",
            },
            Self::Search => Strokes {
                soft: "M40 24h46a6 6 0 0 1 6 6v62a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6V30a6 6 0 0 1 6-6z",
                warm: "M98 48a19 19 0 1 0 0 38 19 19 0 0 0 0-38z",
                line: "M79 98H40a6 6 0 0 1-6-6V30a6 6 0 0 1 6-6h46a6 6 0 0 1 6 6v12M46 40h32M46 53h20M46 66h14M92 91v1a6 6 0 0 1-6 6h-8",
                accent: "M98 48a19 19 0 1 0 0 38 19 19 0 0 0 0-38zM112 81l16 17M92 62v2M104 62v2M94 75h8",
            },
            Self::Offline => Strokes {
                soft: "M26 62h26v32H26zM108 34h26v32h-26z",
                warm: "M52 62c6 0 6 32 0 32zM108 34c-6 0-6 32 0 32z",
                line: "M52 62H30c-6 0-6 32 0 32h22M52 62c6 0 6 32 0 32s-6-32 0-32zM108 34h22c6 0 6 32 0 32h-22M108 34c-6 0-6 32 0 32s6-32 0-32z",
                accent: "M26 78h-6c-4-22 20-34 36-28 8 3 10-5 6-8M134 50h5c4 30-22 42-38 38-8-2-12 4-7 8M80 56l-3-5M84 68h-6M74 70l-4 4",
            },
            Self::Broken => Strokes {
                soft: "M28 50h104a52 46 0 0 1-104 0z",
                warm: "M60 66l40 16-6 14-40-16z",
                line: "M28 50h104a52 46 0 0 1-104 0zM62 96h36M84 50l-6 9 8 7-4 6M108 50l-4 7",
                accent: "M61 64l40 15a7 7 0 0 1-5 14L56 78a7 7 0 0 1 5-14zM77 76h.1M83 79h.1M78 81h.1M82 74h.1M80 34c5-6 5-10 0-15-5 5-5 9 0 15z",
            },
        }
    }
}

/// Draws it; decoration only.
pub(super) fn draw(drawing: Drawing) -> AnyView {
    let Strokes { soft, warm, line, accent } = drawing.strokes();
    let class = if drawing.mirrors() { "drawing icon-mirrors" } else { "drawing" };
    view! {
        <svg class=class viewBox="0 0 160 120" aria-hidden="true" focusable="false">
            <path class="drawing-ground" d=PEBBLE />
            <path class="drawing-soft" d=soft />
            <path class="drawing-warm" d=warm />
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
