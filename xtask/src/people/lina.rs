//! Lina Marsh, 47: type 2 diabetes for six years, high blood pressure, an allergy to penicillin.
//!
//! Her story: sugar falls after the diagnosis, creeps up twice, and falls again after each change of her medicine.

use super::{
    analytes::*,
    care::{Allergy, Medicine, ONE_TABLET, Standing, Step, When},
    chart::{Chart, Identity, Kind, Visit},
    days::{Days, weekday},
    labs::reading,
    practice::{DIABETES_CLINIC, HANNA, IDRIS, SALMA, SURGERY, TELEPHONE},
    vitals::Sign,
};

/// Who she is.
pub(super) static LINA: Identity = Identity {
    id: "lina-marsh",
    given: "Lina",
    family: "Marsh",
    once: None,
    gender: "female",
    age: 47,
    birthday_ago: 136,
    phone: "+44 7700 900142",
    email: "lina@example.org",
    street: "18 Orchard Row",
    doctor: &SALMA,
};

const CHECK: Kind = Kind { title: "Diabetes check", with: &IDRIS, place: &DIABETES_CLINIC, hour: 8 };
const REVIEW: Kind = Kind { title: "Diabetes review", with: &SALMA, place: &DIABETES_CLINIC, hour: 10 };
const CALL: Kind = Kind { title: "Phone call about your medicine", with: &IDRIS, place: &TELEPHONE, hour: 14 };
const DOCTOR: Kind = Kind { title: "Family doctor visit", with: &HANNA, place: &SURGERY, hour: 9 };
const EYES: Kind = Kind { title: "Eye photographs", with: &IDRIS, place: &DIABETES_CLINIC, hour: 11 };

const HEIGHT: f64 = 168.0;
/// Days between two checks, and how many days ago the newest one was.
const BETWEEN: i32 = 122;
const NEWEST: i32 = 8;

/// One check: HbA1c in %, weight in kg, blood pressure, creatinine in mg/dL.
struct Check(f64, f64, (f64, f64), f64);

/// Oldest first, one every four months.
const CHECKS: [Check; 19] = [
    Check(8.6, 88.4, (152.0, 94.0), 0.76),
    Check(7.8, 87.1, (149.0, 93.0), 0.78),
    Check(7.2, 85.9, (151.0, 92.0), 0.75),
    Check(6.9, 85.0, (141.0, 88.0), 0.79),
    Check(6.7, 84.6, (138.0, 87.0), 0.81),
    Check(6.6, 84.2, (132.0, 84.0), 0.80),
    Check(6.8, 84.5, (129.0, 82.0), 0.78),
    Check(6.9, 84.9, (131.0, 83.0), 0.82),
    Check(7.1, 85.6, (128.0, 80.0), 0.80),
    Check(7.4, 86.4, (130.0, 82.0), 0.81),
    Check(7.9, 87.0, (133.0, 84.0), 0.83),
    Check(7.4, 86.3, (127.0, 81.0), 0.79),
    Check(7.0, 85.7, (126.0, 79.0), 0.82),
    Check(6.9, 85.4, (128.0, 80.0), 0.81),
    Check(7.0, 85.6, (125.0, 79.0), 0.84),
    Check(7.1, 86.0, (129.0, 82.0), 0.82),
    Check(7.4, 86.7, (131.0, 83.0), 0.83),
    Check(7.8, 87.3, (133.0, 84.0), 0.85),
    Check(7.3, 86.1, (128.0, 82.0), 0.83),
];

/// Her record.
pub(super) fn chart(days: Days) -> Chart {
    let mut chart = Chart::new(&LINA, days);
    let thursday = chart.appointment(4, true, REVIEW, "Evening dose of metformin, and the results of your last check");
    chart.appointment(74, false, EYES, "Yearly look at the back of the eye");
    for (index, check) in CHECKS.iter().enumerate() {
        one_check(&mut chart, index, check, weekday(thursday));
    }
    other_visits(&mut chart);
    medicines(&mut chart);
    problems(&mut chart);
    vaccines(&mut chart);
    chart
}

/// How many days ago the check with this number was.
fn check_ago(index: usize) -> i32 {
    NEWEST + BETWEEN * (CHECKS.len() as i32 - 1 - index as i32)
}

fn one_check(chart: &mut Chart, index: usize, check: &Check, next: &str) {
    let Check(sugar, weight, (systolic, diastolic), creatinine) = *check;
    let newest = index + 1 == CHECKS.len();
    let reason = if index == 0 { "Thirst and tiredness" } else { "Type 2 diabetes" };
    let visit = chart.visit(check_ago(index), CHECK, reason);
    let pulse = chart.dice.around(76.0, 6.0);
    chart.pressure(&visit, systolic, diastolic, pulse);
    chart.weight(&visit, weight, HEIGHT);
    if index.is_multiple_of(9) {
        chart.sign(&visit, Sign::Height, HEIGHT);
    }
    if newest {
        chart.sign(&visit, Sign::Temperature, 36.7);
        chart.sign(&visit, Sign::OxygenSaturation, 98.0);
    }
    let spoken = format!(
        "A little lower than last time, so the new dose is helping. Nothing urgent. Let's talk about your evening dose on {next}."
    );
    // The nurse takes the blood, the doctor reads the results.
    let visit = Visit { with: &SALMA, ..visit };
    let (note, conclusion) = sugar_words(index, &spoken);
    // Fasting sugar follows the three-month value, with the scatter of single mornings.
    let morning = chart.dice.around(sugar * 22.0 - 14.0, 8.0);
    chart.report(
        &visit,
        &DIABETES_PANEL,
        vec![reading(&HBA1C, sugar).note(note), reading(&GLUCOSE, morning)],
        conclusion,
    );
    if index.is_multiple_of(2) {
        kidneys(chart, &visit, index, creatinine);
    }
    if index.is_multiple_of(3) {
        yearly(chart, &visit, index / 3);
    }
}

/// What the doctor wrote to the sugar of this check, and under the whole report.
fn sugar_words(index: usize, newest: &str) -> (&str, &'static str) {
    match index {
        0 => (
            "This shows that you have diabetes. We will go through it together next week.",
            "Type 2 diabetes, newly found.",
        ),
        2 => ("Well done. Walking and the tablets are doing their work.", ""),
        5 => ("Very good. Please go on like this.", "Sugar close to the normal range."),
        10 => (
            "Higher than we want. Let us talk about a higher dose of metformin at your visit next week.",
            "Sugar has risen over a year. A higher dose of metformin is advised.",
        ),
        12 => ("The higher dose has helped.", ""),
        17 => (
            "Higher than last time. At your visit next week we will talk about raising metformin in two steps, so that your stomach can get used to it.",
            "Sugar has risen again. A higher dose of metformin is advised, in two steps.",
        ),
        18 => (newest, "Sugar a little lower than last time, still above the range."),
        _ => ("", ""),
    }
}

fn kidneys(chart: &mut Chart, visit: &Visit, index: usize, creatinine: f64) {
    let scattered = chart.dice.around(4.3, 0.3);
    let potassium = if index == 8 {
        reading(&POTASSIUM, 4.4)
            .status("corrected")
            .note("The first figure (5.6) was too high because the sample had stood too long. This is the right one.")
    } else {
        reading(&POTASSIUM, scattered)
    };
    let conclusion = if index == 18 { "Your kidneys work well." } else { "" };
    chart.kidneys(visit, creatinine, potassium, conclusion);
}

/// Once a year: fats, blood count, liver, urine, vitamin B12.
fn yearly(chart: &mut Chart, visit: &Visit, year: usize) {
    // The tablet for cholesterol began after the second year's test; the one for the kidneys and blood pressure before.
    let (total, hdl, triglycerides, words) = match year {
        0 => (231.0, 46.0, 212.0, "Cholesterol is high. More walking and less fat first; we look again in a year."),
        1 => (222.0, 47.0, 184.0, "Still high. We begin with a tablet in the evening."),
        2 => (171.0, 49.0, 158.0, "Much better with the tablet."),
        3 => (166.0, 50.0, 149.0, ""),
        4 => (168.0, 49.0, 155.0, ""),
        5 => (163.0, 51.0, 142.0, ""),
        _ => (161.0, 52.0, 138.0, "Cholesterol stays low enough. Please go on with the tablet."),
    };
    chart.fats(visit, total, hdl, triglycerides, words);
    let hemoglobin = [12.4, 11.6, 12.6, 13.0, 13.1, 12.9, 13.0][year.min(6)];
    let size = [81.5, 78.2, 84.0, 87.5, 88.0, 88.4, 89.1][year.min(6)];
    let white = chart.dice.around(7.0, 1.2);
    let words = if year == 1 { "A little short of iron. Please take the iron tablets for three months." } else { "" };
    chart.blood_count(visit, hemoglobin, size, white, words);
    if year.is_multiple_of(2) {
        chart.liver(
            visit,
            [48.0, 31.0, 29.0, 27.0][(year / 2).min(3)],
            if year == 0 { "Common with extra weight. We watch it." } else { "" },
        );
    }
    let protein = [14.0, 22.0, 36.0, 27.0, 21.0, 18.0, 19.0][year.min(6)];
    if year < 6 {
        chart.clear_urine(visit, protein);
    } else {
        let first = reading(&ALBUMIN_URINE, protein)
            .status("preliminary")
            .note("First figure. The laboratory measures the sample once more; we write when it is final.");
        chart.report(visit, &URINE_PANEL, vec![first], "");
    }
    if year >= 2 {
        let level = [0.0, 0.0, 418.0, 372.0, 341.0, 309.0, 296.0][year.min(6)];
        let words = if year == 6 { "Metformin can lower this vitamin slowly. Yours is still fine." } else { "" };
        chart.report(visit, &VITAMIN_PANEL, vec![reading(&B12, level).note(words)], "");
    }
}

fn other_visits(chart: &mut Chart) {
    for (ago, reason) in [
        (check_ago(0) - 9, "What diabetes is, and how we treat it"),
        (check_ago(4) - 12, "Yearly review"),
        (check_ago(7) - 12, "Yearly review"),
        (check_ago(10) - 7, "Sugar has risen"),
        (check_ago(13) - 12, "Yearly review"),
        (check_ago(17) - 8, "Sugar has risen"),
    ] {
        chart.visit(ago, REVIEW, reason);
    }
    for ago in [1830, 1460, 1095, 725, 360] {
        chart.visit(ago, EYES, "Yearly look at the back of the eye");
    }
    chart.visit(20, CALL, "Second step of the new dose");
    let fever = chart.visit(640, DOCTOR, "Sore throat and fever");
    chart.sign(&fever, Sign::Temperature, 38.4);
    chart.swabs(&fever, Some("strep"), "Streptococcus found. Antibiotic without penicillin, because of your allergy.");
    let cough = chart.visit(298, DOCTOR, "Cough and runny nose");
    chart.sign(&cough, Sign::Temperature, 37.6);
    chart.sign(&cough, Sign::OxygenSaturation, 97.0);
    chart.swabs(&cough, None, "A common cold. Rest and drink plenty.");
}

const fn metformin<'a>(name: &'static str, how: &'a [Step]) -> Medicine<'a> {
    Medicine { slug: "metformin", atc: "A10BA02", name, how, reason: "Type 2 diabetes", by: &SALMA }
}

const fn tablet(words: &'static str, times: u32, at: &'static [&'static str]) -> Step {
    Step { words, dose: ONE_TABLET, when: When::Every { times, days: 1, at } }
}

fn medicines(chart: &mut Chart) {
    const RAISED: &str = "The dose was raised.";
    const TWICE: &[&str] = &["CM", "CV"];
    let doses: [(i32, &'static str, &[Step], Standing); 5] = [
        (
            check_ago(0) - 9,
            "Metformin 500 mg tablet",
            &[tablet("One tablet with dinner for two weeks", 1, &["CV"])],
            Standing::Stopped(RAISED),
        ),
        (
            check_ago(0) - 24,
            "Metformin 500 mg tablet",
            &[tablet("One tablet twice a day, with breakfast and with dinner", 2, TWICE)],
            Standing::Stopped(RAISED),
        ),
        (
            check_ago(10) - 7,
            "Metformin 850 mg tablet",
            &[tablet("One tablet twice a day, with breakfast and with dinner", 2, TWICE)],
            Standing::Stopped(RAISED),
        ),
        (
            check_ago(17) - 8,
            "Metformin 850 mg and 1000 mg tablets",
            &[
                tablet("One 1000 mg tablet with breakfast", 1, &["CM"]),
                tablet("One 850 mg tablet with dinner", 1, &["CV"]),
            ],
            Standing::Stopped(RAISED),
        ),
        (
            20,
            "Metformin 1000 mg tablet",
            &[tablet("One tablet twice a day, with breakfast and with dinner", 2, TWICE)],
            Standing::Current(3),
        ),
    ];
    for (ago, name, how, standing) in doses {
        chart.prescribe(ago, metformin(name, how), standing, "");
    }
    let morning: &[Step] = &[tablet("One tablet in the morning", 1, &["MORN"])];
    let pressure = |name| Medicine {
        slug: "ramipril",
        atc: "C09AA05",
        name,
        how: morning,
        reason: "High blood pressure",
        by: &SALMA,
    };
    chart.prescribe(check_ago(2) - 1, pressure("Ramipril 2.5 mg tablet"), Standing::Stopped(RAISED), "");
    chart.prescribe(check_ago(4) - 12, pressure("Ramipril 5 mg tablet"), Standing::Current(5), "");
    chart.prescribe(
        check_ago(3) - 6,
        Medicine {
            slug: "atorvastatin",
            atc: "C10AA05",
            name: "Atorvastatin 20 mg tablet",
            how: &[tablet("One tablet in the evening", 1, &["EVE"])],
            reason: "High cholesterol",
            by: &SALMA,
        },
        Standing::Current(5),
        "",
    );
    chart.prescribe(
        check_ago(3) - 6,
        Medicine {
            slug: "iron",
            atc: "B03AA07",
            name: "Iron tablet (ferrous sulfate 200 mg)",
            how: &[tablet("One tablet in the morning, an hour before breakfast, for three months", 1, &["ACM"])],
            reason: "Short of iron",
            by: &HANNA,
        },
        Standing::Finished,
        "",
    );
    chart.prescribe(
        640,
        Medicine {
            slug: "clarithromycin",
            atc: "J01FA09",
            name: "Clarithromycin 250 mg tablet",
            how: &[tablet("One tablet twice a day for five days", 2, &["MORN", "EVE"])],
            reason: "Throat infection",
            by: &HANNA,
        },
        Standing::Finished,
        "Please leave out atorvastatin on these five days: the two do not go together.",
    );
    chart.prescribe(
        check_ago(10) - 30,
        Medicine {
            slug: "test-strips",
            atc: "",
            name: "Blood sugar test strips",
            how: &[Step {
                words: "Before breakfast, two days a week",
                dose: ("1", "strip", "{strip}"),
                when: When::Every { times: 2, days: 7, at: &[] },
            }],
            reason: "Type 2 diabetes",
            by: &IDRIS,
        },
        Standing::Current(8),
        "",
    );
}

fn problems(chart: &mut Chart) {
    chart.condition(
        "44054006",
        "Type 2 diabetes",
        check_ago(0),
        None,
        "Looked after by the diabetes clinic, a check every four months.",
    );
    chart.condition(
        "38341003",
        "High blood pressure",
        check_ago(2),
        None,
        "Well controlled since the ramipril was raised.",
    );
    chart.condition("13644009", "High cholesterol", check_ago(0), None, "");
    chart.condition("11687002", "Diabetes in pregnancy", 5680, Some(5440), "");
    chart.condition("87522002", "Anemia from lack of iron", check_ago(3), Some(check_ago(6)), "");
    chart.condition("43878008", "Throat infection (streptococcus)", 640, Some(630), "");
    chart.allergy(Allergy {
        snomed: "91936005",
        name: "Penicillin",
        class: Some(("allergy", "medication")),
        dangerous: true,
        reactions: &[("247472004", "Hives"), ("267036007", "Short of breath")],
        since: 9800,
        note: "After amoxicillin as a young woman. Please say so before any antibiotic.",
    });
}

fn vaccines(chart: &mut Chart) {
    for year in 0..6 {
        chart.vaccine("140", "Flu vaccine", (0, 0), 41 + year * 365);
    }
    chart.vaccine("208", "COVID-19 vaccine", (1, 2), 2005);
    chart.vaccine("208", "COVID-19 vaccine", (2, 2), 1979);
    chart.vaccine("208", "COVID-19 vaccine, booster", (3, 0), 1770);
    chart.vaccine("115", "Tetanus, diphtheria and whooping cough vaccine", (0, 0), 1502);
    chart.vaccine("43", "Hepatitis B vaccine", (1, 3), 1320);
    chart.vaccine("43", "Hepatitis B vaccine", (2, 3), 1290);
    chart.vaccine("43", "Hepatitis B vaccine", (3, 3), 1138);
    chart.vaccine("216", "Pneumococcal vaccine", (0, 0), 405);
}
