//! They show: every piece of the interface, from an icon to the frame around a page.
//!
//! A component knows neither the session nor the client, neither the languages nor the router. Texts arrive as props, and
//! those that name a thing for a screen reader are required; links are plain `<a href>`; whatever is to happen is a
//! callback. So the gallery can show all of it, in every state, without a server.
//!
//! Texts of things that come in lists (chips, bubbles, table cells) are `String`s, or [`Words`] where words of another language
//! may stand in them; texts of controls are signals, because a label may change while it is on the screen. Looks live in `style/components/`.

pub mod button;
pub mod card;
pub mod chart;
pub mod chart_or_table;
pub mod checkbox;
pub mod chip;
pub mod code_card;
pub mod columns;
pub mod date_field;
pub mod definition_list;
pub mod details;
pub mod dialog;
mod element;
pub mod empty;
pub mod error_summary;
pub mod failed;
mod field;
pub mod figure;
pub mod form;
pub mod frame;
pub mod icon;
pub mod logo;
pub mod message;
pub mod month_columns;
pub mod notice;
pub mod offline_bar;
pub mod page_title;
pub mod pending;
pub mod radio_group;
pub mod range_bar;
pub mod row;
pub mod section;
pub mod share_bars;
pub mod steps;
pub mod table;
pub mod text_area;
pub mod text_field;
pub mod words;

pub use button::{Button, ButtonKind, LinkButton, SubmitButton};
pub use card::Card;
pub use chart::{ChartPoint, TrendChart};
pub use chart_or_table::ChartOrTable;
pub use checkbox::Checkbox;
pub use chip::{Chip, FlagChip, FlagDirection};
pub use code_card::CodeCard;
pub use columns::{Columns, ColumnsKind};
pub use date_field::DateField;
pub use definition_list::{DefinitionList, Divider, Facts};
pub use details::Details;
pub use dialog::{Covered, Dialog};
pub use empty::{Drawing, Empty};
pub use error_summary::ErrorSummary;
pub use failed::Failed;
pub use figure::Figure;
pub use form::Form;
pub use frame::{AppFrame, EmergencyBar, NavItem};
pub use icon::{Icon, IconName};
pub use logo::Logo;
pub use message::{MessageBubble, MessageList};
pub use month_columns::{MonthColumn, MonthColumns};
pub use notice::{CareCard, CareKind, Notice, NoticeKind};
pub use offline_bar::OfflineBar;
pub use page_title::{BackLink, PageTitle};
pub use pending::{Pending, PendingShape};
pub use radio_group::{RadioGroup, RadioOption};
pub use range_bar::RangeBar;
pub use row::{Avatar, PersonRow, Row, RowList};
pub use section::Section;
pub use share_bars::{ShareBars, ShareRow};
pub use steps::Steps;
pub use table::{Column, DataTable, Rows};
pub use text_area::TextArea;
pub use text_field::{FieldKind, TextField};
pub use words::{Title, Words};

/// What a piece means: its voice. Words carry the meaning, a tone repeats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No meaning of its own.
    #[default]
    Plain,
    /// Something to act on, or simply ours.
    Brand,
    /// People and what they say.
    Clay,
    /// All is well.
    Good,
    /// Worth a look.
    Watch,
    /// Needs an answer now.
    Urgent,
}

impl Tone {
    /// The class that colours a piece; each style sheet decides what a tone colours.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Brand => "tone-brand",
            Self::Clay => "tone-clay",
            Self::Good => "tone-good",
            Self::Watch => "tone-watch",
            Self::Urgent => "tone-urgent",
        }
    }
}
