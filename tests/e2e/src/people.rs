//! The invented people, and how they get in: from the plan that the demo was made with and what it printed.

use anyhow::{Context, Result};
use serde_json::Value;

/// Somebody with an account, or with an invitation to one.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// The whole name.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The password, for those who have one already.
    pub password: Option<String>,
    /// The date of birth as year, month and day, for patients.
    pub born: Option<[String; 3]>,
    /// Unused recovery codes.
    pub codes: Vec<String>,
    /// The path of the activation link with its code, for those who were invited.
    pub activation: Option<String>,
}

impl Somebody {
    /// The name to greet with.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }
}

/// All people of one kind (`patients` or `staff`) in the plan, with what was printed for each.
pub fn read(plan: &Value, kind: &str, printed: &str) -> Result<Vec<Somebody>> {
    let rows = plan.get(kind).and_then(Value::as_array).with_context(|| format!("the plan has no {kind}"))?;
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
    let all_emails = emails(plan);
    rows.iter()
        .map(|row| {
            let email = text(row, "email").context("somebody in the plan has no e-mail address")?;
            let own = part_of(printed, &email, &all_emails);
            Ok(Somebody {
                name: text(row, "name").context("somebody in the plan has no name")?,
                password: text(row, "password"),
                born: text(row, "born")
                    .and_then(|day| day.splitn(3, '-').map(ToOwned::to_owned).collect::<Vec<_>>().try_into().ok()),
                codes: codes(own),
                activation: activation(own),
                email,
            })
        })
        .collect()
}

fn emails(plan: &Value) -> Vec<String> {
    let rows = ["patients", "staff"].iter().filter_map(|kind| plan.get(kind)?.as_array()).flatten();
    rows.filter_map(|row| Some(row.get("email")?.as_str()?.to_owned())).collect()
}

/// What was printed for one person: from the address to the next person's address.
fn part_of<'a>(printed: &'a str, email: &str, all: &[String]) -> &'a str {
    let Some((_, rest)) = printed.split_once(email) else { return "" };
    let end = all.iter().filter(|other| *other != email).filter_map(|other| rest.find(other.as_str())).min();
    rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
}

/// Everything that has the shape of a recovery code: 26 letters and figures, in groups with hyphens.
#[must_use]
pub fn codes(text: &str) -> Vec<String> {
    let is_code = |word: &&str| {
        let digits = word.chars().filter(char::is_ascii_alphanumeric).count();
        digits == 26 && word.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    text.split_whitespace().filter(is_code).map(ToOwned::to_owned).collect()
}

/// The path and code of the first activation link in the text.
#[must_use]
pub fn activation(text: &str) -> Option<String> {
    let link = text.split_whitespace().find(|word| word.contains("/activate"))?;
    link.find("/activate").and_then(|at| link.get(at..)).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn each_person_gets_what_was_printed_below_the_own_address() {
        let plan = serde_json::json!({
            "patients": [
                { "name": "Ada Pell", "email": "ada@example.org", "password": "three odd words" },
                { "name": "Ben Roe", "email": "ben@example.org", "born": "1980-02-03" }],
            "staff": [],
        });
        let printed =
            "ada@example.org\n  ABCD-EFGH-JKMN-PQRS-TVWX-YZ0123\nben@example.org\n  http://localhost:1/activate#XYZ\n";
        let people = read(&plan, "patients", printed).unwrap();
        assert_eq!(people[0].codes.len(), 1);
        assert!(people[0].activation.is_none());
        assert_eq!(people[1].activation.as_deref(), Some("/activate#XYZ"));
        assert_eq!(people[1].born.clone().unwrap(), ["1980", "02", "03"]);
    }
}
