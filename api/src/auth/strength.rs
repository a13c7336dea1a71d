//! Whether a password is good enough: how many guesses it would stand, not what characters it is made of.
//!
//! zxcvbn counts guesses against dictionaries, names, dates, keyboard rows and the person's own details. The list beside it
//! holds what passes that count and is well known all the same.

use std::{collections::HashSet, sync::LazyLock};

use salus_protocol::words::Reason;
use zxcvbn::{Score, zxcvbn};

/// Well-known long passwords, one a line, in the form of [`bare`].
static WELL_KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("well_known.txt").lines().filter(|line| !line.is_empty()).collect());

/// How many letters and digits a password must have besides the person's own details.
const LEFT_AT_LEAST: usize = 8;

/// Judges a password. `details` are what a guesser who knows the person would try first: address, name, practice.
///
/// # Errors
/// [`Reason::ContainsYourDetails`] if it is easy to guess and holds one of the details, [`Reason::TooCommon`] if it is easy
/// to guess otherwise.
pub fn judge(password: &str, details: &[&str]) -> Result<(), Reason> {
    let words: Vec<String> = std::iter::once("salus".to_owned())
        .chain(details.iter().map(|detail| detail.to_lowercase()))
        .flat_map(|detail| {
            let parts = detail.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
            std::iter::once(detail).chain(parts)
        })
        .filter(|word| word.chars().count() >= 3)
        .collect();
    let holds_detail = words.iter().any(|word| password.to_lowercase().contains(word.as_str()));
    if WELL_KNOWN.contains(bare(password).as_str()) {
        return Err(Reason::TooCommon);
    }
    // Somebody who knows the person guesses a name and a year in a few tries: what is left without the details must count.
    if holds_detail && bare(&without(password, &words)).chars().count() < LEFT_AT_LEAST {
        return Err(Reason::ContainsYourDetails);
    }
    let inputs: Vec<&str> = words.iter().map(String::as_str).collect();
    if zxcvbn(password, &inputs).score() >= Score::Three {
        return Ok(());
    }
    Err(if holds_detail { Reason::ContainsYourDetails } else { Reason::TooCommon })
}

/// A password without the words in it, in lower case; the longest words go first.
fn without(password: &str, words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().fold(password.to_lowercase(), |left, word| left.replace(word.as_str(), " "))
}

/// A password without what people add for show: letters and digits only, in lower case.
fn bare(password: &str) -> String {
    password.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DETAILS: &[&str] = &["lina@example.org", "Lina Marsh", "North Clinic"];

    #[test]
    fn a_long_and_unlikely_password_is_good_enough() {
        for password in [
            "three quiet green boats on ice",
            "vK8#qpz0Lw2!r",
            "mein Fahrrad schläft im Keller",
            "lina likes 47 tall walnut trees",
        ] {
            assert_eq!(judge(password, DETAILS), Ok(()), "{password}");
        }
    }

    #[test]
    fn a_password_that_many_people_use_is_too_common() {
        for password in [
            "password1234",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "123456789012",
            "Correct-Horse-Battery-Staple",
            "letmeinletmein",
        ] {
            assert_eq!(judge(password, DETAILS), Err(Reason::TooCommon), "{password}");
        }
    }

    #[test]
    fn a_password_made_of_ones_own_details_is_refused_with_that_reason() {
        for password in ["lina@example.org", "LinaMarsh1979", "northclinic12", "salussalus12", "marsh marsh lina"] {
            assert_eq!(judge(password, DETAILS), Err(Reason::ContainsYourDetails), "{password}");
        }
    }

    #[test]
    fn the_list_of_well_known_passwords_is_in_the_form_that_is_looked_up() {
        for line in include_str!("well_known.txt").lines() {
            assert_eq!(bare(line), line);
            assert!(line.chars().count() >= 10, "{line} is too short to matter");
        }
    }
}
