//! LOINC: what kind of measurement a code is, and a short name where the source gives only LOINC's long one.

use std::borrow::Cow;

use salus_protocol::record::{Term, Test, VitalKind};

use super::words;
use crate::fhir::node::Node;

/// The panel codes of a blood pressure: today's, and the one of older data.
const BLOOD_PRESSURE: &[&str] = &["85354-9", "55284-4", "35094-2", "96607-7"];
/// Systolic and diastolic, alone or as parts, in the usual positions of the body and as averages.
const SYSTOLIC: &[&str] = &["8480-6", "8459-0", "8460-8", "8461-6", "96608-5"];
const DIASTOLIC: &[&str] = &["8462-4", "8453-3", "8454-1", "8455-8", "96609-3"];

/// Common measurements, for sources that give LOINC's long name or none.
const NAMES: &[(&str, Test)] = &[
    ("718-7", Test::Hemoglobin),
    ("4544-3", Test::Hematocrit),
    ("20570-8", Test::Hematocrit),
    ("6690-2", Test::WhiteCells),
    ("26464-8", Test::WhiteCells),
    ("789-8", Test::RedCells),
    ("26453-1", Test::RedCells),
    ("777-3", Test::Platelets),
    ("26515-7", Test::Platelets),
    ("787-2", Test::RedCellVolume),
    ("30428-7", Test::RedCellVolume),
    ("785-6", Test::RedCellHemoglobin),
    ("786-4", Test::RedCellConcentration),
    ("788-0", Test::RedCellWidth),
    ("21000-5", Test::RedCellWidth),
    ("32207-3", Test::PlateletWidth),
    ("32623-1", Test::PlateletVolume),
    ("770-8", Test::Neutrophils),
    ("751-8", Test::Neutrophils),
    ("736-9", Test::Lymphocytes),
    ("731-0", Test::Lymphocytes),
    ("5905-5", Test::Monocytes),
    ("713-8", Test::Eosinophils),
    ("706-2", Test::Basophils),
    ("4548-4", Test::Hba1c),
    ("17856-6", Test::Hba1c),
    ("41995-2", Test::Hba1c),
    ("59261-8", Test::Hba1c),
    ("2339-0", Test::Glucose),
    ("2345-7", Test::Glucose),
    ("15074-8", Test::Glucose),
    ("1558-6", Test::FastingGlucose),
    ("2160-0", Test::Creatinine),
    ("38483-4", Test::Creatinine),
    ("3094-0", Test::Urea),
    ("6299-2", Test::Urea),
    ("33914-3", Test::Egfr),
    ("48642-3", Test::Egfr),
    ("62238-1", Test::Egfr),
    ("69405-9", Test::Egfr),
    ("98979-8", Test::Egfr),
    ("2951-2", Test::Sodium),
    ("2947-0", Test::Sodium),
    ("2823-3", Test::Potassium),
    ("6298-4", Test::Potassium),
    ("2075-0", Test::Chloride),
    ("2069-3", Test::Chloride),
    ("2028-9", Test::CarbonDioxide),
    ("20565-8", Test::CarbonDioxide),
    ("17861-6", Test::Calcium),
    ("49765-1", Test::Calcium),
    ("2885-2", Test::Protein),
    ("1751-7", Test::Albumin),
    ("10834-0", Test::Globulin),
    ("1975-2", Test::Bilirubin),
    ("1742-6", Test::Alt),
    ("1920-8", Test::Ast),
    ("6768-6", Test::Alp),
    ("2324-2", Test::Ggt),
    ("2093-3", Test::Cholesterol),
    ("2085-9", Test::Hdl),
    ("13457-7", Test::Ldl),
    ("18262-6", Test::Ldl),
    ("2089-1", Test::Ldl),
    ("2571-8", Test::Triglycerides),
    ("3016-3", Test::Tsh),
    ("3024-7", Test::FreeT4),
    ("2276-4", Test::Ferritin),
    ("2498-4", Test::Iron),
    ("2132-9", Test::VitaminB12),
    ("1989-3", Test::VitaminD),
    ("62292-8", Test::VitaminD),
    ("1988-5", Test::Crp),
    ("30341-2", Test::Esr),
    ("4537-7", Test::Esr),
    ("2857-1", Test::Psa),
    ("6301-6", Test::Inr),
    ("5902-2", Test::Prothrombin),
    ("14959-1", Test::UrineAlbumin),
    ("9318-7", Test::UrineAlbumin),
    ("58410-2", Test::BloodCount),
    ("57021-8", Test::BloodCount),
    ("51990-0", Test::BasicPanel),
    ("24321-2", Test::BasicPanel),
    ("24320-4", Test::BasicPanel),
    ("24323-8", Test::WidePanel),
    ("24331-1", Test::LipidPanel),
    ("57698-3", Test::LipidPanel),
    ("24356-8", Test::UrineTest),
    ("24357-6", Test::UrineTest),
    ("24325-3", Test::LiverPanel),
    ("72514-3", Test::Pain),
    ("85354-9", Test::BloodPressure),
    ("55284-4", Test::BloodPressure),
    ("8480-6", Test::Systolic),
    ("8462-4", Test::Diastolic),
    ("8867-4", Test::HeartRate),
    ("9279-1", Test::RespiratoryRate),
    ("8310-5", Test::Temperature),
    ("8331-1", Test::Temperature),
    ("8302-2", Test::Height),
    ("29463-7", Test::Weight),
    ("39156-5", Test::BodyMassIndex),
    ("2708-6", Test::OxygenSaturation),
    ("59408-5", Test::OxygenSaturation),
    ("9843-4", Test::HeadCircumference),
    ("94531-1", Test::Covid19),
    ("94500-6", Test::Covid19),
    ("94558-4", Test::Covid19),
    ("5195-3", Test::HepatitisB),
];

/// The first LOINC code of a concept, in the form of one.
#[must_use]
pub fn code<'n>(concept: &'n Node<'_>) -> Option<Cow<'n, str>> {
    concept
        .each("coding")
        .filter(|coding| coding.is("system", "http://loinc.org"))
        .find_map(|coding| coding.get("code").text().filter(|code| is_code(code)))
}

/// Whether the text has the form of a LOINC code: up to seven digits, a hyphen, a check digit.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.split_once('-').is_some_and(|(number, check)| {
        (1..=7).contains(&number.len())
            && check.len() == 1
            && number.bytes().chain(check.bytes()).all(|b| b.is_ascii_digit())
    })
}

/// The name of a measurement for people.
#[must_use]
pub fn name(concept: &Node<'_>) -> Option<Term<Test>> {
    let short = || {
        words::codes(concept)
            .find_map(|code| NAMES.iter().find(|(known, _)| *known == code))
            .map(|(_, test)| Term::Known(*test))
    };
    let own = |name: String| Term::Words(words::capitalised(&words::calmed(&name)));
    let given = words::concept(concept);
    match given {
        Some(given) if is_code(&given) => short().or(Some(Term::Words(given))),
        Some(given) if is_long(&given) => short().or_else(|| Some(own(shorter(&given)))),
        // Some sources send a name for machines: Heart_rate.
        Some(given) if given.contains('_') && !given.contains(' ') => Some(own(given.replace('_', " "))),
        Some(given) => Some(own(given)),
        None => short(),
    }
}

/// Whether a name is one of LOINC's long ones, made of parts that no laboratory prints.
fn is_long(name: &str) -> bool {
    name.contains(" [")
        || name.contains(" {")
        || [" by ", " in Serum", " in Blood", ".total in ", " - Serum or Plasma", " - Blood"]
            .iter()
            .any(|part| name.contains(part))
}

/// A long name without property, method and the most usual specimens.
fn shorter(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    let mut depth = 0_u32;
    for letter in name.chars() {
        match letter {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = kept.split(" by ").next().unwrap_or(&kept);
    let mut kept = kept.trim_end_matches(" - Reported").to_owned();
    for specimen in [
        " in Serum, Plasma or Blood",
        " in Serum or Plasma or Blood",
        " in Serum or Plasma",
        " in Venous blood",
        " in Capillary blood",
        " in Blood",
    ] {
        if let Some(rest) = kept.strip_suffix(specimen) {
            kept = rest.to_owned();
            break;
        }
    }
    if kept.trim().is_empty() { name.to_owned() } else { kept }
}

/// Which vital sign a concept is, if it is one that the portal knows by name.
#[must_use]
pub fn vital(concept: &Node<'_>) -> Option<VitalKind> {
    words::codes(concept).find_map(|code| {
        Some(match code.as_ref() {
            code if BLOOD_PRESSURE.contains(&code) => VitalKind::BloodPressure,
            "8867-4" | "8889-8" | "40443-4" | "68999-2" => VitalKind::HeartRate,
            "29463-7" | "3141-9" | "3142-7" | "8335-2" | "8339-4" => VitalKind::Weight,
            "8302-2" | "8306-3" | "8308-9" | "3137-7" | "3138-5" => VitalKind::Height,
            "39156-5" => VitalKind::BodyMassIndex,
            "2708-6" | "59408-5" | "20564-1" => VitalKind::OxygenSaturation,
            "8310-5" | "8331-1" | "8328-7" | "8329-5" | "8332-9" | "8333-7" | "75539-7" | "76011-6" => {
                VitalKind::Temperature
            }
            "9279-1" => VitalKind::RespiratoryRate,
            "9843-4" | "8287-5" => VitalKind::HeadCircumference,
            _ => return None,
        })
    })
}

/// Which vital sign a name means, where the unit says the same.
#[must_use]
pub fn vital_by_name(name: &str, unit: &str) -> Option<VitalKind> {
    let (kind, units): (VitalKind, &[&str]) = match words::sameness(name).as_str() {
        "weight" | "bodyweight" => (VitalKind::Weight, &["kg", "g", "lb"]),
        "height" | "bodyheight" => (VitalKind::Height, &["cm", "m", "in"]),
        "bodymassindex" | "bmi" => (VitalKind::BodyMassIndex, &["kg/m²"]),
        "pulse" | "heartrate" | "pulserate" => (VitalKind::HeartRate, &["/min"]),
        "temperature" | "bodytemperature" => (VitalKind::Temperature, &["°C", "°F", "C", "F"]),
        "respiratoryrate" => (VitalKind::RespiratoryRate, &["/min"]),
        "oxygensaturation" | "bloodoxygensaturation" | "spo2" => (VitalKind::OxygenSaturation, &["%"]),
        _ => return None,
    };
    units.contains(&unit).then_some(kind)
}

/// Whether a concept is the upper figure of a blood pressure.
#[must_use]
pub fn is_systolic(concept: &Node<'_>) -> bool {
    words::codes(concept).any(|code| SYSTOLIC.contains(&code.as_ref()))
}

/// Whether a concept is the lower figure of a blood pressure.
#[must_use]
pub fn is_diastolic(concept: &Node<'_>) -> bool {
    words::codes(concept).any(|code| DIASTOLIC.contains(&code.as_ref()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn long_names_become_short_and_a_laboratorys_own_name_stays() {
        let name = |text: &str| super::name(&Node::parse(text).unwrap()).unwrap();
        let own = |words: &str| Term::Words(words.to_owned());
        let coded = |code: &str, display: &str| {
            format!(r#"{{"coding": [{{"system": "http://loinc.org", "code": "{code}", "display": "{display}"}}]}}"#)
        };
        assert_eq!(
            name(&coded("6690-2", "Leukocytes [#/volume] in Blood by Automated count")),
            Term::Known(Test::WhiteCells)
        );
        assert_eq!(name(&coded("9999-1", "Copper [Mass/volume] in Serum or Plasma")), own("Copper"));
        assert_eq!(name(&coded("5792-7", "Glucose [Mass/volume] in Urine by Test strip")), own("Glucose in Urine"));
        assert_eq!(
            name(r#"{"text": "Hgb (point of care)", "coding": [{"code": "718-7"}]}"#),
            own("Hgb (point of care)")
        );
        assert_eq!(
            name(r#"{"coding": [{"system": "http://loinc.org", "code": "718-7"}]}"#),
            Term::Known(Test::Hemoglobin)
        );
        assert_eq!(name(r#"{"coding": [{"system": "http://loinc.org", "code": "1-8"}]}"#), own("1-8"));
    }

    #[test]
    fn a_code_that_only_claims_to_be_loinc_is_none() {
        assert!(is_code("4548-4"));
        for text in ["5085AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "4548", "-4", "45484444-4", "4548-44"] {
            assert!(!is_code(text), "{text}");
        }
    }
}
