//! How hard an English text is to read: the grade of Flesch and Kincaid, and the length of its sentences.
//!
//! The grade is the year at an American school in which a pupil reads such a text: 0.39 x words a sentence + 11.8 x syllables a
//! word - 15.59. Sources: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), for counting
//! syllables as the measure of a word; J. P. Kincaid and others, "Derivation of new readability formulas", Naval Technical
//! Training Command, Research Branch Report 8-75 (1975), for the formula. Grade 6 is the age of 11.

/// How hard a text may be.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The highest grade of a body text, and of an area.
    pub(crate) grade: f64,
    /// The most words in a sentence.
    pub(crate) sentence: usize,
}

/// For everybody.
pub(crate) const PLAIN: Limits = Limits { grade: 6.0, sentence: 25 };

/// For those who asked for easy read.
pub(crate) const EASY: Limits = Limits { grade: 4.0, sentence: 12 };

/// From so many words on a text is a body text. In a shorter one a single long word decides the grade; labels and short hints are
/// scored with their area.
const BODY: usize = 10;

/// Names of things that have no easier name. Each counts as a word of two syllables.
const NAMES: [&str; 22] = [
    "albumin",
    "alkaline",
    "allergies",
    "allergy",
    "anemia",
    "bilirubin",
    "cholesterol",
    "creatinine",
    "emergency",
    "ferritin",
    "hematocrit",
    "hemoglobin",
    "infection",
    "infections",
    "invitation",
    "phosphatase",
    "potassium",
    "recovery",
    "triglycerides",
    "vaccination",
    "vaccinations",
    "vitamin",
];

/// What makes a text too hard, if anything does.
pub(crate) fn too_hard(text: &str, limits: Limits) -> Vec<String> {
    let mut found = Vec::new();
    let longest = sentences(text).map(|sentence| words(sentence).count()).max().unwrap_or(0);
    if longest > limits.sentence {
        found.push(format!("a sentence of {longest} words, {} is the limit", limits.sentence));
    }
    let grade = grade(&[text]);
    if words(text).count() >= BODY && grade > limits.grade {
        found.push(format!("grade {grade:.1}, {} is the limit", limits.grade));
    }
    found
}

/// The grade of texts read one after the other. A text without a full stop is a sentence too.
pub(crate) fn grade(texts: &[&str]) -> f64 {
    let all: Vec<&str> = texts.iter().flat_map(|text| sentences(text)).collect();
    let counts: Vec<usize> = all.iter().flat_map(|sentence| words(sentence)).map(|word| syllables(&word)).collect();
    if counts.is_empty() {
        return 0.0;
    }
    let words = counts.len() as f64;
    0.39 * words / all.len() as f64 + 11.8 * counts.iter().sum::<usize>() as f64 / words - 15.59
}

/// The sentences that have a word in them.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, '.' | '?' | '!');
    text.split_inclusive(char::is_whitespace)
        .scan(0, move |at, piece| {
            *at += piece.len();
            Some((*at, piece.trim_end().ends_with(ends)))
        })
        .filter_map(|(at, end)| end.then_some(at))
        .chain(std::iter::once(text.len()))
        .scan(0, move |from, to| Some(&text[std::mem::replace(from, to)..to]))
        .filter(|sentence| words(sentence).next().is_some())
}

/// The words of a text, small letters only where it was written so. A place such as `{{ name }}` is one short word.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut plain = String::new();
    for (number, piece) in text.split("{{").enumerate() {
        let after = if number == 0 { piece } else { piece.split_once("}}").map_or("", |(_, after)| after) };
        plain.push_str(if number == 0 { "" } else { " it " });
        plain.push_str(after);
    }
    let kept = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words: Vec<String> =
        plain.split(|c: char| c.is_whitespace() || c == '-').map(kept).filter(|word| !word.is_empty()).collect();
    words.into_iter()
}

/// The syllables of an English word, as they are heard. Right for the words in the test below; for others a careful guess: one for
/// each group of vowels, less the silent ones, more where two vowels are said apart.
fn syllables(word: &str) -> usize {
    if word.chars().all(|c| c.is_ascii_digit()) {
        return 1;
    }
    if word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase()) {
        return word.len(); // said letter by letter: LDL
    }
    let word = word.to_lowercase();
    if NAMES.contains(&word.as_str()) {
        return 2;
    }
    let groups = word.split(|c| !VOWELS.contains(c)).filter(|group| !group.is_empty()).count();
    (groups + said_apart(&word)).saturating_sub(silent_e(&word)).max(1)
}

const VOWELS: &str = "aeiouy";

/// How often two vowels beside each other are two syllables.
fn said_apart(word: &str) -> usize {
    let apart = [
        "creat", "iet", "ienc", "ying", "oing", "eing", "riou", "dio", "rio", "viou", "ual", "uat", "dia", "ria",
        "lia", "ium",
    ];
    let together = ["patienc", "qual", "guar", "liar"];
    if together.iter().any(|part| word.contains(part)) {
        return 0;
    }
    let ends = usize::from(["area", "idea", "areas", "ideas"].contains(&word));
    ends + apart.iter().filter(|part| word.contains(**part)).count()
}

/// How many letters e are not heard: at the end, in -es and -ed, and inside words made of two.
fn silent_e(word: &str) -> usize {
    let consonant = |c: char| !VOWELS.contains(c);
    let cut = ["e", "es", "ed"].iter().find_map(|end| word.strip_suffix(end).map(|stem| (stem, *end)));
    let at_end = cut.is_some_and(|(stem, end)| {
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next().unwrap_or('a'), letters.next().unwrap_or('a'));
        let heard = match end {
            "es" => "sxzcg".contains(last) || stem.ends_with("ch") || stem.ends_with("sh"),
            "ed" => "td".contains(last),
            _ => false,
        };
        consonant(last) && !heard && !(last == 'l' && consonant(before)) // table, tables
    });
    let inside = ["ely", "ement", "eful", "eless", "eness"].iter().any(|end| word.ends_with(end));
    let joined = ["someb", "somet", "somew", "whereb", "safeg", "homep"].iter().any(|first| word.starts_with(first));
    usize::from(at_end) + usize::from(inside) + usize::from(joined)
}

#[test]
fn syllables_are_counted_as_they_are_heard() {
    let known = [
        (1, "the through asked used takes eight blood screen times closed years"),
        (
            2,
            "passkey changes table tables people asking opened wanted safely careful something diet doing letter finger minute measured",
        ),
        (3, "telephone connection medicines somebody another diary idea area calcium"),
        (4, "experience inflammation conversation information"),
    ];
    for (count, words) in known {
        for word in words.split(' ') {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
    assert_eq!((syllables("LDL"), syllables("26"), syllables("hemoglobin")), (3, 1, 2));
}

#[test]
fn the_grade_is_that_of_the_formula() {
    // 6 words, 1 sentence, 6 syllables
    assert!((grade(&["The cat sat on the mat."]) - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
    assert!((grade(&["Open {{ name }}"]) - (0.39 * 2.0 + 11.8 * 1.5 - 15.59)).abs() < 1e-9);
    assert_eq!(sentences("One. Two? At 5.30 pm").count(), 3);
}

#[test]
fn a_hard_text_and_a_long_sentence_are_refused() {
    let hard = "Authentication of the individual necessitates verification of registered identification documentation beforehand.";
    assert_eq!(too_hard(hard, PLAIN).len(), 1, "{hard}");
    let long = "We go to see if the cat is in, and if it is not in we go out to see if it is on the wall by the sea.";
    assert!(too_hard(long, PLAIN)[0].contains("a sentence of 29 words"), "{:?}", too_hard(long, PLAIN));
    assert!(too_hard("Your care team answers within two working days.", PLAIN).is_empty());
    assert_eq!(
        too_hard("Go to the list and look for the test that you had last week.", EASY),
        ["a sentence of 14 words, 12 is the limit"]
    );
}
