//! Vital signs: one entry for each kind, in one unit, oldest value first.

use std::collections::BTreeMap;

use salus_protocol::{
    record::{Flag, Point, Range, Term, Test, Vital, VitalKind, Vitals},
    time::RecordDate,
    words::LanguageTag,
};

use super::Read;
use crate::fhir::read::{
    observation::{Area, Observation},
    units,
};

/// A value on its way into a history.
struct Measured {
    name: Term<Test>,
    language: Option<LanguageTag>,
    date: RecordDate,
    moment: Option<i64>,
    figure: String,
    second: Option<String>,
    unit: String,
    flag: Option<Flag>,
    range: Option<Range>,
}

/// The upper and the lower figure of a blood pressure that were sent apart, by date.
type Halves<'o> = BTreeMap<(RecordDate, Option<i64>), (Option<&'o Observation>, Option<&'o Observation>)>;

/// Whether an observation has its place among the vital signs: it has a figure, or the two of a blood pressure, and a date.
pub(super) fn has_place(observation: &Observation) -> bool {
    observation.area == Area::Vital
        && observation.date.is_some()
        && (observation.figure.is_some() || observation.pressure.is_some())
}

/// Puts the vital signs together.
pub(super) fn build(observations: &[Read<Observation>]) -> Vitals {
    let mut kinds: BTreeMap<(VitalKind, String), Vec<Measured>> = BTreeMap::new();
    let mut halves: Halves<'_> = BTreeMap::new();
    for observation in observations.iter().map(|read| &read.content).filter(|observation| has_place(observation)) {
        let Some(date) = observation.date.clone() else { continue };
        match observation.half {
            Some(upper) => {
                let pair = halves.entry((date, observation.moment)).or_default();
                let half = if upper { &mut pair.0 } else { &mut pair.1 };
                *half = Some(observation);
            }
            None => add(&mut kinds, observation, date, observation.pressure.clone()),
        }
    }
    for ((date, _), pair) in halves {
        match pair {
            (Some(upper), Some(lower)) => {
                let pressure = upper.figure.clone().zip(lower.figure.clone());
                add(&mut kinds, upper, date, pressure);
            }
            (Some(alone), None) | (None, Some(alone)) => add(&mut kinds, alone, date, None),
            (None, None) => {}
        }
    }
    let mut vitals: Vec<Vital> =
        kinds.into_iter().flat_map(|((kind, _), measured)| in_one_unit(kind, measured)).collect();
    vitals.sort_by(|one, other| one.kind.cmp(&other.kind).then_with(|| one.name.cmp(&other.name)));
    Vitals { vitals }
}

fn add(
    kinds: &mut BTreeMap<(VitalKind, String), Vec<Measured>>,
    observation: &Observation,
    date: RecordDate,
    pressure: Option<(String, String)>,
) {
    let known = if pressure.is_some() { Some(VitalKind::BloodPressure) } else { observation.vital };
    let kind = known.filter(|kind| *kind != VitalKind::BloodPressure || pressure.is_some()).unwrap_or(VitalKind::Other);
    let name = match (observation.half, kind) {
        (_, VitalKind::BloodPressure) => Term::Known(Test::BloodPressure),
        (Some(true), _) => Term::Known(Test::Systolic),
        (Some(false), _) => Term::Known(Test::Diastolic),
        (None, _) => observation.name.clone(),
    };
    let language = observation.language.clone();
    let key = match (kind, observation.half) {
        (VitalKind::Other, Some(upper)) => format!("half {upper}"),
        (VitalKind::Other, None) => observation.test.clone(),
        _ => String::new(),
    };
    let is_pressure = pressure.is_some();
    let (figure, second) = match pressure {
        Some((upper, lower)) => (upper, Some(lower)),
        None => match observation.figure.clone() {
            Some(figure) => (figure, None),
            None => return,
        },
    };
    let unit = if is_pressure || observation.half.is_some() {
        units::for_people("mm[Hg]")
    } else {
        unit_of(kind, &observation.unit)
    };
    kinds.entry((kind, key)).or_default().push(Measured {
        name,
        language,
        date,
        moment: observation.moment,
        figure,
        second,
        unit,
        flag: observation.flag,
        range: observation.range.clone(),
    });
}

/// Some sources write "C" for degrees, which means so only of a temperature.
fn unit_of(kind: VitalKind, unit: &str) -> String {
    match (kind, unit) {
        (VitalKind::Temperature, "C") => "°C".to_owned(),
        (VitalKind::Temperature, "F") => "°F".to_owned(),
        _ => unit.to_owned(),
    }
}

/// The values of one kind in the unit of the newest; values that no table converts make a history of their own.
fn in_one_unit(kind: VitalKind, mut measured: Vec<Measured>) -> Vec<Vital> {
    measured.sort_by(|one, other| one.date.cmp(&other.date).then(one.moment.cmp(&other.moment)));
    let mut vitals: Vec<Vital> = Vec::new();
    for value in measured.into_iter().rev() {
        let home = vitals.iter_mut().find_map(|vital| {
            let figure = units::converted(&value.figure, &value.unit, &vital.unit)?;
            Some((vital, figure))
        });
        let same_unit = home.as_ref().is_none_or(|(vital, _)| vital.unit == value.unit);
        let figure = home.as_ref().map_or_else(|| value.figure.clone(), |(_, figure)| figure.clone());
        // A range is the laboratory's, in its own unit.
        let range = value.range.filter(|_| same_unit);
        let point = Point { date: value.date, figure, second: value.second, flag: value.flag, range };
        match home {
            Some((vital, _)) => vital.history.push(point),
            None => {
                let (name, unit, language) = (value.name, value.unit, value.language);
                vitals.push(Vital { kind, name, unit, history: vec![point], language });
            }
        }
    }
    for vital in &mut vitals {
        vital.history.reverse();
        // The same value sent twice for the same minute is one value.
        vital.history.dedup_by(|one, other| one.date.as_str().len() > 10 && one == other);
    }
    vitals
}
