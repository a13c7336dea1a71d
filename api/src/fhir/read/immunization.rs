//! Immunizations.

use salus_protocol::{record::VaccineDose, time::RecordDate, words::LanguageTag};

use super::{date::first_date, figure::figure, links::Links, words};
use crate::fhir::node::Node;

/// One immunization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Immunization {
    /// The vaccine.
    pub name: String,
    /// When it was given.
    pub date: Option<RecordDate>,
    /// Whether it was not given after all.
    pub not_given: bool,
    /// Which dose.
    pub dose: Option<VaccineDose>,
    /// Where.
    pub place: Option<String>,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads an Immunization; `None` if it was entered in error.
#[must_use]
pub fn read(immunization: &Node<'_>, links: &Links) -> Option<Immunization> {
    let status = immunization.get("status").text();
    if status.as_deref() == Some("entered-in-error") {
        return None;
    }
    if words::codes(immunization.get("vaccineCode"))
        .any(|code| code == "no-immunization-info" || code == "no-known-immunizations")
    {
        return None;
    }
    let name = words::concept(immunization.get("vaccineCode"))?;
    let protocol = immunization.each("protocolApplied").next();
    let count = |name: &str| {
        let protocol = protocol?;
        let number = figure(protocol.get(&format!("{name}PositiveInt")));
        number.or_else(|| protocol.word(&format!("{name}String"))).or_else(|| protocol.word(name))
    };
    let dose = count("doseNumber").map(|number| VaccineDose { number, of: count("seriesDoses") });
    let performer = || immunization.each("performer").find_map(|who| links.name(who.get("actor"), immunization));
    let location = immunization.get("location");
    let place = links.name(location, immunization).or_else(|| performer().filter(|_| location.is_nothing()));
    Some(Immunization {
        name: words::capitalised(&name),
        date: first_date(immunization, &["occurrenceDateTime"]),
        not_given: status.as_deref() == Some("not-done"),
        dose,
        place: place.map(|place| words::calmed_name(&place)),
        language: words::language(immunization),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn doses_and_what_was_not_given_are_read() {
        let read = |text: &str| read(&Node::parse(text).unwrap(), &Links::default());
        let given = read(r#"{"status": "completed", "vaccineCode": {"text": "MMR"}, "protocolApplied": [{"doseNumberPositiveInt": 2, "seriesDosesPositiveInt": 3}]}"#).unwrap();
        let dose =
            |number: &str, of: Option<&str>| Some(VaccineDose { number: number.into(), of: of.map(str::to_owned) });
        assert_eq!((given.dose, given.not_given), (dose("2", Some("3")), false));
        let not = read(r#"{"status": "not-done", "vaccineCode": {"text": "MMR"}, "protocolApplied": {"doseNumberString": "booster"}}"#).unwrap();
        assert_eq!((not.dose, not.not_given), (dose("booster", None), true));
        assert_eq!(read(r#"{"status": "entered-in-error", "vaccineCode": {"text": "MMR"}}"#), None);
        assert_eq!(read("{}"), None);
    }
}
