//! Peter Albrink, 33: asthma since childhood, otherwise healthy; a pneumonia that is over.

use super::{
    analytes::*,
    care::{Allergy, Medicine, ONE_TABLET, Standing, Step, When},
    chart::{Chart, Identity, Kind},
    days::Days,
    labs::{Finding, reading},
    practice::{HANNA, MEI, SURGERY, TELEPHONE},
    vitals::Sign,
};

/// Who he is.
pub(super) static PETER: Identity = Identity {
    id: "peter-albrink",
    given: "Peter",
    family: "Albrink",
    once: None,
    gender: "male",
    age: 33,
    birthday_ago: 77,
    phone: "+44 7700 900367",
    email: "peter@example.org",
    street: "Flat 6, 31 Station Road",
    doctor: &HANNA,
};

const REVIEW: Kind = Kind { title: "Asthma review", with: &HANNA, place: &SURGERY, hour: 9 };
const DOCTOR: Kind = Kind { title: "Family doctor visit", with: &HANNA, place: &SURGERY, hour: 11 };
const CALL: Kind = Kind { title: "Phone call with your doctor", with: &HANNA, place: &TELEPHONE, hour: 12 };
const BREATHING: Kind = Kind { title: "Breathing test", with: &MEI, place: &SURGERY, hour: 10 };

const HEIGHT: f64 = 183.0;
/// How many days ago he fell ill with pneumonia.
const ILL: i32 = 902;

/// His record.
pub(super) fn chart(days: Days) -> Chart {
    let mut chart = Chart::new(&PETER, days);
    chart.appointment(6, false, BREATHING, "Yearly breathing test");
    reviews(&mut chart);
    pneumonia(&mut chart);
    small_things(&mut chart);
    medicines(&mut chart);
    problems(&mut chart);
    chart
}

/// A review each year: peak flow, weight, now and then blood.
fn reviews(chart: &mut Chart) {
    let years = [
        (2201, 520.0, 76.2),
        (1836, 535.0, 77.0),
        (1470, 540.0, 78.4),
        (1106, 530.0, 79.9),
        (742, 545.0, 80.6),
        (376, 555.0, 80.1),
        (11, 560.0, 79.4),
    ];
    for (index, (ago, peak, weight)) in years.into_iter().enumerate() {
        let visit = chart.visit(ago, REVIEW, "Asthma");
        let (systolic, diastolic, pulse) =
            (chart.dice.around(121.0, 6.0), chart.dice.around(76.0, 5.0), chart.dice.around(66.0, 6.0));
        chart.pressure(&visit, systolic, diastolic, pulse);
        chart.weight(&visit, weight, HEIGHT);
        chart.sign(&visit, Sign::PeakFlow, peak);
        chart.sign(&visit, Sign::OxygenSaturation, 98.0);
        if index == 0 {
            chart.sign(&visit, Sign::Height, HEIGHT);
        }
        if index % 2 == 0 {
            let (hemoglobin, white) = (chart.dice.around(15.1, 0.4), chart.dice.around(6.4, 0.9));
            let eosinophils = [0.62, 0.55, 0.47, 0.41][index / 2];
            let words = if index == 0 { "More of the cells that allergies bring. This fits your asthma." } else { "" };
            chart.blood_count_with(&visit, hemoglobin, 88.6, white, vec![reading(&EOSINOPHILS, eosinophils)], words);
        }
        if index == 6 {
            chart.fats(&visit, 178.0, 54.0, 96.0, "All in order.");
            let low = reading(&VITAMIN_D, 17.0)
                .note("A little low, as in many people who work indoors. Half an hour outside around noon helps.");
            chart.report(&visit, &BONE_PANEL, vec![low], "");
            chart.no_result(&visit, &FERRITIN, "The tube broke on the way. No need to come again for it.");
        }
    }
}

fn pneumonia(chart: &mut Chart) {
    let ill = chart.visit(ILL, DOCTOR, "High fever and cough");
    chart.sign(&ill, Sign::Temperature, 39.2);
    chart.sign(&ill, Sign::OxygenSaturation, 94.0);
    chart.sign(&ill, Sign::RespiratoryRate, 24.0);
    chart.pressure(&ill, 118.0, 72.0, 104.0);
    chart.sign(&ill, Sign::PeakFlow, 390.0);
    chart.swabs(&ill, None, "No virus and no streptococcus found.");
    chart.blood_count(&ill, 14.8, 88.2, 15.8, "Many white cells: your body fights an infection.");
    chart.report(
        &ill,
        &INFLAMMATION_PANEL,
        vec![reading(&CRP, 148.0)],
        "A strong inflammation. Together with the X-ray this is a pneumonia.",
    );
    chart.picture(
        &ill,
        ("RAD", "Radiology"),
        "36643-5",
        "X-ray of the chest",
        "A shadow in the lower right lung, as in pneumonia. Heart of normal size.",
    );
    chart.kidneys(&ill, 0.98, reading(&POTASSIUM, 4.1), "");
    chart.visit(ILL - 4, CALL, "How are you with the antibiotic?");
    let again = chart.visit(ILL - 14, DOCTOR, "Check after pneumonia");
    chart.sign(&again, Sign::Temperature, 36.6);
    chart.sign(&again, Sign::OxygenSaturation, 98.0);
    chart.sign(&again, Sign::PeakFlow, 510.0);
    chart.report(&again, &INFLAMMATION_PANEL, vec![reading(&CRP, 6.2)], "Almost gone. No further blood tests needed.");
    let well = chart.visit(ILL - 45, DOCTOR, "Last check after pneumonia");
    chart.sign(&well, Sign::PeakFlow, 540.0);
    chart.picture(
        &well,
        ("RAD", "Radiology"),
        "36643-5",
        "X-ray of the chest",
        "The shadow is gone. Both lungs are clear.",
    );
    chart.report(&well, &INFLAMMATION_PANEL, vec![reading(&CRP, 1.1)], "Your lungs have healed.");
}

fn small_things(chart: &mut Chart) {
    let throat = chart.visit(1602, DOCTOR, "Sore throat");
    chart.sign(&throat, Sign::Temperature, 37.4);
    chart.swabs(&throat, None, "No streptococcus, so no antibiotic is needed.");
    chart.visit(1241, DOCTOR, "Twisted ankle");
    let flu = chart.visit(655, CALL, "Fever and aching limbs");
    chart.swabs(&flu, Some("influenza-a"), "This is the flu. Rest, drink, and call us if breathing gets hard.");
    let travel = chart.visit(205, DOCTOR, "Advice before a journey");
    let blood = [Finding {
        slug: "tuberculosis",
        loinc: "71773-6",
        name: "Tuberculosis blood test",
        snomed: "260385009",
        found: "Negative",
    }];
    chart.findings(&travel, &INFECTION_PANEL, &blood, "Nothing found.");
}

const fn puffs(words: &'static str, figure: &'static str, when: When) -> Step {
    Step { words, dose: (figure, "puffs", "{puff}"), when }
}

const fn against<'a>(
    reason: &'static str,
    (slug, atc, name): (&'static str, &'static str, &'static str),
    how: &'a [Step],
) -> Medicine<'a> {
    Medicine { slug, atc, name, how, reason, by: &HANNA }
}

fn medicines(chart: &mut Chart) {
    chart.prescribe(
        11,
        against(
            "Asthma",
            ("budesonide-formoterol", "R03AK07", "Budesonide and formoterol 160/4.5 µg inhaler"),
            &[puffs(
                "One puff in the morning and one in the evening. Rinse your mouth afterwards.",
                "1",
                When::Every { times: 2, days: 1, at: &["MORN", "EVE"] },
            )],
        ),
        Standing::Current(5),
        "",
    );
    chart.prescribe(
        11,
        against(
            "Asthma",
            ("salbutamol", "R03AC02", "Salbutamol 100 µg inhaler"),
            &[puffs(
                "One or two puffs when breathing gets tight. Call us if you need it on more than two days a week.",
                "2",
                When::Needed,
            )],
        ),
        Standing::Current(2),
        "",
    );
    chart.prescribe(
        2201,
        against(
            "Asthma",
            ("budesonide", "R03BA02", "Budesonide 200 µg inhaler"),
            &[puffs("Two puffs in the evening", "2", When::Every { times: 1, days: 1, at: &["EVE"] })],
        ),
        Standing::Stopped("Replaced by a stronger inhaler after the pneumonia."),
        "",
    );
    chart.prescribe(
        ILL,
        against(
            "Pneumonia",
            ("amoxicillin", "J01CA04", "Amoxicillin 1000 mg tablet"),
            &[Step {
                words: "One tablet three times a day for seven days",
                dose: ONE_TABLET,
                when: When::Every { times: 3, days: 1, at: &[] },
            }],
        ),
        Standing::Finished,
        "",
    );
    chart.prescribe(
        ILL,
        against(
            "Asthma that got worse with the pneumonia",
            ("prednisolone", "H02AB06", "Prednisolone 20 mg tablet"),
            &[Step {
                words: "Two tablets in the morning for five days",
                dose: ("2", "tablets", "{tablet}"),
                when: When::Every { times: 1, days: 1, at: &["MORN"] },
            }],
        ),
        Standing::Finished,
        "",
    );
    chart.prescribe(
        215,
        against(
            "Hay fever",
            ("cetirizine", "R06AE07", "Cetirizine 10 mg tablet"),
            &[Step { words: "One tablet a day while the pollen flies", dose: ONE_TABLET, when: When::Needed }],
        ),
        Standing::Current(1),
        "",
    );
}

fn problems(chart: &mut Chart) {
    chart.condition("195967001", "Asthma", 9600, None, "Well controlled. An action plan was given at the last review.");
    chart.condition("61582004", "Hay fever", 7400, None, "Grass pollen, May to July.");
    chart.condition("233604007", "Pneumonia", ILL, Some(ILL - 45), "Right lower lung. Healed.");
    chart.condition("6142004", "Flu", 655, Some(641), "");
    chart.condition("44465007", "Sprained ankle", 1241, Some(1190), "");
    let airborne = |snomed, name, reactions, note| Allergy {
        snomed,
        name,
        class: Some(("allergy", "environment")),
        dangerous: false,
        reactions,
        since: 7400,
        note,
    };
    chart.allergy(airborne("", "Grass pollen", &[("", "Sneezing and itching eyes")], ""));
    chart.allergy(airborne("", "Cat hair", &[("", "Sneezing"), ("56018004", "Wheezing")], "Worse in closed rooms."));
    chart.vaccine("115", "Tetanus, diphtheria and whooping cough vaccine", (0, 0), 1815);
    chart.vaccine("208", "COVID-19 vaccine", (1, 2), 1930);
    chart.vaccine("208", "COVID-19 vaccine", (2, 2), 1902);
    chart.vaccine("208", "COVID-19 vaccine, booster", (3, 0), 1690);
    chart.vaccine("52", "Hepatitis A vaccine", (1, 2), 205);
    chart.vaccine("52", "Hepatitis A vaccine", (2, 2), 19);
    chart.vaccine("140", "Flu vaccine", (0, 0), 396);
    chart.vaccine("140", "Flu vaccine", (0, 0), 38);
}
