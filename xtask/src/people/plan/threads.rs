//! What patients and the care team wrote to each other.

use serde_json::{Value, json};

use super::super::{
    days::{Days, stamp, weekday},
    practice::{HANNA, IDRIS, MEI, RUTH, SALMA, TELEPHONE_NUMBER},
};

/// One message: who (nothing for the patient), how many days ago, hour and minute, the words, and after how many
/// minutes the other side opened it.
struct Message<'a>(Option<&'a str>, i32, (u8, u8), &'a str, Option<u8>);

/// All conversations.
pub(super) fn threads(days: Days) -> Vec<Value> {
    // Lina's and Maud's next visits, as their records have them.
    let review = weekday(days.workday_ahead(4));
    let check = weekday(days.workday_ahead(3));
    let mut threads = lina(days, review);
    threads.extend(omar(days));
    threads.extend(peter(days));
    threads.extend(maud(days, check));
    threads
}

fn lina(days: Days, review: &str) -> Vec<Value> {
    let (idris, salma, ruth) = (Some(IDRIS.email), Some(SALMA.email), Some(RUTH.email));
    let answer = format!(
        "Hello Lina, thank you for telling us. A stomach ache is common in the first weeks of a higher dose, and it often \
         settles.\n\nYou can take the evening tablet in the middle of dinner instead of before it. Let us know if it is \
         still there on {review}: Dr Haddad can then talk with you about a gentler kind of tablet.\n\nIf you have to vomit or \
         cannot keep drinks down, please call us on the same day: {TELEPHONE_NUMBER}."
    );
    let result = format!(
        "Hello Lina, 7.3 is a step in the right direction: four months ago it was 7.8. It is still above the range, so we will look \
         at it together on {review}. Nothing is urgent. Please go on as you do."
    );
    vec![
        thread(
            days,
            ("lina@example.org", "Metformin and stomach ache", "medicines", "answered"),
            Some("MedicationRequest/lina-marsh-metformin-5"),
            &[
                Message(
                    None,
                    2,
                    (17, 12),
                    "Since the new dose I have a stomach ache in the evening. It is not bad, but it is there most days. Should I \
                     take the tablet at another time?",
                    Some(50),
                ),
                Message(idris, 1, (9, 20), &answer, None),
            ],
        ),
        thread(
            days,
            ("lina@example.org", "Is 7.3 better than last time?", "results", "answered"),
            Some("Observation/lina-marsh-hba1c-19"),
            &[
                Message(
                    None,
                    6,
                    (18, 41),
                    "I saw my new HbA1c in the portal. It says high, but the line goes down. Is that good or bad?",
                    Some(40),
                ),
                Message(salma, 5, (11, 5), &result, Some(45)),
                Message(None, 5, (12, 3), "That is a relief. Thank you.", Some(30)),
            ],
        ),
        thread(
            days,
            ("lina@example.org", "Letter for my work", "other", "closed"),
            None,
            &[
                Message(
                    None,
                    127,
                    (8, 15),
                    "My employer asks for a letter that I may take a short break to eat. Can you write one?",
                    Some(20),
                ),
                Message(
                    ruth,
                    127,
                    (14, 30),
                    "Hello Lina, Dr Haddad has signed it. You can pick it up at the front desk from tomorrow, 8 am to 5 pm.",
                    Some(25),
                ),
                Message(None, 126, (9, 2), "I have it. Thank you for being so quick.", Some(10)),
            ],
        ),
    ]
}

fn omar(days: Days) -> Vec<Value> {
    let mei = Some(MEI.email);
    // The nurse called on the day of the message: the call is a visit of the record.
    let call = days.since(days.workday_ago(31));
    vec![
        thread(
            days,
            ("omar@example.org", "When can I take spironolactone again?", "medicines", "waiting"),
            Some("MedicationRequest/omar-naceri-spironolactone-1"),
            &[Message(
                None,
                1,
                (8, 5),
                "Good morning. I saw that my potassium is normal again. Do I start the tablet again now, or wait for the next blood \
                 test? I have not taken any since you called.",
                None,
            )],
        ),
        thread(
            days,
            ("omar@example.org", "Weight up by more than a kilogram", "health", "closed"),
            None,
            &[
                Message(
                    None,
                    call,
                    (7, 40),
                    "You asked me to write when my weight goes up. It is 1.2 kg more than three days ago, and my socks leave marks. \
                     My breathing is as always.",
                    Some(18),
                ),
                Message(
                    mei,
                    call,
                    (8, 10),
                    "Hello Mr Naçeri, thank you for writing straight away, that was right. I will call you this afternoon \
                     after I have spoken with Dr Renner. If breathing gets harder, or you cannot lie flat, do not wait for me: \
                     call 112.",
                    Some(12),
                ),
                Message(None, 27, (7, 35), "My weight is back to normal, and the marks are gone.", Some(55)),
                Message(
                    mei,
                    27,
                    (9, 15),
                    "That is good to hear. Please go on weighing yourself every second day.",
                    Some(40),
                ),
            ],
        ),
    ]
}

fn peter(days: Days) -> Vec<Value> {
    let hanna = Some(HANNA.email);
    vec![
        thread(
            days,
            ("peter@example.org", "Inhaler before the breathing test?", "visits", "waiting"),
            None,
            &[Message(
                None,
                2,
                (12, 20),
                "I have the breathing test soon. Should I use my inhalers on that morning as usual, or leave them out?",
                Some(35),
            )],
        ),
        thread(
            days,
            ("peter@example.org", "The tube that broke", "results", "answered"),
            Some("Observation/peter-albrink-ferritin-1"),
            &[
                Message(
                    None,
                    9,
                    (19, 30),
                    "One of my results says that the tube broke. Do I have to come again?",
                    Some(15),
                ),
                Message(
                    hanna,
                    8,
                    (10, 45),
                    "Hello Peter, no, you do not need to come for it. Your blood count is fine, so we can leave the iron out. Sorry \
                     about the tube.",
                    Some(50),
                ),
            ],
        ),
    ]
}

fn maud(days: Days, check: &str) -> Vec<Value> {
    let ruth = Some(RUTH.email);
    let answer = format!(
        "Dear Mrs Ellery, your appointment is on {check} at 10:30, with our nurse Mei Tanaga on the ground floor. Your daughter \
         is welcome to come along."
    );
    vec![thread(
        days,
        ("maud@example.org", "When is my appointment?", "visits", "closed"),
        None,
        &[
            Message(None, 4, (10, 2), "I mislaid my note. When do I come, and may my daughter come with me?", Some(25)),
            Message(ruth, 4, (13, 15), &answer, Some(42)),
            Message(None, 3, (8, 30), "Thank you, we will both be there.", Some(20)),
        ],
    )]
}

fn thread(
    days: Days,
    (patient, subject, topic, state): (&str, &str, &str, &str),
    about: Option<&str>,
    messages: &[Message<'_>],
) -> Value {
    let messages: Vec<Value> = messages
        .iter()
        .map(|Message(from, ago, (hour, minute), body, opened)| {
            let on = days.ago(*ago);
            let mut message =
                json!({ "from": from.unwrap_or("patient"), "body": body, "at": stamp(on, *hour, *minute) });
            if let Some(later) = opened {
                let minutes = minute + later;
                message["opened_at"] = json!(stamp(on, hour + minutes / 60, minutes % 60));
            }
            message
        })
        .collect();
    let mut thread =
        json!({ "patient": patient, "subject": subject, "topic": topic, "state": state, "messages": messages });
    if let Some(about) = about {
        thread["about"] = json!(about);
    }
    thread
}
