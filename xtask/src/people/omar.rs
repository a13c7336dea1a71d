//! Omar Naçeri, 61: a weak heart and atrial fibrillation, many medicines, one of them on hold.
//!
//! His story: after the heart failure was found, strain and weight fall over two years. Two months ago potassium was
//! too high, a tablet was put on hold, and it is normal again.

use super::{
    analytes::*,
    care::Allergy,
    chart::{Chart, Identity, Kind, Visit},
    days::Days,
    labs::reading,
    practice::{HANNA, HEART_CLINIC, MEI, SURGERY, TELEPHONE, TOBIAS},
    vitals::Sign,
};

mod medicines;

/// Who he is.
pub(super) static OMAR: Identity = Identity {
    id: "omar-naceri",
    given: "Omar",
    family: "Naçeri",
    once: Some("Omar Naceri"),
    gender: "male",
    age: 61,
    birthday_ago: 203,
    phone: "+44 7700 900518",
    email: "omar@example.org",
    street: "7 Mill Bridge",
    doctor: &TOBIAS,
};

const REVIEW: Kind = Kind { title: "Heart clinic review", with: &TOBIAS, place: &HEART_CLINIC, hour: 9 };
const NURSE: Kind = Kind { title: "Heart nurse visit", with: &MEI, place: &HEART_CLINIC, hour: 10 };
const CALL: Kind = Kind { title: "Phone call about your blood test", with: &MEI, place: &TELEPHONE, hour: 15 };
const DOCTOR: Kind = Kind { title: "Family doctor visit", with: &HANNA, place: &SURGERY, hour: 11 };

const HEIGHT: f64 = 178.0;
/// Days between two visits to the heart clinic, and how many days ago the newest one was.
const BETWEEN: i32 = 92;
const NEWEST: i32 = 9;
/// How many days ago potassium was too high, and the tablet was put on hold.
const HIGH: i32 = 58;

/// One visit: weight in kg, blood pressure, heart rate, creatinine in mg/dL, potassium in mmol/L.
struct Review(f64, (f64, f64), f64, f64, f64);

/// Oldest first, one every three months.
const REVIEWS: [Review; 21] = [
    Review(96.4, (146.0, 90.0), 108.0, 1.12, 4.2),
    Review(92.8, (138.0, 86.0), 92.0, 1.16, 4.3),
    Review(90.6, (134.0, 84.0), 84.0, 1.18, 4.4),
    Review(89.9, (130.0, 82.0), 80.0, 1.19, 4.5),
    Review(89.5, (128.0, 80.0), 76.0, 1.17, 4.4),
    Review(89.2, (126.0, 78.0), 74.0, 1.20, 4.6),
    Review(88.8, (124.0, 78.0), 72.0, 1.21, 4.5),
    Review(88.9, (122.0, 76.0), 74.0, 1.19, 4.6),
    Review(88.4, (120.0, 76.0), 71.0, 1.22, 4.7),
    Review(88.7, (122.0, 74.0), 73.0, 1.24, 4.6),
    Review(88.1, (118.0, 74.0), 70.0, 1.21, 4.7),
    Review(88.5, (120.0, 76.0), 72.0, 1.23, 4.6),
    Review(87.9, (116.0, 72.0), 70.0, 1.25, 4.8),
    Review(88.2, (118.0, 74.0), 71.0, 1.24, 4.7),
    Review(88.0, (116.0, 72.0), 69.0, 1.26, 4.8),
    Review(88.6, (120.0, 74.0), 72.0, 1.27, 4.7),
    Review(88.3, (118.0, 74.0), 70.0, 1.25, 4.8),
    Review(88.0, (116.0, 72.0), 71.0, 1.28, 4.9),
    Review(88.4, (118.0, 74.0), 72.0, 1.29, 4.8),
    Review(88.9, (114.0, 70.0), 74.0, 1.31, 5.0),
    Review(88.5, (118.0, 74.0), 72.0, 1.27, 4.6),
];

/// Strain of the heart in pg/mL, at every second review.
const STRAIN: [f64; 11] = [4380.0, 2940.0, 2110.0, 1630.0, 1350.0, 1190.0, 1060.0, 985.0, 940.0, 965.0, 910.0];

/// His record.
pub(super) fn chart(days: Days) -> Chart {
    let mut chart = Chart::new(&OMAR, days);
    chart.appointment(5, true, NURSE, "Blood test for potassium, and weight");
    chart.appointment(83, false, REVIEW, "Review every three months");
    for (index, review) in REVIEWS.iter().enumerate() {
        one_review(&mut chart, index, review);
    }
    clotting(&mut chart);
    high_potassium(&mut chart);
    weight_at_home(&mut chart);
    other_visits(&mut chart);
    medicines::prescribe(&mut chart);
    problems(&mut chart);
    vaccines(&mut chart);
    chart
}

fn review_ago(index: usize) -> i32 {
    NEWEST + BETWEEN * (REVIEWS.len() as i32 - 1 - index as i32)
}

fn one_review(chart: &mut Chart, index: usize, review: &Review) {
    let Review(weight, (systolic, diastolic), pulse, creatinine, potassium) = *review;
    let reason = if index == 0 { "Short of breath, swollen legs" } else { "Heart failure and atrial fibrillation" };
    let visit = chart.visit(review_ago(index), REVIEW, reason);
    chart.pressure(&visit, systolic, diastolic, pulse);
    chart.weight(&visit, weight, HEIGHT);
    chart.sign(&visit, Sign::OxygenSaturation, if index == 0 { 93.0 } else { 97.0 });
    if index == 0 {
        chart.sign(&visit, Sign::Height, HEIGHT);
        chart.sign(&visit, Sign::RespiratoryRate, 22.0);
        chart.picture(
            &visit,
            ("CUS", "Cardiac Ultrasound"),
            "42148-7",
            "Ultrasound of the heart",
            "The left chamber pumps weakly: about 32 of every 100 parts with each beat (normal: 55 or more). Valves without severe disease.",
        );
    }
    let newest = index + 1 == REVIEWS.len();
    let words =
        if newest { "Potassium is normal again. Spironolactone stays on hold until the next blood test." } else { "" };
    chart.kidneys(&visit, creatinine, reading(&POTASSIUM, potassium), words);
    if index.is_multiple_of(2) {
        let strain = STRAIN[(index / 2).min(10)];
        let words = match index {
            0 => "A clear sign that your heart is under strain. We begin treatment today.",
            8 => "Half of what it was a year ago. Your heart has less strain.",
            20 => "Steady. The treatment works.",
            _ => "",
        };
        chart.report(&visit, &HEART_PANEL, vec![reading(&NT_PROBNP, strain)], words);
    }
    if index.is_multiple_of(4) {
        yearly(chart, &visit, index / 4);
    }
    if index == 9 {
        chart.picture(
            &visit,
            ("CUS", "Cardiac Ultrasound"),
            "42148-7",
            "Ultrasound of the heart",
            "The left chamber pumps better than two years ago: about 43 of every 100 parts with each beat.",
        );
    }
}

fn yearly(chart: &mut Chart, visit: &Visit, year: usize) {
    let (hemoglobin, white) = ([13.2, 13.6, 13.9, 14.1, 13.8, 14.0][year.min(5)], chart.dice.around(7.1, 1.0));
    let words = if year == 0 { "A little low. We look for the reason." } else { "" };
    chart.blood_count(visit, hemoglobin, 90.4, white, words);
    let (total, hdl, triglycerides) = [
        (204.0, 41.0, 168.0),
        (162.0, 43.0, 151.0),
        (154.0, 44.0, 146.0),
        (149.0, 45.0, 140.0),
        (152.0, 44.0, 143.0),
        (147.0, 46.0, 137.0),
    ][year.min(5)];
    chart.fats(visit, total, hdl, triglycerides, "");
    if year.is_multiple_of(2) {
        let alt = chart.dice.around(31.0, 5.0);
        chart.liver(visit, alt, "");
        let uric_acid = [8.1, 6.4, 6.0][(year / 2).min(2)];
        chart.report(
            visit,
            &GOUT_PANEL,
            vec![reading(&URIC_ACID, uric_acid)],
            if year == 0 { "High: this fits the gout in your toe." } else { "" },
        );
    }
    if year == 0 {
        chart.report(
            visit,
            &THYROID_PANEL,
            vec![reading(&TSH, 2.14)],
            "The thyroid is not the reason for your heartbeat.",
        );
    }
}

/// Clotting about once every five weeks, mostly within the range aimed at.
fn clotting(chart: &mut Chart) {
    for number in 0..44 {
        let ago = NEWEST + 35 * (43 - number);
        let visit = Visit::sample(chart.days, ago, &MEI);
        let (figure, note) = match number {
            6 => (1.7, "Below the range. Two evenings were forgotten; a pill box may help. Next test in one week."),
            19 => (
                3.9,
                "Above the range after the antibiotic. We told you the lower dose by telephone. Next test in one week.",
            ),
            31 => (3.4, "A little above the range. Same dose; next test in two weeks."),
            43 => (2.4, "Right where we want it. Same dose; next test in five weeks."),
            _ => (chart.dice.around(2.5, 0.45), ""),
        };
        chart.report(&visit, &CLOTTING_PANEL, vec![reading(&INR, figure).note(note)], "");
    }
}

fn high_potassium(chart: &mut Chart) {
    let found = Visit::sample(chart.days, HIGH, &MEI);
    let high = reading(&POTASSIUM, 5.7)
        .note("Too high. Please stop spironolactone for now, as we told you by telephone today.");
    chart.kidneys(&found, 1.42, high, "Potassium too high. Spironolactone on hold, new test in two weeks.");
    chart.visit(HIGH - 1, CALL, "Potassium too high");
    let again = chart.visit(HIGH - 14, NURSE, "Blood test after the tablet was stopped");
    chart.pressure(&again, 120.0, 74.0, 73.0);
    chart.weight(&again, 89.1, HEIGHT);
    chart.kidneys(&again, 1.33, reading(&POTASSIUM, 5.0), "Potassium is coming down.");
}

/// Weight on his own scales every second day: a rise of fluid a month ago that went away.
fn weight_at_home(chart: &mut Chart) {
    for number in 0..36 {
        let ago = 2 + 2 * (35 - number);
        let fluid = match number {
            19 => 0.5,
            20 => 1.0,
            21 => 1.5,
            22 => 1.2,
            23 => 0.7,
            24 => 0.3,
            _ => 0.0,
        };
        let figure = chart.dice.around(88.3, 0.4) + fluid;
        let on = chart.days.ago(ago);
        chart.sign_at_home(on, Sign::Weight, figure);
    }
}

fn other_visits(chart: &mut Chart) {
    let gout = chart.visit(1890, DOCTOR, "Pain in the big toe");
    chart.sign(&gout, Sign::Temperature, 37.2);
    let chest = chart.visit(878, DOCTOR, "Cough with fever");
    chart.sign(&chest, Sign::Temperature, 38.3);
    chart.report(
        &chest,
        &INFLAMMATION_PANEL,
        vec![reading(&CRP, 42.0)],
        "An infection of the airways. Antibiotic for five days.",
    );
    chart.swabs(&chest, None, "");
    chart.visit(31, CALL, "Weight went up by more than a kilogram");
    for ago in [1700, 1335, 970, 605, 240] {
        let visit = chart.visit(ago, NURSE, "Heart failure, yearly talk with the nurse");
        let protein = chart.dice.around(20.0, 6.0);
        chart.clear_urine(&visit, protein);
    }
}

fn problems(chart: &mut Chart) {
    chart.condition(
        "84114007",
        "Heart failure",
        review_ago(0),
        None,
        "The heart pumps weakly, better since treatment began.",
    );
    chart.condition(
        "49436004",
        "Atrial fibrillation",
        3340,
        None,
        "Irregular heartbeat. Warfarin protects from stroke.",
    );
    chart.condition("13644009", "High cholesterol", 3900, None, "");
    chart.condition("90560007", "Gout", 1890, None, "No attack in the last three years.");
    chart.condition(
        "431856006",
        "Mildly reduced kidney function",
        1100,
        None,
        "Steady. A blood test every three months.",
    );
    chart.condition("10509002", "Infection of the airways", 878, Some(862), "");
    chart.allergy(Allergy {
        snomed: "",
        name: "Ramipril and other ACE inhibitors",
        class: Some(("intolerance", "medication")),
        dangerous: false,
        reactions: &[("49727002", "Dry cough")],
        since: 1700,
        note: "Changed to another tablet, without cough since.",
    });
    chart.allergy(Allergy {
        snomed: "300913006",
        name: "Shellfish",
        class: Some(("allergy", "food")),
        dangerous: true,
        reactions: &[("", "Swollen lips"), ("247472004", "Hives")],
        since: 12_000,
        note: "",
    });
}

fn vaccines(chart: &mut Chart) {
    for year in 0..5 {
        chart.vaccine("140", "Flu vaccine", (0, 0), 44 + year * 364);
    }
    chart.vaccine("208", "COVID-19 vaccine", (1, 2), 2032);
    chart.vaccine("208", "COVID-19 vaccine", (2, 2), 2010);
    chart.vaccine("208", "COVID-19 vaccine, booster", (3, 0), 1811);
    chart.vaccine("216", "Pneumococcal vaccine", (0, 0), 770);
    chart.vaccine("187", "Shingles vaccine", (1, 2), 560);
    chart.vaccine("187", "Shingles vaccine", (2, 2), 479);
    chart.vaccine("113", "Tetanus and diphtheria vaccine", (0, 0), 2700);
}
