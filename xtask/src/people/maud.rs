//! Maud Ellery, 78: an underactive thyroid, thin bones, a new knee; no known allergies.
//!
//! Her story: the thyroid was found by tiredness, took a year to settle, and needs a little less each few years.

use super::{
    analytes::*,
    care::{Allergy, Medicine, ONE_TABLET, Standing, Step, When},
    chart::{Chart, Identity, Kind},
    days::Days,
    labs::reading,
    practice::{HANNA, MEI, SURGERY, TELEPHONE},
    vitals::Sign,
};

/// Who she is.
pub(super) static MAUD: Identity = Identity {
    id: "maud-ellery",
    given: "Maud",
    family: "Ellery",
    once: None,
    gender: "female",
    age: 78,
    birthday_ago: 21,
    phone: "+44 7700 900781",
    email: "maud@example.org",
    street: "2 Church Walk",
    doctor: &HANNA,
};

const REVIEW: Kind = Kind { title: "Thyroid review", with: &HANNA, place: &SURGERY, hour: 9 };
const DOCTOR: Kind = Kind { title: "Family doctor visit", with: &HANNA, place: &SURGERY, hour: 11 };
const NURSE: Kind = Kind { title: "Blood pressure check", with: &MEI, place: &SURGERY, hour: 10 };
const CALL: Kind = Kind { title: "Phone call about your results", with: &HANNA, place: &TELEPHONE, hour: 13 };

const HEIGHT: f64 = 159.0;

/// One review: days ago, TSH in mIU/L, free T4 in ng/dL, weight in kg, what the doctor wrote.
struct Review(i32, f64, f64, f64, &'static str);

const REVIEWS: [Review; 14] = [
    Review(
        2930,
        14.80,
        0.62,
        71.4,
        "Your thyroid works too little. This explains the tiredness. We begin with a tablet.",
    ),
    Review(2872, 8.35, 0.84, 70.6, "On the right way. We raise the dose a little."),
    Review(2810, 5.12, 0.98, 69.8, "Almost there."),
    Review(2626, 3.48, 1.10, 69.1, "In the range. Please stay with this dose."),
    Review(2261, 2.71, 1.18, 68.5, ""),
    Review(1896, 2.94, 1.15, 68.2, ""),
    Review(1531, 2.38, 1.21, 67.6, ""),
    Review(1352, 1.66, 1.29, 67.0, ""),
    Review(1166, 1.12, 1.37, 66.3, ""),
    Review(801, 0.71, 1.48, 65.1, "Still in the range, at its lower end. We test again in half a year."),
    Review(620, 0.28, 1.66, 64.4, "A little too much now. We lower the dose."),
    Review(556, 1.05, 1.42, 64.8, "Better. Please stay with this dose."),
    Review(376, 1.88, 1.31, 65.0, ""),
    Review(12, 2.16, 1.27, 64.7, "Just right. We meet again in a year."),
];

/// Her record.
pub(super) fn chart(days: Days) -> Chart {
    let mut chart = Chart::new(&MAUD, days);
    chart.appointment(3, true, NURSE, "Blood pressure, and how you are with the bone tablet");
    for (index, review) in REVIEWS.iter().enumerate() {
        one_review(&mut chart, index, review);
    }
    other_visits(&mut chart);
    medicines(&mut chart);
    problems(&mut chart);
    vaccines(&mut chart);
    chart
}

fn one_review(chart: &mut Chart, index: usize, review: &Review) {
    let Review(ago, tsh, free_t4, weight, words) = *review;
    let visit = chart.visit(ago, REVIEW, if index == 0 { "Tired, cold hands" } else { "Underactive thyroid" });
    let (systolic, diastolic) = (chart.dice.around(134.0, 7.0), chart.dice.around(76.0, 5.0));
    let pulse = if index == 0 { 56.0 } else { chart.dice.around(68.0, 5.0) };
    chart.pressure(&visit, systolic, diastolic, pulse);
    chart.weight(&visit, weight, HEIGHT);
    if index == 0 {
        chart.sign(&visit, Sign::Height, HEIGHT);
    }
    chart.report(&visit, &THYROID_PANEL, vec![reading(&TSH, tsh), reading(&FREE_T4, free_t4)], words);
    if index >= 3 && index.is_multiple_of(2) || index == 13 {
        // Kidneys age slowly.
        let creatinine = 0.78 + 0.012 * index as f64;
        let potassium = chart.dice.around(4.3, 0.3);
        chart.kidneys(&visit, creatinine, reading(&POTASSIUM, potassium), "");
        let (hemoglobin, white) = (chart.dice.around(13.1, 0.4), chart.dice.around(6.1, 0.8));
        chart.blood_count(&visit, hemoglobin, 91.2, white, "");
        let level = [0.0, 0.0, 14.0, 0.0, 18.0, 0.0, 27.0, 0.0, 33.0, 0.0, 31.0, 0.0, 35.0, 34.0][index.min(13)];
        let calcium = chart.dice.around(9.3, 0.2);
        let note = if index == 4 { "A little low. Please take the drops from now on." } else { "" };
        chart.report(&visit, &BONE_PANEL, vec![reading(&VITAMIN_D, level).note(note), reading(&CALCIUM, calcium)], "");
    }
    if index == 13 {
        chart.fats(
            &visit,
            208.0,
            66.0,
            118.0,
            "A little high by the laboratory's range. At your age and without heart disease we leave it so.",
        );
    }
}

fn other_visits(chart: &mut Chart) {
    let bones = chart.visit(410, DOCTOR, "Lost two centimetres in height");
    chart.sign(&bones, Sign::Height, 157.0);
    chart.picture(
        &bones,
        ("RAD", "Radiology"),
        "38268-9",
        "Bone density scan",
        "Thin bones (T-score -2.7 at the hip). Treatment advised.",
    );
    chart.visit(396, CALL, "Bone density scan");
    let water = chart.visit(505, DOCTOR, "Burning when passing water");
    let strip = [
        super::labs::Finding {
            slug: "urine-leukocytes",
            loinc: "5799-2",
            name: "White blood cells in urine",
            snomed: "10828004",
            found: "Positive",
        },
        super::labs::Finding {
            slug: "urine-nitrite",
            loinc: "5802-4",
            name: "Nitrite in urine",
            snomed: "10828004",
            found: "Positive",
        },
    ];
    chart.findings(&water, &URINE_PANEL, &strip, "An infection of the bladder. One dose of an antibiotic.");
    let after = chart.visit(491, DOCTOR, "Check after the infection");
    chart.clear_urine(&after, 12.0);
    chart.visit(1690, DOCTOR, "Check after the knee operation");
    for (ago, systolic, diastolic) in [(720, 142.0, 80.0), (290, 136.0, 78.0), (102, 132.0, 74.0)] {
        let visit = chart.visit(ago, NURSE, "Blood pressure");
        chart.pressure(&visit, systolic, diastolic, 67.0);
    }
}

const fn tablet(words: &'static str, days: u32, at: &'static [&'static str]) -> Step {
    Step { words, dose: ONE_TABLET, when: When::Every { times: 1, days, at } }
}

fn medicines(chart: &mut Chart) {
    const THYROID: &[Step] =
        &[tablet("One tablet in the morning with water, half an hour before breakfast", 1, &["ACM"])];
    const RAISED: &str = "The dose was raised.";
    let levothyroxine = |name| Medicine {
        slug: "levothyroxine",
        atc: "H03AA01",
        name,
        how: THYROID,
        reason: "Underactive thyroid",
        by: &HANNA,
    };
    chart.prescribe(2930, levothyroxine("Levothyroxine 50 µg tablet"), Standing::Stopped(RAISED), "");
    chart.prescribe(2872, levothyroxine("Levothyroxine 75 µg tablet"), Standing::Stopped(RAISED), "");
    chart.prescribe(2810, levothyroxine("Levothyroxine 88 µg tablet"), Standing::Stopped("The dose was lowered."), "");
    chart.prescribe(
        620,
        levothyroxine("Levothyroxine 75 µg tablet"),
        Standing::Current(3),
        "Not together with calcium or iron: leave four hours between.",
    );
    let family = |slug, atc, name, how, reason| Medicine { slug, atc, name, how, reason, by: &HANNA };
    const BONE: &[Step] = &[tablet(
        "One tablet once a week, on an empty stomach with a large glass of water. Stay upright for half an hour.",
        7,
        &["ACM"],
    )];
    const DROPS: &[Step] = &[Step {
        words: "Two drops a day with a meal",
        dose: ("2", "drops", "[drp]"),
        when: When::Every { times: 1, days: 1, at: &["C"] },
    }];
    const WATER: &[Step] = &[Step {
        words: "One sachet in a glass of water before going to bed, once",
        dose: ("1", "sachet", "{sachet}"),
        when: When::Once,
    }];
    const PAIN: &[Step] = &[Step {
        words: "One or two tablets when the knee hurts, at most six a day",
        dose: ("2", "tablets", "{tablet}"),
        when: When::Needed,
    }];
    chart.prescribe(
        396,
        family("alendronic-acid", "M05BA04", "Alendronic acid 70 mg tablet", BONE, "Thin bones"),
        Standing::Current(2),
        "",
    );
    chart.prescribe(
        2261,
        family("vitamin-d", "A11CC05", "Vitamin D drops (500 units a drop)", DROPS, "Short of vitamin D"),
        Standing::Current(6),
        "",
    );
    chart.prescribe(
        505,
        family("fosfomycin", "J01XX01", "Fosfomycin 3 g sachet", WATER, "Infection of the bladder"),
        Standing::Finished,
        "",
    );
    chart.prescribe(
        3000,
        family("paracetamol", "N02BE01", "Paracetamol 500 mg tablet", PAIN, "Knee pain"),
        Standing::Stopped("No more pain since the operation."),
        "",
    );
}

fn problems(chart: &mut Chart) {
    chart.condition("40930008", "Underactive thyroid", 2930, None, "Settled. A blood test once a year.");
    chart.condition(
        "64859006",
        "Osteoporosis (thin bones)",
        396,
        None,
        "A tablet once a week. Next scan in two years.",
    );
    chart.condition("396275006", "Worn knee joint", 4400, Some(1740), "New joint on the right side.");
    chart.condition("193570009", "Cataract", 1500, None, "Both eyes, mild. Yearly check with the eye doctor.");
    chart.condition("38822007", "Infection of the bladder", 505, Some(491), "");
    chart.allergy(Allergy {
        snomed: "716186003",
        name: "No known allergies",
        class: None,
        dangerous: false,
        reactions: &[],
        since: 2930,
        note: "",
    });
}

fn vaccines(chart: &mut Chart) {
    for year in 0..8 {
        chart.vaccine("135", "Flu vaccine, high dose", (0, 0), 47 + year * 364);
    }
    chart.vaccine("208", "COVID-19 vaccine", (1, 2), 2089);
    chart.vaccine("208", "COVID-19 vaccine", (2, 2), 2068);
    chart.vaccine("208", "COVID-19 vaccine, booster", (3, 0), 1868);
    chart.vaccine("33", "Pneumococcal vaccine", (0, 0), 2240);
    chart.vaccine("187", "Shingles vaccine", (1, 2), 1421);
    chart.vaccine("187", "Shingles vaccine", (2, 2), 1340);
    chart.vaccine("113", "Tetanus and diphtheria vaccine", (0, 0), 3020);
}
