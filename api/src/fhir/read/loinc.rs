//! LOINC: what kind of measurement a code is, and a short name where the source gives only LOINC's long one.

use std::borrow::Cow;

use salus_protocol::record::VitalKind;

use super::words;
use crate::fhir::node::Node;

/// The panel codes of a blood pressure: today's, and the one of older data.
const BLOOD_PRESSURE: &[&str] = &["85354-9", "55284-4", "35094-2", "96607-7"];
/// Systolic and diastolic, alone or as parts, in the usual positions of the body and as averages.
const SYSTOLIC: &[&str] = &["8480-6", "8459-0", "8460-8", "8461-6", "96608-5"];
const DIASTOLIC: &[&str] = &["8462-4", "8453-3", "8454-1", "8455-8", "96609-3"];

/// Short names of common measurements, for sources that give LOINC's long name or none.
const NAMES: &[(&str, &str)] = &[
    ("718-7", "Hemoglobin"),
    ("4544-3", "Hematocrit"),
    ("20570-8", "Hematocrit"),
    ("6690-2", "White blood cells"),
    ("26464-8", "White blood cells"),
    ("789-8", "Red blood cells"),
    ("26453-1", "Red blood cells"),
    ("777-3", "Platelets"),
    ("26515-7", "Platelets"),
    ("787-2", "Red cell volume (MCV)"),
    ("30428-7", "Red cell volume (MCV)"),
    ("785-6", "Hemoglobin per red cell (MCH)"),
    ("786-4", "Hemoglobin concentration in red cells (MCHC)"),
    ("788-0", "Red cell width (RDW)"),
    ("21000-5", "Red cell width (RDW)"),
    ("32207-3", "Platelet width (PDW)"),
    ("32623-1", "Platelet volume (MPV)"),
    ("770-8", "Neutrophils"),
    ("736-9", "Lymphocytes"),
    ("5905-5", "Monocytes"),
    ("713-8", "Eosinophils"),
    ("706-2", "Basophils"),
    ("751-8", "Neutrophils"),
    ("731-0", "Lymphocytes"),
    ("4548-4", "HbA1c"),
    ("17856-6", "HbA1c"),
    ("41995-2", "HbA1c"),
    ("59261-8", "HbA1c"),
    ("2339-0", "Glucose"),
    ("2345-7", "Glucose"),
    ("1558-6", "Glucose, fasting"),
    ("15074-8", "Glucose"),
    ("2160-0", "Creatinine"),
    ("38483-4", "Creatinine"),
    ("3094-0", "Urea nitrogen (BUN)"),
    ("6299-2", "Urea nitrogen (BUN)"),
    ("33914-3", "Kidney function (eGFR)"),
    ("48642-3", "Kidney function (eGFR)"),
    ("62238-1", "Kidney function (eGFR)"),
    ("69405-9", "Kidney function (eGFR)"),
    ("98979-8", "Kidney function (eGFR)"),
    ("2951-2", "Sodium"),
    ("2947-0", "Sodium"),
    ("2823-3", "Potassium"),
    ("6298-4", "Potassium"),
    ("2075-0", "Chloride"),
    ("2069-3", "Chloride"),
    ("2028-9", "Carbon dioxide"),
    ("20565-8", "Carbon dioxide"),
    ("17861-6", "Calcium"),
    ("49765-1", "Calcium"),
    ("2885-2", "Total protein"),
    ("1751-7", "Albumin"),
    ("10834-0", "Globulin"),
    ("1975-2", "Bilirubin"),
    ("1742-6", "ALT"),
    ("1920-8", "AST"),
    ("6768-6", "Alkaline phosphatase"),
    ("2324-2", "GGT"),
    ("2093-3", "Cholesterol"),
    ("2085-9", "HDL cholesterol"),
    ("13457-7", "LDL cholesterol"),
    ("18262-6", "LDL cholesterol"),
    ("2089-1", "LDL cholesterol"),
    ("2571-8", "Triglycerides"),
    ("3016-3", "TSH"),
    ("3024-7", "Free T4"),
    ("2276-4", "Ferritin"),
    ("2498-4", "Iron"),
    ("2132-9", "Vitamin B12"),
    ("1989-3", "Vitamin D"),
    ("62292-8", "Vitamin D"),
    ("1988-5", "C-reactive protein (CRP)"),
    ("30341-2", "Sedimentation rate (ESR)"),
    ("4537-7", "Sedimentation rate (ESR)"),
    ("2857-1", "PSA"),
    ("6301-6", "INR"),
    ("5902-2", "Prothrombin time"),
    ("14959-1", "Albumin to creatinine in urine"),
    ("9318-7", "Albumin to creatinine in urine"),
    ("58410-2", "Complete blood count"),
    ("57021-8", "Complete blood count"),
    ("51990-0", "Basic metabolic panel"),
    ("24321-2", "Basic metabolic panel"),
    ("24320-4", "Basic metabolic panel"),
    ("24323-8", "Comprehensive metabolic panel"),
    ("24331-1", "Lipid panel"),
    ("57698-3", "Lipid panel"),
    ("24356-8", "Urine test"),
    ("24357-6", "Urine test"),
    ("24325-3", "Liver panel"),
    ("72514-3", "Pain (0 to 10)"),
    ("85354-9", "Blood pressure"),
    ("55284-4", "Blood pressure"),
    ("8480-6", "Systolic"),
    ("8462-4", "Diastolic"),
    ("8867-4", "Heart rate"),
    ("9279-1", "Respiratory rate"),
    ("8310-5", "Body temperature"),
    ("8331-1", "Body temperature"),
    ("8302-2", "Height"),
    ("29463-7", "Weight"),
    ("39156-5", "Body mass index"),
    ("2708-6", "Oxygen saturation"),
    ("59408-5", "Oxygen saturation"),
    ("9843-4", "Head circumference"),
    ("94531-1", "COVID-19 test"),
    ("94500-6", "COVID-19 test"),
    ("94558-4", "COVID-19 test"),
    ("5195-3", "Hepatitis B surface antigen"),
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
pub fn name(concept: &Node<'_>) -> Option<String> {
    let short = || {
        words::codes(concept)
            .find_map(|code| NAMES.iter().find(|(known, _)| *known == code))
            .map(|(_, name)| (*name).to_owned())
    };
    let given = words::concept(concept);
    match given {
        Some(given) if is_code(&given) => short().or(Some(given)),
        Some(given) if is_long(&given) => short().or_else(|| Some(shorter(&given))),
        // Some sources send a name for machines: Heart_rate.
        Some(given) if given.contains('_') && !given.contains(' ') => Some(given.replace('_', " ")),
        Some(given) => Some(given),
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
        "pulse" | "heartrate" | "pulserate" => (VitalKind::HeartRate, &["per minute"]),
        "temperature" | "bodytemperature" => (VitalKind::Temperature, &["°C", "°F", "C", "F"]),
        "respiratoryrate" => (VitalKind::RespiratoryRate, &["per minute"]),
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
        let coded = |code: &str, display: &str| {
            format!(r#"{{"coding": [{{"system": "http://loinc.org", "code": "{code}", "display": "{display}"}}]}}"#)
        };
        assert_eq!(name(&coded("6690-2", "Leukocytes [#/volume] in Blood by Automated count")), "White blood cells");
        assert_eq!(name(&coded("9999-1", "Copper [Mass/volume] in Serum or Plasma")), "Copper");
        assert_eq!(name(&coded("5792-7", "Glucose [Mass/volume] in Urine by Test strip")), "Glucose in Urine");
        assert_eq!(name(r#"{"text": "Hgb (point of care)", "coding": [{"code": "718-7"}]}"#), "Hgb (point of care)");
        assert_eq!(name(r#"{"coding": [{"system": "http://loinc.org", "code": "718-7"}]}"#), "Hemoglobin");
        assert_eq!(name(r#"{"coding": [{"system": "http://loinc.org", "code": "1-8"}]}"#), "1-8");
    }

    #[test]
    fn a_code_that_only_claims_to_be_loinc_is_none() {
        assert!(is_code("4548-4"));
        for text in ["5085AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "4548", "-4", "45484444-4", "4548-44"] {
            assert!(!is_code(text), "{text}");
        }
    }
}
