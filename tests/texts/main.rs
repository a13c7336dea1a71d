//! Reads every catalogue in `locales/` as an editor would: English texts are short and plain, and every other language says
//! the same things with the same places.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod catalogue;
mod languages;
mod reading;
mod words;

use catalogue::{Catalogue, areas, easy, languages as all_languages, plain};

/// Fails with one line for each complaint.
#[track_caller]
fn none(complaints: &[String], why: &str) {
    assert!(complaints.is_empty(), "{why}\n{}", complaints.join("\n"));
}

/// All that a rule for one text has against the texts of a catalogue.
fn each(catalogue: &Catalogue, rule: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let complaint = |key: &str, form: &str, words: &str| {
        rule(words).into_iter().map(|what| format!("{key} {form}: {what}\n    {words}")).collect::<Vec<_>>()
    };
    catalogue
        .iter()
        .flat_map(|(key, entry)| entry.forms().flat_map(|(form, words)| complaint(key, form, words)))
        .collect()
}

#[test]
fn an_english_text_can_be_read_at_the_age_of_eleven() {
    none(&each(&plain("en"), |text| reading::too_hard(text, reading::PLAIN)), "shorter sentences, shorter words");
}

#[test]
fn an_easy_text_can_be_read_by_a_slow_reader() {
    none(&each(&easy("en"), |text| reading::too_hard(text, reading::EASY)), "one idea a sentence, everyday words");
}

#[test]
fn an_area_as_a_whole_is_as_easy_as_its_texts() {
    let mut hard = Vec::new();
    for (catalogue, limits) in [(plain("en"), reading::PLAIN), (easy("en"), reading::EASY)] {
        for area in areas() {
            let texts: Vec<&str> = catalogue
                .iter()
                .filter(|(key, _)| key.split('.').next() == Some(area.as_str()))
                .flat_map(|(_, entry)| entry.forms().map(|(_, words)| words))
                .collect();
            let grade = reading::grade(&texts);
            if !texts.is_empty() && grade > limits.grade {
                hard.push(format!("{area}: grade {grade:.1}, {} is the limit", limits.grade));
            }
        }
    }
    none(&hard, "these areas as a whole need a longer time at school");
}

#[test]
fn english_has_no_word_that_patients_do_not_use() {
    none(&each(&plain("en"), words::unwanted), "say it in the patient's words");
    none(&each(&easy("en"), words::unwanted), "say it in the patient's words");
}

#[test]
fn every_language_has_the_same_texts_with_the_same_places() {
    let english = plain("en");
    let unlike = |language: &String| -> Vec<String> {
        let found = languages::differences(&english, &plain(language), language);
        found.into_iter().map(|what| format!("{language}: {what}")).collect()
    };
    none(&all_languages().iter().flat_map(unlike).collect::<Vec<_>>(), "not like English");
}

#[test]
fn an_easy_text_stands_for_a_plain_one_and_says_no_less() {
    for language in all_languages() {
        none(
            &languages::easy_differences(&plain(&language), &easy(&language), &language),
            &format!("{language}, easy read"),
        );
    }
    assert!(easy("en").len() >= 80, "easy read covers {} texts only", easy("en").len());
}

#[test]
fn no_text_is_left_in_english() {
    let english = plain("en");
    for language in all_languages().iter().filter(|language| *language != "en") {
        none(&languages::left_over(&english, &plain(language), language), &format!("{language} still speaks English"));
        none(&languages::left_over(&easy("en"), &easy(language), language), &format!("{language}, easy read"));
    }
    none(&each(&plain("ar"), languages::latin), "Arabic still speaks English");
    none(&each(&easy("ar"), languages::latin), "Arabic still speaks English in easy read");
}

#[test]
fn every_text_is_typed_with_care() {
    for language in all_languages() {
        none(&each(&plain(&language), languages::untidy), &language);
        none(&each(&easy(&language), languages::untidy), &format!("{language}, easy read"));
    }
}
