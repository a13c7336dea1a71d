//! Our own icons: one path each, on a grid of 24, drawn with a line.

use leptos::prelude::*;

/// Draws an icon. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    let class = if name.mirrors() { "icon icon-mirrors" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=name.path() />
        </svg>
    }
    .into_any()
}

/// Declares the icons: a name, what it stands for, and the path that draws it.
macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal,)*) => {
        /// The icons there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$doc])* $name,)*
        }

        impl IconName {
            /// All icons, in the order in which they are declared.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What the gallery calls it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

icons! {
    /// The first page.
    Home = "M4 11.5 12 5l8 6.5M6 10.5V19h12v-8.5",
    /// The record, and letters.
    Record = "M8 3.5h8a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3zM9 8h6M9 12h6M9 16h3",
    /// Messages.
    Messages = "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z",
    /// Feedback.
    Feedback = "M12 19.5s-7-4.3-7-9.6A3.9 3.9 0 0 1 12 7.6a3.9 3.9 0 0 1 7 2.3c0 5.3-7 9.6-7 9.6z",
    /// Security and privacy.
    Security = "M12 3.5 5 6v5.5c0 4.4 3 7.6 7 9 4-1.4 7-4.6 7-9V6zM9 11.8l2.2 2.2L15.2 10",
    /// Help.
    Help = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.6 9.7a2.45 2.45 0 0 1 4.8.7c0 1.7-2.4 2-2.4 3.5M12 16.9h.01",
    /// A person.
    Person = "M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4zM4.5 20c.7-3.7 3.7-5.8 7.5-5.8s6.8 2.1 7.5 5.8",
    /// Several people.
    People = "M9 4.8a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6zM2.8 19.2c.6-3.3 3-5 6.2-5s5.6 1.7 6.2 5M15.8 5.2a3.3 3.3 0 0 1 0 5.9M17.6 14.7c2 .7 3.2 2.2 3.6 4.5",
    /// There is more behind this.
    Chevron = "m9 5.5 6.5 6.5L9 18.5",
    /// Back to where one came from.
    Back = "M15 5.5 8.5 12l6.5 6.5",
    /// Opens and closes what is below.
    Down = "m5.5 9 6.5 6.5L18.5 9",
    /// Done, or right.
    Check = "m5 12.5 4.5 4.5L19 7.5",
    /// A drop: a result of the laboratory.
    Drop = "M12 3.5s6 6.4 6 10.7a6 6 0 0 1-12 0C6 9.9 12 3.5 12 3.5z",
    /// A flask: a test.
    Flask = "M9.5 3.5h5M10.5 3.5v6L5.3 18a1.7 1.7 0 0 0 1.5 2.5h10.4a1.7 1.7 0 0 0 1.5-2.5l-5.2-8.5v-6M7.7 15h8.6",
    /// A medicine.
    Pill = "M4.3 19.7a4.3 4.3 0 0 1 0-6.1l9.3-9.3a4.3 4.3 0 0 1 6.1 6.1l-9.3 9.3a4.3 4.3 0 0 1-6.1 0zM9 9l6 6",
    /// A list: conditions.
    List = "M8.5 7H20M8.5 12H20M8.5 17H20M4 7h.01M4 12h.01M4 17h.01",
    /// A leaf: an allergy.
    Leaf = "M5 19c0-8.5 4.5-13.5 14.5-14.5C20.5 14 15.5 19 8 17.5M5 20.5c1-4.5 4-8 8.5-10.5",
    /// A day in the calendar: a visit.
    Calendar = "M7 5.5h10a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3zM8 3.5v4M16 3.5v4M4 10.5h16",
    /// A time, or something that waits.
    Clock = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    /// Somebody looked.
    Eye = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
    /// A passkey.
    Key = "M8 10.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 11.5l8-8M16 6.5l2.5 2.5",
    /// A password, or something locked.
    Lock = "M7 10.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2",
    /// Something to add.
    Plus = "M12 5v14M5 12h14",
    /// Closes or takes away.
    Close = "m6 6 12 12M18 6 6 18",
    /// A warning, or what went wrong.
    Alert = "M12 4.5 3.3 19.5h17.4zM12 10v4.5M12 17h.01",
    /// Worth knowing.
    Info = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5h.01",
    /// A telephone.
    Phone = "M6.5 3.8h2.7l1.5 4-2 1.6c1 2.4 3 4.5 5.5 5.7l1.7-2 4 1.6v2.8a2 2 0 0 1-2.1 2C11 19 4.9 12.9 4.5 6a2 2 0 0 1 2-2.2z",
    /// Sends.
    Send = "M4.5 12 4 4.5 20.5 12 4 19.5zM4.5 12h8",
    /// Above.
    ArrowUp = "M12 19V6M6.5 11 12 5.5l5.5 5.5",
    /// Below.
    ArrowDown = "M12 5v13M6.5 13l5.5 5.5 5.5-5.5",
    /// An immunization.
    Syringe = "m16 3.5 4.5 4.5M18.2 5.8l-3 3M11 6.5l6.5 6.5M12.5 8l-7 7v3.5H9l7-7M5.5 18.5l-2.5 2.5M9.5 11l1.8 1.8",
    /// Vital signs.
    HeartPulse = "M5.3 12.3C3.5 8.2 5.8 5 8.6 5c1.5 0 2.7.8 3.4 2.1C12.7 5.8 13.9 5 15.4 5c2.8 0 5.1 3.2 3.3 7.3-1 2.4-3.6 5-6.7 7.4-2.2-1.7-4.1-3.5-5.4-5.2M3 12.5h5l1.7-2.7 2.6 5 1.7-2.3h3",
    /// Something measured: weight, height.
    Ruler = "m3.5 15.8 12.3-12.3 4.7 4.7L8.2 20.5zM7 12.3l2 2M10 9.3l2.5 2.5M13 6.3l2 2",
    /// Copies.
    Copy = "M10.5 8.5h7a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM15.5 8.5v-3a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2",
    /// Prints.
    Print = "M7.5 8.5v-5h9v5M7.5 16.5h-2a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-2M7.5 13.5h9v7h-9z",
    /// A phone or computer.
    Device = "M8.5 3h7a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM10.5 18h3",
    /// Signs out.
    SignOut = "M10 4H6.5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2H10M9.5 12h11M16.5 8l4 4-4 4",
    /// The team's inbox.
    Inbox = "M3.5 13.5 6 5.5h12l2.5 8v4a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2zM3.5 13.5H9a3 3 0 0 0 6 0h5.5",
    /// Tries again.
    Retry = "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4",
    /// Not connected.
    Offline = "m4 4 16 16M8.2 14.8a5.4 5.4 0 0 1 5-1.4M5 11.5a10 10 0 0 1 3.6-2.3M12.5 8.5a10 10 0 0 1 6.5 3M2 8a14.5 14.5 0 0 1 3.5-2.3M10 4.6A14.6 14.6 0 0 1 22 8M12 18.5h.01",
    /// Searches.
    Search = "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.8 15.8l4.2 4.2",
    /// A paper clip: what a message is about.
    About = "m19 11-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L12.6 4.6a3 3 0 0 1 4.3 4.3l-7.3 7.3a1.5 1.5 0 0 1-2.1-2.1L14 7.6",
    /// A place.
    Place = "M12 3.5a6.5 6.5 0 0 0-6.5 6.5c0 4.7 6.5 10.5 6.5 10.5s6.5-5.8 6.5-10.5A6.5 6.5 0 0 0 12 3.5zM12 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z",
    /// A course over time.
    Trend = "M4 19.5h16M4.5 15l4.5-4.5 3.5 3L19.5 6M15 6h4.5v4.5",
    /// A figure in rows.
    Table = "M6 4.5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 9.5h16M4 14.5h16M10 9.5v10",
    /// Changes a text.
    Edit = "m4.5 19.5.8-4L15.8 5a2.3 2.3 0 0 1 3.2 3.2L8.5 18.7z",
    /// Takes away for good.
    Remove = "M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 12a2 2 0 0 0 2 2h5.4a2 2 0 0 0 2-2l.8-12M10 10.5v6M14 10.5v6",
    /// A setting: language, for example.
    Globe = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c2.3 2.3 3.5 5.3 3.5 8.5s-1.2 6.2-3.5 8.5c-2.3-2.3-3.5-5.3-3.5-8.5s1.2-6.2 3.5-8.5z",
}

impl IconName {
    /// Whether it points along the line of writing, or holds lines or a mark of it, and turns round where that runs from
    /// the other side. Clocks, ticks and courses over time stay as they are.
    const fn mirrors(self) -> bool {
        matches!(
            self,
            Self::Chevron
                | Self::Back
                | Self::Send
                | Self::SignOut
                | Self::Record
                | Self::Messages
                | Self::List
                | Self::Table
                | Self::Help
                | Self::Edit
        )
    }
}
