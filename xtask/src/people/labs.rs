//! Laboratory reports: a DiagnosticReport with its Observations, each with the range and the mark that belong together.

use serde_json::{Value, json};

use super::{
    analytes::{ALBUMIN_URINE, Analyte, Panel, SWAB_PANEL, URINE_PANEL},
    bundle::{concept, decimal, exact, loinc, quantity, reference, snomed},
    chart::{Chart, Visit},
    days::{next_day, stamp},
    practice::laboratory,
};

/// One figure of a report.
#[derive(Debug)]
pub(super) struct Reading {
    analyte: &'static Analyte,
    figure: f64,
    status: &'static str,
    notes: Vec<String>,
}

/// A final figure of this test.
pub(super) const fn reading(analyte: &'static Analyte, figure: f64) -> Reading {
    Reading { analyte, figure, status: "final", notes: Vec::new() }
}

impl Reading {
    /// Adds a comment of the care team or the laboratory; nothing for an empty one.
    pub(super) fn note(mut self, words: &str) -> Self {
        if !words.is_empty() {
            self.notes.push(words.to_owned());
        }
        self
    }

    /// Makes it another status than final.
    pub(super) const fn status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }
}

/// A test in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    /// Names the Observations.
    pub(super) slug: &'static str,
    /// The LOINC code.
    pub(super) loinc: &'static str,
    /// The name as patients read it.
    pub(super) name: &'static str,
    /// The SNOMED CT code of what was found; empty for words alone.
    pub(super) snomed: &'static str,
    /// What was found.
    pub(super) found: &'static str,
}

impl Chart {
    /// A laboratory report on blood or urine taken at this visit, the last column of it in the doctor's words (may be
    /// empty). The laboratory sends it on the next day.
    pub(super) fn report(&mut self, visit: &Visit, panel: &'static Panel, readings: Vec<Reading>, conclusion: &str) {
        let status =
            if readings.iter().any(|reading| reading.status == "preliminary") { "preliminary" } else { "final" };
        let results = readings.into_iter().map(|reading| self.figure(visit, reading)).collect();
        self.close_report(visit, panel, status, results, conclusion);
    }

    /// A report whose results are words.
    pub(super) fn findings(&mut self, visit: &Visit, panel: &'static Panel, findings: &[Finding], conclusion: &str) {
        let results = findings.iter().map(|finding| self.finding(visit, finding)).collect();
        self.close_report(visit, panel, "final", results, conclusion);
    }

    /// A test that gave no result, with the reason.
    pub(super) fn no_result(&mut self, visit: &Visit, analyte: &'static Analyte, reason: &str) {
        let mut observation = self.observation(visit, analyte.loinc, analyte.name, "cancelled");
        observation["dataAbsentReason"] = json!({
            "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "code": "not-performed", "display": "Not Performed",
            }],
            "text": reason,
        });
        self.put("Observation", analyte.slug, observation);
    }

    fn figure(&mut self, visit: &Visit, reading: Reading) -> Value {
        let Reading { analyte, figure, status, notes } = reading;
        let mut observation = self.observation(visit, analyte.loinc, analyte.name, status);
        observation["valueQuantity"] = quantity(decimal(figure, analyte.places), analyte.unit, analyte.ucum);
        observation["referenceRange"] = json!([range(analyte)]);
        if let Some((code, display)) = mark(analyte, figure) {
            observation["interpretation"] = json!([concept(INTERPRETATION, code, display, display)]);
        }
        if !notes.is_empty() {
            let author = visit.with;
            observation["note"] = notes
                .iter()
                .map(|text| {
                    json!({ "authorReference": author.reference(), "time": stamp(next_day(visit.on), 16, 5), "text": text })
                })
                .collect();
        }
        let id = self.put("Observation", analyte.slug, observation);
        reference("Observation", &id, analyte.name)
    }

    fn finding(&mut self, visit: &Visit, finding: &Finding) -> Value {
        let mut observation = self.observation(visit, finding.loinc, finding.name, "final");
        observation["valueCodeableConcept"] = snomed(finding.snomed, finding.found);
        observation["referenceRange"] = json!([{ "text": "Negative" }]);
        let (code, display) = if finding.found == "Negative" { ("NEG", "Negative") } else { ("A", "Abnormal") };
        observation["interpretation"] = json!([concept(INTERPRETATION, code, display, display)]);
        let id = self.put("Observation", finding.slug, observation);
        reference("Observation", &id, finding.name)
    }

    fn observation(&self, visit: &Visit, code: &str, name: &str, status: &str) -> Value {
        let mut observation = json!({
            "status": status,
            "category": [concept(
                "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "Laboratory", "Laboratory",
            )],
            "code": loinc(code, name),
            "subject": self.subject(),
            "effectiveDateTime": stamp(visit.on, visit.hour, 45),
            "issued": stamp(next_day(visit.on), 15, 30),
            "performer": [laboratory()],
        });
        visit.mark(&mut observation);
        observation
    }

    fn close_report(&mut self, visit: &Visit, panel: &Panel, status: &str, results: Vec<Value>, conclusion: &str) {
        let mut report = json!({
            "status": status,
            "category": [concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory", "Laboratory")],
            "code": loinc(panel.loinc, panel.name),
            "subject": self.subject(),
            "effectiveDateTime": stamp(visit.on, visit.hour, 45),
            "issued": stamp(next_day(visit.on), 15, 30),
            "performer": [laboratory()],
            "resultsInterpreter": [visit.with.reference()],
            "result": results,
        });
        if !conclusion.is_empty() {
            report["conclusion"] = json!(conclusion);
        }
        visit.mark(&mut report);
        self.put("DiagnosticReport", panel.slug, report);
    }

    /// A picture of the body: what the doctor saw, in words. `section` is the code and name of the department.
    pub(super) fn picture(&mut self, visit: &Visit, section: (&str, &str), code: &str, name: &str, seen: &str) {
        let mut report = json!({
            "status": "final",
            "category": [concept("http://terminology.hl7.org/CodeSystem/v2-0074", section.0, section.1, section.1)],
            "code": loinc(code, name),
            "subject": self.subject(),
            "effectiveDateTime": stamp(visit.on, visit.hour + 1, 10),
            "issued": stamp(next_day(visit.on), 12, 0),
            "performer": [visit.with.reference()],
            "conclusion": seen,
        });
        visit.mark(&mut report);
        self.put("DiagnosticReport", "picture", report);
    }

    /// A urine test strip on which all is well, and the protein in the same sample.
    pub(super) fn clear_urine(&mut self, visit: &Visit, albumin: f64) {
        let strip = [
            ("urine-leukocytes", "5799-2", "White blood cells in urine"),
            ("urine-nitrite", "5802-4", "Nitrite in urine"),
            ("urine-blood", "5794-3", "Blood in urine"),
        ];
        let mut results: Vec<Value> = strip
            .into_iter()
            .map(|(slug, loinc, name)| Finding { slug, loinc, name, snomed: NEGATIVE, found: "Negative" })
            .map(|finding| self.finding(visit, &finding))
            .collect();
        results.push(self.figure(visit, reading(&ALBUMIN_URINE, albumin)));
        self.close_report(visit, &URINE_PANEL, "final", results, "");
    }

    /// Swabs of nose and throat.
    pub(super) fn swabs(&mut self, visit: &Visit, positive: Option<&str>, conclusion: &str) {
        let tests = [
            ("covid", "94500-6", "COVID-19"),
            ("influenza-a", "80382-5", "Influenza A"),
            ("influenza-b", "80383-3", "Influenza B"),
            ("strep", "78012-2", "Streptococcus A"),
        ];
        let findings = tests.map(|(slug, loinc, name)| {
            let (snomed, found) = if positive == Some(slug) { (POSITIVE, "Positive") } else { (NEGATIVE, "Negative") };
            Finding { slug, loinc, name, snomed, found }
        });
        self.findings(visit, &SWAB_PANEL, &findings, conclusion);
    }
}

const INTERPRETATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
const NEGATIVE: &str = "260385009";
const POSITIVE: &str = "10828004";

fn range(analyte: &Analyte) -> Value {
    let mut range = json!({});
    let end = |figure| quantity(exact(figure), analyte.unit, analyte.ucum);
    if let Some(low) = analyte.low {
        range["low"] = end(low);
    }
    if let Some(high) = analyte.high {
        range["high"] = end(high);
    }
    let (code, display) = if analyte.slug == "inr" {
        range["text"] = json!("The range your heart clinic aims at for you");
        ("therapeutic", "Therapeutic Desired Level")
    } else {
        ("normal", "Normal Range")
    };
    range["type"] = concept("http://terminology.hl7.org/CodeSystem/referencerange-meaning", code, display, display);
    range
}

/// The mark for a figure outside its range, as it is written: a figure that rounds to the end of the range is inside.
pub(super) fn mark(analyte: &Analyte, figure: f64) -> Option<(&'static str, &'static str)> {
    let written: f64 = format!("{figure:.*}", analyte.places).parse().unwrap_or(figure);
    let end = |end: Option<&str>| end.and_then(|text| text.parse::<f64>().ok());
    if end(analyte.low).is_some_and(|low| written < low) {
        Some(("L", "Low"))
    } else if end(analyte.high).is_some_and(|high| written > high) {
        Some(("H", "High"))
    } else {
        None
    }
}
