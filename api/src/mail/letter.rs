//! A notice as its reader meets it: subject and plain text.

use salus_protocol::{preferences::Language, security::Device, time::Timestamp};
use url::Url;

use super::{
    notice::{Kind, Next, Notice},
    texts::{NoWords, Texts, filled, texts},
};

/// Where the portal takes the code that stops a reset.
const STOP_PATH: &str = "stop-reset";

/// Who writes: what stands in every letter of a deployment.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The practice, as patients know it.
    pub practice: String,
    /// Its telephone number.
    pub telephone: Option<String>,
    /// Where people reach the portal.
    pub origin: Url,
}

/// A letter, ready to be addressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

impl Letterhead {
    /// Writes a notice in a language.
    ///
    /// # Errors
    /// [`NoWords`] if the language's words are not in order.
    pub fn write(&self, notice: &Notice, language: Language) -> Result<Letter, NoWords> {
        let texts = texts(language)?;
        let (Some(words), Some(next)) = (texts.mails.get(&notice.kind), texts.next.get(&notice.kind.next())) else {
            return Err(NoWords::of(language));
        };
        let practice = one_line(&self.practice);
        let zone = notice.zone.as_deref();
        let link = self.stop_link(notice, language);
        let opens = notice.opens_at.map(|at| moment(at, zone)).unwrap_or_default();
        let code = if notice.kind == Kind::MailedCode { notice.code.as_deref().unwrap_or_default() } else { "" };
        let values = [("practice", practice.as_str()), ("code", &in_halves(code)), ("link", &link), ("opens", &opens)];
        let mut lines = vec![texts.hello.clone(), String::new(), filled(&words.body, &values), String::new()];
        lines.push(filled(&texts.when, &[("when", &moment(notice.at, zone))]));
        if let Some(device) = &notice.device {
            lines.push(filled(&texts.browser, &[("browser", &browser(texts, device))]));
        }
        lines.extend([String::new(), filled(next, &values)]);
        if notice.kind.next() != Next::Leave {
            lines.push(match &self.telephone {
                Some(telephone) => filled(&texts.call, &[("telephone", &one_line(telephone))]),
                None => texts.call_practice.clone(),
            });
        }
        lines.extend([String::new(), practice.clone(), texts.automatic.clone(), String::new()]);
        Ok(Letter { subject: filled(&words.subject, &values), body: lines.join("\n") })
    }

    /// The link that stops a reset and does nothing else; its code stands behind `#`, which browsers send to no server.
    fn stop_link(&self, notice: &Notice, language: Language) -> String {
        let (Next::Stop, Some(code)) = (notice.kind.next(), &notice.code) else { return String::new() };
        let Ok(mut link) = self.origin.join(STOP_PATH) else { return String::new() };
        link.query_pairs_mut().append_pair("lang", language.tag());
        link.set_fragment(Some(code));
        link.into()
    }
}

/// A text on one line, whatever was in it.
#[must_use]
pub fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A moment in the reader's own time where it is known, written so that nobody confuses day and month.
fn moment(at: Timestamp, zone: Option<&str>) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    match zone.and_then(|zone| Some((zone, at.in_tz(zone).ok()?))) {
        Some((zone, at)) => format!("{} ({zone})", at.strftime("%Y-%m-%d %H:%M")),
        None => at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    }
}

/// A browser by name.
fn browser(texts: &Texts, device: &Device) -> String {
    match (&device.browser, &device.system) {
        (Some(browser), Some(system)) => {
            filled(&texts.browser_on_system, &[("browser", &one_line(browser)), ("system", &one_line(system))])
        }
        (Some(one), None) | (None, Some(one)) => one_line(one),
        (None, None) => texts.browser_unknown.clone(),
    }
}

/// A code in two halves, as people read it.
fn in_halves(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((first, second)) if !first.is_empty() => format!("{first} {second}"),
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    fn head() -> Letterhead {
        Letterhead {
            practice: "North Clinic".into(),
            telephone: Some("030 1234567".into()),
            origin: Url::parse("https://portal.example.org").unwrap(),
        }
    }

    fn notice(kind: Kind) -> Notice {
        let device = Device { browser: Some("Firefox".into()), system: Some("Windows".into()) };
        Notice {
            code: Some("40211765".into()),
            opens_at: Some(Timestamp(1_795_424_400_000_000)),
            zone: Some("Europe/Berlin".into()),
            ..Notice::of(kind, Timestamp(1_795_338_000_000_000), &device)
        }
    }

    #[test]
    fn a_letter_says_what_when_where_and_what_to_do() {
        let letter = head().write(&notice(Kind::NewDevice), Language::En).unwrap();
        assert!(letter.subject.starts_with("North Clinic: "), "{}", letter.subject);
        for part in ["2026-11-22 10:00 (Europe/Berlin)", "Firefox on Windows", "030 1234567", "Security"] {
            assert!(letter.body.contains(part), "{part} is missing in {}", letter.body);
        }
        assert!(!letter.body.contains("http"), "{}", letter.body);
    }

    #[test]
    fn every_letter_in_every_language_has_all_its_places_filled() {
        for language in Language::ALL {
            for kind in Kind::ALL {
                let letter = head().write(&notice(kind), language).unwrap();
                let whole = format!("{}\n{}", letter.subject, letter.body);
                assert!(!whole.contains(['{', '}']), "{whole}");
                assert!(whole.contains("2026-11-22"), "{whole}");
                assert!(letter.subject.lines().count() == 1 && letter.subject.chars().count() < 80, "{whole}");
            }
        }
    }

    #[test]
    fn only_the_mail_of_a_reset_holds_a_link_and_it_only_stops() {
        for kind in Kind::ALL {
            let body = head().write(&notice(kind), Language::Fr).unwrap().body;
            let links: Vec<&str> = body.split_whitespace().filter(|word| word.starts_with("http")).collect();
            let expected: &[&str] = if kind.next() == Next::Stop {
                &["https://portal.example.org/stop-reset?lang=fr#40211765"]
            } else {
                &[]
            };
            assert_eq!(links, expected, "{kind:?}");
        }
    }

    #[test]
    fn the_code_stands_in_two_halves_in_its_own_mail_only() {
        for kind in Kind::ALL {
            let letter = head().write(&notice(kind), Language::En).unwrap();
            assert_eq!(letter.body.contains("4021 1765"), kind == Kind::MailedCode, "{kind:?}");
            assert!(!letter.subject.contains("4021"));
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let plain = Notice { zone: Some("Nowhere/Else".into()), device: None, ..notice(Kind::ResetWaits) };
        let head = Letterhead { telephone: None, ..head() };
        let body = head.write(&plain, Language::En).unwrap().body;
        assert!(body.contains("2026-11-22 09:00 UTC") && !body.contains("Browser"), "{body}");
        let nameless = Notice { device: Some(Device::default()), ..plain };
        let body = head.write(&nameless, Language::En).unwrap().body;
        assert!(body.contains("a browser that does not give its name"), "{body}");
    }
}
