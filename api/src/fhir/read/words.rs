//! Words of the source, fit for people.

use salus_protocol::words::LanguageTag;

use crate::fhir::node::Node;

/// What SNOMED CT adds to its terms to tell them apart: noise for people.
const TAGS: &[&str] = &[
    "administrative concept",
    "body structure",
    "clinical drug",
    "context-dependent category",
    "disorder",
    "environment",
    "event",
    "finding",
    "medicinal product",
    "medicinal product form",
    "morphologic abnormality",
    "navigational concept",
    "observable entity",
    "occupation",
    "organism",
    "person",
    "physical object",
    "procedure",
    "product",
    "qualifier value",
    "record artifact",
    "regime/therapy",
    "situation",
    "social concept",
    "substance",
];

/// Notes longer than this are cut: no comment on a value is a book.
const LONGEST_NOTE: usize = 4_000;

/// The language that a resource says its words are in (`Resource.language`); `None` where it says none, or nothing that is a
/// language tag.
#[must_use]
pub fn language(resource: &Node<'_>) -> Option<LanguageTag> {
    resource.get("language").text().and_then(|tag| LanguageTag::parse(&tag).ok())
}

/// Whether two entries say that their words are in different languages, so that the words of one must not stand among those
/// of the other. One that says nothing may be in any.
#[must_use]
pub fn speak_differently(one: Option<&LanguageTag>, other: Option<&LanguageTag>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.primary() != other.primary())
}

/// A `CodeableConcept` in words: its text, else the name of its first code that has one, else the code.
#[must_use]
pub fn concept(node: &Node<'_>) -> Option<String> {
    let coding = || node.each("coding");
    let words = node
        .word("text")
        .or_else(|| coding().find_map(|coding| coding.word("display")))
        .or_else(|| coding().find_map(|coding| coding.word("code")))
        // Some sources write the words where the concept should be, or a bare coding.
        .or_else(|| match node {
            Node::Text(_) => node.text().map(std::borrow::Cow::into_owned),
            _ => node.word("display").or_else(|| node.word("code")),
        })?;
    let words = without_tag(&words);
    let words = words.strip_prefix("Product containing ").unwrap_or(words);
    Some(words.to_owned())
}

/// The first of several concepts that has words.
#[must_use]
pub fn first_concept(resource: &Node<'_>, name: &str) -> Option<String> {
    resource.each(name).find_map(concept)
}

/// The words without SNOMED CT's tag at the end.
#[must_use]
pub fn without_tag(words: &str) -> &str {
    let Some((rest, tag)) = words.strip_suffix(')').and_then(|words| words.rsplit_once(" (")) else { return words };
    if TAGS.contains(&tag) && !rest.trim().is_empty() { rest.trim_end() } else { words }
}

/// All codes of a concept, of all its systems.
pub fn codes<'n>(concept: &'n Node<'_>) -> impl Iterator<Item = std::borrow::Cow<'n, str>> {
    concept.each("coding").filter_map(|coding| coding.get("code").text())
}

/// Whether a concept, or one of several, has this code in any system.
#[must_use]
pub fn has_code(concepts: &Node<'_>, code: &str) -> bool {
    concepts.items().any(|concept| codes(concept).any(|known| known == code))
}

/// The code of a status element that may be a bare code or a concept.
#[must_use]
pub fn status(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(_) => node.text().map(std::borrow::Cow::into_owned),
        _ => {
            codes(node).next().map(std::borrow::Cow::into_owned).or_else(|| node.word("text").map(|t| t.to_lowercase()))
        }
    }
}

/// The comments of a resource as plain text.
#[must_use]
pub fn notes(resource: &Node<'_>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in resource.each("note") {
        let text = match note {
            Node::Text(_) => note.lines(),
            _ => note.get("text").lines(),
        };
        if let Some(text) = text.map(|text| shortened(&text, LONGEST_NOTE))
            && !notes.contains(&text)
        {
            notes.push(text);
        }
    }
    notes
}

/// The text, cut at a word if it is longer than so many bytes.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(most);
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", text[..cut].trim_end())
}

/// The words with a capital first letter.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words as they stand inside a sentence: "Oral use" as "oral use", "IV" as it is.
#[must_use]
pub fn in_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}

/// Words that a source wrote in capitals only, in sentence case. Short ones and those without a vowel stay: they may be
/// abbreviations.
#[must_use]
pub fn calmed(words: &str) -> String {
    if !is_shouted(words) {
        return words.to_owned();
    }
    let calm = |word: &str| if is_word(word) { word.to_lowercase() } else { word.to_owned() };
    capitalised(&words.split(' ').map(calm).collect::<Vec<_>>().join(" "))
}

/// The name of a place that a source wrote in capitals only, each word with one.
#[must_use]
pub fn calmed_name(name: &str) -> String {
    if !is_shouted(name) {
        return name.to_owned();
    }
    let calm = |word: &str| match word {
        "AND" | "OF" | "THE" | "FOR" | "AT" | "IN" => word.to_lowercase(),
        _ if is_word(word) => capitalised(&word.to_lowercase()),
        _ => word.to_owned(),
    };
    capitalised(&name.split(' ').map(calm).collect::<Vec<_>>().join(" "))
}

fn is_shouted(words: &str) -> bool {
    !words.chars().any(char::is_lowercase) && words.split(' ').any(is_word)
}

/// Whether it is a word and no abbreviation: four letters or more, a vowel among them, no digits.
fn is_word(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| "AEIOUYÁÉÍÓÚÄÖÜ".contains(c))
}

/// What makes two names the same for a reader: letters and digits, whatever their case.
#[must_use]
pub fn sameness(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn text_comes_before_display_and_display_before_code() {
        let concept = |text: &str| super::concept(&Node::parse(text).unwrap());
        assert_eq!(concept(r#"{"text": "Asthma", "coding": [{"display": "x"}]}"#).as_deref(), Some("Asthma"));
        assert_eq!(
            concept(r#"{"coding": [{"code": "1"}, {"display": "Asthma (disorder)"}]}"#).as_deref(),
            Some("Asthma")
        );
        assert_eq!(concept(r#"{"coding": [{"code": "195967001"}]}"#).as_deref(), Some("195967001"));
        assert_eq!(concept(r#"{"text": 5, "coding": "x"}"#).as_deref(), Some("5"));
        assert_eq!(concept("{}"), None);
    }

    #[test]
    fn capitals_are_calmed_and_abbreviations_stay() {
        assert_eq!(calmed("BLOOD OXYGEN SATURATION"), "Blood oxygen saturation");
        assert_eq!(calmed("HIV RAPID TEST, QUALITATIVE"), "HIV rapid test, qualitative");
        assert_eq!(calmed("ALT"), "ALT");
        assert_eq!(calmed("HbA1c"), "HbA1c");
        assert_eq!(
            calmed_name("LAHEY HOSPITAL & MEDICAL CENTER, BURLINGTON"),
            "Lahey Hospital & Medical Center, Burlington"
        );
        assert_eq!(calmed_name("NE GASTRO LLC"), "NE Gastro LLC");
        assert_eq!(calmed_name("PCP87052"), "PCP87052");
    }

    #[test]
    fn only_known_tags_are_taken_away() {
        assert_eq!(without_tag("Well child visit (procedure)"), "Well child visit");
        assert_eq!(without_tag("Hepatitis B (adult)"), "Hepatitis B (adult)");
        assert_eq!(without_tag("(finding)"), "(finding)");
    }
}
