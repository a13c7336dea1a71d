//! Words that no English text has: those that beg, blame or shout, those of machines and of data formats, and the second word for an
//! idea that has one already.

/// What is not said, and what is said instead.
const UNWANTED: [(&str, &str); 92] = [
    // begging, blaming, shouting
    ("please", "say what to do"),
    ("sorry", "say what to do"),
    ("apologize", "say what to do"),
    ("oops", "say what happened"),
    ("invalid", "say what to change"),
    ("illegal", "say what to change"),
    ("incorrect", "does not match, or is not right"),
    ("forbidden", "cannot"),
    ("denied", "cannot"),
    ("failed", "say what happened"),
    ("failure", "say what happened"),
    ("unsuccessful", "say what happened"),
    ("unable", "cannot"),
    ("error occurred", "say what happened"),
    ("error", "problem"),
    ("fatal", "problem"),
    ("abort", "stop"),
    ("terminate", "end"),
    ("must not", "say what to do instead"),
    // links
    ("click", "choose, or name what opens"),
    ("click here", "name what opens"),
    ("here for", "name what opens"),
    // machines
    ("login", "sign in"),
    ("log in", "sign in"),
    ("logged in", "signed in"),
    ("log out", "sign out"),
    ("logout", "sign out"),
    ("log off", "sign out"),
    ("authenticate", "sign in"),
    ("authentication", "sign in"),
    ("authenticator", "passkey"),
    ("credential", "passkey, or password"),
    ("credentials", "email address and password"),
    ("username", "email address"),
    ("user", "you, patient or person"),
    ("users", "people"),
    ("session", "where you are signed in"),
    ("sessions", "where you are signed in"),
    ("token", "code"),
    ("server", "the portal"),
    ("request", "say what was asked"),
    ("submit", "send"),
    ("input", "what you typed"),
    ("field", "name it"),
    ("default", "say what it is"),
    ("encrypted", "locked"),
    ("encryption", "lock"),
    ("biometric", "fingerprint or face"),
    ("biometrics", "fingerprint or face"),
    ("second factor", "second step"),
    ("two-factor", "two steps"),
    ("verify", "check"),
    ("verification", "check"),
    ("timeout", "that took too long"),
    ("timed out", "that took too long"),
    // data formats
    ("fhir", "record"),
    ("loinc", "test"),
    ("observation", "result"),
    ("observations", "results"),
    ("encounter", "visit"),
    ("encounters", "visits"),
    ("practitioner", "care team, or the role"),
    ("analyte", "test"),
    ("specimen", "sample"),
    ("panel", "test"),
    ("resource", "name it"),
    // office
    ("regarding", "about"),
    ("prior", "before"),
    ("commence", "start"),
    ("utilize", "use"),
    ("via", "by, with or through"),
    ("e.g", "for example"),
    ("i.e", "say it once"),
    ("etc", "and more"),
    // one idea, one word
    ("security key", "passkey"),
    ("backup code", "recovery code"),
    ("invite", "invitation"),
    ("thread", "conversation"),
    ("threads", "conversations"),
    ("reply", "answer"),
    ("replies", "answers"),
    ("response", "answer"),
    ("medication", "medicine"),
    ("medications", "medicines"),
    ("immunization", "vaccination"),
    ("immunizations", "vaccinations"),
    ("appointment", "visit"),
    ("survey", "feedback"),
    ("clinic", "practice"),
    ("e-mail", "email"),
    ("telephone", "phone"),
    ("birthday", "date of birth"),
];

/// Texts in which a word above is right: the start of a page's title that the browser shows, as screen readers expect it.
const RIGHT: [&str; 1] = ["Error: {{ title }}"];

/// What is wrong with the words of a text.
pub(crate) fn unwanted(text: &str) -> Vec<String> {
    if RIGHT.contains(&text) {
        return Vec::new();
    }
    let spoken = spoken(text);
    let mut found: Vec<String> = UNWANTED
        .iter()
        .filter(|(word, _)| spoken.contains(&format!(" {word} ")))
        .map(|(word, instead)| format!("`{word}`, better: {instead}"))
        .collect();
    if text.contains('!') {
        found.push("an exclamation mark".to_owned());
    }
    found
}

/// A text in small letters, without places and stops, and with a space on both sides of each word.
fn spoken(text: &str) -> String {
    let parts = text.split("{{").map(|part| part.split_once("}}").map_or(part, |(_, after)| after));
    let text = parts.collect::<Vec<_>>().join(" ").to_lowercase();
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn words_are_found_whatever_stands_around_them() {
    for bad in ["Please wait", "That is (invalid).", "Log in again", "Look, e.g. at this", "Wrong credentials", "Done!"]
    {
        assert_eq!(unwanted(bad).len(), 1, "{bad}: {:?}", unwanted(bad));
    }
    assert_eq!(unwanted("An error occurred.").len(), 2);
}

#[test]
fn words_that_only_begin_alike_and_names_of_places_are_left_alone() {
    for good in ["It pleases us", "Call {{ telephone }}", "A prioress", "Error: {{ title }}"] {
        assert!(unwanted(good).is_empty(), "{good}: {:?}", unwanted(good));
    }
}
