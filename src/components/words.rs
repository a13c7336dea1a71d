//! A text that may be missing.

/// A text in a list that may be missing. An empty one is missing too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Option<String>);

impl Words {
    /// The text, if there is one.
    pub(super) fn get(self) -> Option<String> {
        self.0.filter(|text| !text.is_empty())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Words {
    fn from(text: Option<String>) -> Self {
        Self(text)
    }
}

impl From<Option<&str>> for Words {
    fn from(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn an_empty_text_is_a_missing_one() {
        assert_eq!(Words::from("").get(), None);
        assert_eq!(Words::from(Some("Nurse")).get().as_deref(), Some("Nurse"));
    }
}
