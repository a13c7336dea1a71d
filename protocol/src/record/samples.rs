//! One believable value of each view of the record.

use super::{
    Allergies, Allergy, Condition, ConditionState, Conditions, Flag, Immunization, Immunizations, Medication,
    MedicationState, Medications, Point, Range, ResultDetail, ResultGroup, ResultLine, ResultStatus, Results,
    VaccineDose, Value, Visit, Visits, Vital, VitalKind, Vitals,
};
use crate::{sample::Sample, time::RecordDate};

impl Sample for Results {
    fn sample() -> Self {
        Self { groups: Sample::sample() }
    }
}

impl Sample for ResultGroup {
    fn sample() -> Self {
        Self {
            title: "Blood test".into(),
            date: Sample::sample(),
            results: Sample::sample(),
            conclusion: Some("Sugar a little higher than last time.".into()),
            language: None,
        }
    }
}

impl Sample for ResultLine {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "HbA1c".into(),
            value: Value::Quantity { figure: "7.3".into(), unit: "%".into() },
            flag: Some(Flag::High),
            date: Sample::sample(),
            status: ResultStatus::Final,
            language: None,
        }
    }
}

impl Sample for ResultDetail {
    fn sample() -> Self {
        Self {
            result: Sample::sample(),
            loinc: Some("4548-4".into()),
            group_title: Some("Blood test".into()),
            group_language: None,
            range: Sample::sample(),
            parts: Vec::new(),
            notes: vec!["Nothing urgent. Let's talk about your evening dose on Thursday.".into()],
            performer: Some("North Laboratory".into()),
            history: Sample::sample(),
            siblings: Sample::sample(),
        }
    }
}

impl Sample for Range {
    fn sample() -> Self {
        Self { low: Some("4.0".into()), high: Some("6.5".into()), text: None, told: Vec::new() }
    }
}

impl Sample for Point {
    fn sample() -> Self {
        Self {
            date: Sample::sample(),
            figure: "7.3".into(),
            second: None,
            flag: Some(Flag::High),
            range: Sample::sample(),
        }
    }
}

impl Sample for Vitals {
    fn sample() -> Self {
        Self { vitals: Sample::sample() }
    }
}

impl Sample for Vital {
    fn sample() -> Self {
        Self {
            kind: VitalKind::BloodPressure,
            name: "Blood pressure".into(),
            unit: "mmHg".into(),
            history: vec![Point {
                date: Sample::sample(),
                figure: "128".into(),
                second: Some("82".into()),
                flag: None,
                range: None,
            }],
            language: None,
        }
    }
}

impl Sample for Medications {
    fn sample() -> Self {
        Self { medications: Sample::sample() }
    }
}

impl Sample for Medication {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "Metformin 1000 mg tablet".into(),
            state: MedicationState::Current,
            do_not_take: false,
            instructions: vec!["One tablet twice a day with food".into()],
            reason: Some("Type 2 diabetes".into()),
            prescriber: Some("Dr Salma Haddad".into()),
            since: Sample::sample(),
            notes: Vec::new(),
            language: None,
        }
    }
}

impl Sample for Conditions {
    fn sample() -> Self {
        Self { conditions: Sample::sample() }
    }
}

impl Sample for Condition {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "Type 2 diabetes".into(),
            state: ConditionState::Active,
            unconfirmed: false,
            since: RecordDate::parse("2019-05").ok(),
            until: None,
            notes: Vec::new(),
            language: None,
        }
    }
}

impl Sample for Allergies {
    fn sample() -> Self {
        Self { allergies: Sample::sample(), none_known: false }
    }
}

impl Sample for Allergy {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "Penicillin".into(),
            reactions: vec!["Rash".into()],
            high_risk: true,
            resolved: false,
            unconfirmed: false,
            since: RecordDate::parse("1998").ok(),
            notes: Vec::new(),
            language: None,
        }
    }
}

impl Sample for Immunizations {
    fn sample() -> Self {
        Self { immunizations: Sample::sample() }
    }
}

impl Sample for Immunization {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "Influenza vaccine".into(),
            date: RecordDate::parse("2026-10-02").ok(),
            not_given: false,
            dose: Some(VaccineDose { number: "1".into(), of: None }),
            place: Some("North Clinic".into()),
            language: None,
        }
    }
}

impl Sample for Visits {
    fn sample() -> Self {
        Self { visits: Sample::sample() }
    }
}

impl Sample for Visit {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            title: "Diabetes review".into(),
            reason: Some("Type 2 diabetes".into()),
            date: RecordDate::parse("2026-11-26T10:30").ok(),
            upcoming: true,
            with: Some("Dr Salma Haddad".into()),
            place: Some("North Clinic, second floor".into()),
            language: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::LanguageTag;

    #[test]
    fn a_language_is_on_the_wire_only_where_the_source_names_one() {
        let unsaid = serde_json::to_string(&Condition::sample()).unwrap_or_default();
        assert!(!unsaid.contains("language"), "{unsaid}");
        assert_eq!(serde_json::from_str::<Condition>(&unsaid).ok(), Some(Condition::sample()));

        let said = Condition { language: LanguageTag::parse("ar").ok(), ..Condition::sample() };
        let text = serde_json::to_string(&said).unwrap_or_default();
        assert!(text.contains(r#""language":"ar""#), "{text}");
        assert_eq!(serde_json::from_str::<Condition>(&text).ok(), Some(said));
    }
}
