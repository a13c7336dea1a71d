//! What Omar Naçeri takes, and what he has taken.

use super::{
    super::{
        care::{Medicine, ONE_TABLET, Standing, Step, When},
        chart::Chart,
        practice::{HANNA, TOBIAS},
    },
    NEWEST,
};

const fn tablet(
    words: &'static str,
    dose: (&'static str, &'static str, &'static str),
    times: u32,
    at: &'static [&'static str],
) -> Step {
    Step { words, dose, when: When::Every { times, days: 1, at } }
}

const fn heart<'a>(
    slug: &'static str,
    atc: &'static str,
    name: &'static str,
    how: &'a [Step],
    reason: &'static str,
) -> Medicine<'a> {
    Medicine { slug, atc, name, how, reason, by: &TOBIAS }
}

/// Prescribes all of them.
pub(super) fn prescribe(chart: &mut Chart) {
    const HALF_TABLET: (&str, &str, &str) = ("0.5", "tablet", "{tablet}");
    const FAILURE: &str = "Heart failure";
    const MORNING: &[Step] = &[tablet("One tablet in the morning", ONE_TABLET, 1, &["MORN"])];
    const TWICE: &[Step] =
        &[tablet("One tablet in the morning and one in the evening", ONE_TABLET, 2, &["MORN", "EVE"])];
    const EVENING: &[Step] = &[tablet("One tablet in the evening", ONE_TABLET, 1, &["EVE"])];
    const WARFARIN: &[Step] = &[
        Step {
            words: "Monday, Wednesday and Friday: one and a half tablets (4.5 mg) in the evening",
            dose: ("1.5", "tablets", "{tablet}"),
            when: When::Every { times: 3, days: 7, at: &["EVE"] },
        },
        Step {
            words: "All other days: one tablet (3 mg) in the evening",
            dose: ONE_TABLET,
            when: When::Every { times: 4, days: 7, at: &["EVE"] },
        },
    ];
    for (ago, medicine, standing, note) in [
        (
            1,
            heart("bisoprolol", "C07AB07", "Bisoprolol 5 mg tablet", MORNING, "Heart failure and fast heartbeat"),
            Standing::Current(3),
            "",
        ),
        (
            1,
            heart("sacubitril-valsartan", "C09DX04", "Sacubitril and valsartan 49/51 mg tablet", TWICE, FAILURE),
            Standing::Current(3),
            "",
        ),
        (
            1,
            heart("dapagliflozin", "A10BK01", "Dapagliflozin 10 mg tablet", MORNING, FAILURE),
            Standing::Current(3),
            "Pause it on days with vomiting or diarrhoea, and call us.",
        ),
        (
            1,
            heart(
                "furosemide",
                "C03CA01",
                "Furosemide 40 mg tablet",
                &[tablet(
                    "One tablet in the morning. Call us if you gain more than 2 kg in three days.",
                    ONE_TABLET,
                    1,
                    &["MORN"],
                )],
                "Fluid from heart failure",
            ),
            Standing::Current(3),
            "",
        ),
        (
            1500,
            heart("spironolactone", "C03DA01", "Spironolactone 25 mg tablet", MORNING, FAILURE),
            Standing::OnHold("Potassium was too high. Please do not take it until we tell you."),
            "",
        ),
        (
            1,
            heart("warfarin", "B01AA03", "Warfarin 3 mg tablet", WARFARIN, "Atrial fibrillation"),
            Standing::Current(2),
            "Tell every doctor, dentist and pharmacist that you take it.",
        ),
        (
            1,
            heart("atorvastatin", "C10AA05", "Atorvastatin 40 mg tablet", EVENING, "High cholesterol"),
            Standing::Current(3),
            "",
        ),
        (1400, heart("allopurinol", "M04AA01", "Allopurinol 100 mg tablet", MORNING, "Gout"), Standing::Current(4), ""),
        (
            400,
            heart(
                "paracetamol",
                "N02BE01",
                "Paracetamol 500 mg tablet",
                &[Step {
                    words: "One or two tablets for pain, at most six a day. No ibuprofen or diclofenac.",
                    dose: ("2", "tablets", "{tablet}"),
                    when: When::Needed,
                }],
                "Pain",
            ),
            Standing::Current(1),
            "",
        ),
        (
            1849,
            heart("ramipril", "C09AA05", "Ramipril 5 mg tablet", MORNING, FAILURE),
            Standing::Stopped("Dry cough."),
            "",
        ),
        (
            1849,
            heart(
                "bisoprolol",
                "C07AB07",
                "Bisoprolol 2.5 mg tablet",
                &[tablet("Half a tablet in the morning", HALF_TABLET, 1, &["MORN"])],
                "Heart failure and fast heartbeat",
            ),
            Standing::Stopped("The dose was raised."),
            "",
        ),
        (
            1849,
            heart("furosemide", "C03CA01", "Furosemide 40 mg tablet", TWICE, "Fluid from heart failure"),
            Standing::Stopped("One tablet a day is enough now."),
            "",
        ),
        (
            878,
            Medicine {
                slug: "doxycycline",
                atc: "J01AA02",
                name: "Doxycycline 100 mg tablet",
                how: TWICE,
                reason: "Infection of the airways",
                by: &HANNA,
            },
            Standing::Finished,
            "Warfarin was tested more often in these days.",
        ),
    ] {
        // What is taken now was renewed at the newest visit.
        chart.prescribe(if ago == 1 { NEWEST } else { ago }, medicine, standing, note);
    }
}
