//! Vital signs in the shapes of US Core, with the LOINC codes that every portal knows.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    bundle::{concept, decimal, loinc, quantity},
    chart::{Chart, Visit},
    days::{next_day, stamp},
};

/// A vital sign with one figure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// Beats a minute.
    HeartRate,
    /// Kilograms.
    Weight,
    /// Centimetres.
    Height,
    /// Kilograms by square metres.
    BodyMassIndex,
    /// Per cent.
    OxygenSaturation,
    /// Degrees Celsius.
    Temperature,
    /// Breaths a minute.
    RespiratoryRate,
    /// Litres a minute.
    PeakFlow,
}

impl Sign {
    /// Name of ids, LOINC code, name, unit, UCUM code, decimal places.
    const fn shape(self) -> (&'static str, &'static str, &'static str, &'static str, &'static str, usize) {
        match self {
            Self::HeartRate => ("heart-rate", "8867-4", "Heart rate", "beats/min", "/min", 0),
            Self::Weight => ("weight", "29463-7", "Body weight", "kg", "kg", 1),
            Self::Height => ("height", "8302-2", "Body height", "cm", "cm", 0),
            Self::BodyMassIndex => ("bmi", "39156-5", "Body mass index", "kg/m²", "kg/m2", 1),
            Self::OxygenSaturation => ("oxygen", "59408-5", "Oxygen in the blood", "%", "%", 0),
            Self::Temperature => ("temperature", "8310-5", "Body temperature", "°C", "Cel", 1),
            Self::RespiratoryRate => ("breathing", "9279-1", "Breaths a minute", "breaths/min", "/min", 0),
            Self::PeakFlow => ("peak-flow", "33452-4", "Peak flow", "L/min", "L/min", 0),
        }
    }
}

impl Chart {
    /// A sign measured at a visit.
    pub(super) fn sign(&mut self, visit: &Visit, sign: Sign, figure: f64) {
        let mut observation = self.measured(sign, figure, &stamp(visit.on, visit.hour, 35));
        observation["performer"] = json!([visit.with.reference()]);
        visit.mark(&mut observation);
        self.put("Observation", sign.shape().0, observation);
    }

    /// A sign that the patient measured at home.
    pub(super) fn sign_at_home(&mut self, on: Date, sign: Sign, figure: f64) {
        let mut observation = self.measured(sign, figure, &stamp(on, 7, 15));
        observation["performer"] = json!([self.subject()]);
        observation["note"] = json!([{ "text": "Measured at home." }]);
        // What is measured at home reaches the practice on the next day, and never after today.
        let arrived = if self.days.since(on) > 0 { next_day(on) } else { on };
        observation["issued"] = json!(stamp(arrived, 8, 0));
        self.put("Observation", sign.shape().0, observation);
    }

    fn measured(&self, sign: Sign, figure: f64, at: &str) -> Value {
        let (_, code, name, unit, ucum, places) = sign.shape();
        json!({
            "status": "final",
            "category": [vital_signs()],
            "code": loinc(code, name),
            "subject": self.subject(),
            "effectiveDateTime": at,
            "valueQuantity": quantity(decimal(figure, places), unit, ucum),
        })
    }

    /// Blood pressure in mmHg and heart rate in beats a minute.
    pub(super) fn pressure(&mut self, visit: &Visit, systolic: f64, diastolic: f64, pulse: f64) {
        let part = |code: &str, name: &str, figure: f64| json!({ "code": loinc(code, name), "valueQuantity": quantity(decimal(figure, 0), "mmHg", "mm[Hg]") });
        let mut observation = json!({
            "status": "final",
            "category": [vital_signs()],
            "code": loinc("85354-9", "Blood pressure"),
            "subject": self.subject(),
            "effectiveDateTime": stamp(visit.on, visit.hour, 35),
            "performer": [visit.with.reference()],
            "component": [
                part("8480-6", "Systolic blood pressure", systolic),
                part("8462-4", "Diastolic blood pressure", diastolic),
            ],
        });
        visit.mark(&mut observation);
        self.put("Observation", "blood-pressure", observation);
        self.sign(visit, Sign::HeartRate, pulse);
    }

    /// Weight in kg, and the body mass index that follows from it and the height in cm.
    pub(super) fn weight(&mut self, visit: &Visit, kilograms: f64, height: f64) {
        self.sign(visit, Sign::Weight, kilograms);
        self.sign(visit, Sign::BodyMassIndex, kilograms / (height / 100.0).powi(2));
    }
}

fn vital_signs() -> Value {
    concept("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital Signs", "Vital signs")
}
