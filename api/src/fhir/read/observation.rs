//! Observations: what was measured, asked or seen.

use salus_protocol::{
    record::{Flag, PartFound, Range, ResultPart, ResultStatus, Term, Test, Value, VitalKind},
    time::RecordDate,
    words::LanguageTag,
};

use super::{
    date::{first_date, moment},
    figure::with_places,
    interpretation,
    links::Links,
    loinc, range, units, value, words,
};
use crate::fhir::{node::Node, reference::Target};

/// What an observation is for a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// A test: laboratory, imaging, examination.
    Result,
    /// A vital sign.
    Vital,
    /// What was asked and told: habits, questionnaires, wishes. Not shown among results.
    Told,
}

/// One observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The name of what was measured.
    pub name: Term<Test>,
    /// What makes two observations the same test.
    pub test: String,
    /// The LOINC code.
    pub loinc: Option<String>,
    /// Which vital sign, if it is one.
    pub vital: Option<VitalKind>,
    /// What it is for the patient.
    pub area: Area,
    /// When it was taken.
    pub date: Option<RecordDate>,
    /// The moment, where the source is that exact.
    pub moment: Option<i64>,
    /// What was found.
    pub value: Value,
    /// The figure without comparator.
    pub figure: Option<String>,
    /// The unit for people.
    pub unit: String,
    /// Upper and lower figure of a blood pressure.
    pub pressure: Option<(String, String)>,
    /// Whether it is the upper (`Some(true)`) or lower figure of a blood pressure that was sent alone.
    pub half: Option<bool>,
    /// Where it lies.
    pub flag: Option<Flag>,
    /// The laboratory's range.
    pub range: Option<Range>,
    /// Its parts.
    pub parts: Vec<ResultPart>,
    /// Comments.
    pub notes: Vec<String>,
    /// Who measured or reported it.
    pub performer: Option<String>,
    /// How final it is.
    pub status: ResultStatus,
    /// The observations it groups.
    pub members: Vec<Target>,
    /// Whether anything was found, in itself or its parts.
    pub has_value: bool,
    /// The language of its words.
    pub language: Option<LanguageTag>,
}

/// Reads an Observation; `None` if it was entered in error, or says not even what it is about.
#[must_use]
pub fn read(observation: &Node<'_>, links: &Links) -> Option<Observation> {
    let status = status(observation.get("status").text().as_deref())?;
    let code = observation.get("code");
    let name = loinc::name(code)?;
    let found = value::read(observation);
    let unit = match found.as_ref().map(|found| &found.value) {
        Some(Value::Quantity { unit, .. }) => unit.clone(),
        _ => String::new(),
    };
    let ranges = range::read(observation.get("referenceRange"), &unit);
    let figure = found.as_ref().and_then(|found| found.figure.clone());
    let computed = || {
        let comparator = found.as_ref().and_then(|found| found.comparator.as_deref());
        range::flag(&ranges, figure.as_deref()?, comparator)
    };
    let flag = interpretation::flag(observation.get("interpretation")).or_else(computed);
    let vital = loinc::vital(code).or_else(|| figure.as_ref().and_then(|_| loinc::vital_by_name(name.words()?, &unit)));
    let (upper, lower) = pressure(observation);
    // A blood pressure of which one figure was not measured is a measurement of the other one.
    let alone = match (&upper, &lower) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        _ => None,
    };
    let half = alone
        .or_else(|| loinc::is_systolic(code).then_some(true))
        .or_else(|| loinc::is_diastolic(code).then_some(false));
    let single = alone.and_then(|_| upper.clone().or_else(|| lower.clone()));
    let pressure = upper.zip(lower);
    let parts: Vec<ResultPart> = observation.each("component").filter_map(part).collect();
    let has_part = parts.iter().any(|part| !matches!(part.value, Value::Absent { .. }));
    let has_value = found.is_some() || has_part;
    let value = match found {
        Some(found) => found.value,
        None if has_part => together(pressure.as_ref(), &parts),
        None => value::absent(observation),
    };
    let performers: Vec<String> =
        observation.each("performer").filter_map(|who| links.name(who, observation)).collect();
    Some(Observation {
        test: test(code, &name),
        loinc: loinc::code(code).map(std::borrow::Cow::into_owned),
        vital,
        area: area(observation, code, vital),
        date: first_date(
            observation,
            &["effectiveDateTime", "effectivePeriod", "effectiveInstant", "effectiveTiming", "issued"],
        ),
        moment: moment(observation.get("effectiveDateTime"))
            .or_else(|| moment(observation.at(&["effectivePeriod", "start"]))),
        value,
        figure: figure.or(single),
        unit,
        half,
        pressure,
        flag,
        range: ranges.range,
        parts,
        notes: words::notes(observation),
        performer: performers.into_iter().next(),
        status,
        members: observation.each("hasMember").filter_map(Target::of).collect(),
        has_value,
        language: words::language(observation),
        name,
    })
}

/// How final a result is; `None` for one that was entered in error. What the source does not say may still change.
#[must_use]
pub fn status(code: Option<&str>) -> Option<ResultStatus> {
    Some(match code {
        Some("entered-in-error") => return None,
        Some("final") => ResultStatus::Final,
        Some("amended" | "corrected" | "appended") => ResultStatus::Corrected,
        Some("cancelled") => ResultStatus::Cancelled,
        _ => ResultStatus::Preliminary,
    })
}

/// What makes two observations the same test: the LOINC code, else the first code, else the name.
fn test(code: &Node<'_>, name: &Term<Test>) -> String {
    if let Some(loinc) = loinc::code(code) {
        return format!("loinc {loinc}");
    }
    let first =
        code.each("coding").find_map(|coding| Some((coding.word("system").unwrap_or_default(), coding.word("code")?)));
    let sameness = || match name {
        Term::Words(name) => words::sameness(name),
        Term::Known(test) => format!("{test:?}"),
    };
    // A code without a system, and one that stands for anything, is no better than the name.
    first
        .filter(|(system, _)| !system.is_empty())
        .map_or_else(sameness, |(system, code)| format!("{system} {code} {}", sameness()))
}

fn area(observation: &Node<'_>, code: &Node<'_>, vital: Option<VitalKind>) -> Area {
    let categories = observation.get("category");
    let is = |code: &str| words::has_code(categories, code);
    if is("vital-signs") || vital.is_some() || loinc::is_systolic(code) || loinc::is_diastolic(code) {
        return Area::Vital;
    }
    if ["laboratory", "imaging", "exam", "procedure", "clinical-test", "LAB", "RAD", "PAT"].into_iter().any(is) {
        return Area::Result;
    }
    let told = [
        "social-history",
        "survey",
        "sdoh",
        "activity",
        "therapy",
        "functional-status",
        "disability-status",
        "cognitive-status",
        "treatment-intervention-preference",
        "care-experience-preference",
        "observation-adi-documentation",
    ];
    if told.into_iter().any(is) { Area::Told } else { Area::Result }
}

/// The upper and the lower figure of a blood pressure, from its components. It is read to the whole millimetre; more was
/// computed.
fn pressure(observation: &Node<'_>) -> (Option<String>, Option<String>) {
    let figure = |wanted: fn(&Node<'_>) -> bool| {
        let component = observation.each("component").find(|component| wanted(component.get("code")))?;
        Some(with_places(&value::quantity(component.get("valueQuantity"))?.figure?, 0))
    };
    (figure(loinc::is_systolic), figure(loinc::is_diastolic))
}

fn part(component: &Node<'_>) -> Option<ResultPart> {
    let name = loinc::name(component.get("code"))?;
    let found = value::read(component);
    let unit = match found.as_ref().map(|found| &found.value) {
        Some(Value::Quantity { unit, .. }) => unit.clone(),
        _ => String::new(),
    };
    let ranges = range::read(component.get("referenceRange"), &unit);
    let computed = || {
        let found = found.as_ref()?;
        range::flag(&ranges, found.figure.as_deref()?, found.comparator.as_deref())
    };
    let flag = interpretation::flag(component.get("interpretation")).or_else(computed);
    let value = found.map_or_else(|| value::absent(component), |found| found.value);
    Some(ResultPart { name, value, flag, range: ranges.range })
}

/// So many parts stand for a panel in a list.
const PARTS_IN_A_LINE: usize = 6;

/// What a panel shows where there is no room for all of its parts.
fn together(pressure: Option<&(String, String)>, parts: &[ResultPart]) -> Value {
    if let Some((upper, lower)) = pressure {
        return Value::Parts { text: format!("{upper}/{lower} {}", units::for_people("mm[Hg]")) };
    }
    let found = parts.iter().filter(|part| !matches!(part.value, Value::Absent { .. }));
    let found = found.map(|part| PartFound { name: part.name.clone(), value: part.value.clone() });
    Value::Panel { parts: found.take(PARTS_IN_A_LINE).collect() }
}

#[cfg(test)]
mod tests;
