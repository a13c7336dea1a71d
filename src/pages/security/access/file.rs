//! The list as a file that a spreadsheet opens: comma-separated values (RFC 4180) in UTF-8, with the mark by which Excel knows it.

use salus_protocol::security::{AccessEntry, Actor};

use crate::{browser::clock, shared::access_words, text};

/// What the file begins with: the byte order mark.
const MARK: char = '\u{feff}';

/// The whole file.
pub(super) fn of(entries: &[AccessEntry]) -> String {
    let head = [
        text!(security.column.number),
        text!(security.column.time),
        text!(security.column.who),
        text!(security.column.role),
        text!(security.column.what),
        text!(security.column.why),
    ];
    let head = head.map(str::to_owned).to_vec();
    let rows = entries.iter().map(|entry| {
        let (number, at) = (entry.number().to_string(), clock::iso(entry.at()));
        let AccessEntry::Line(line) = entry else {
            let what = text!(security.unreadable).to_owned();
            return vec![number, at, String::new(), String::new(), what, String::new()];
        };
        let role = match &line.actor {
            Actor::Staff { role, .. } => role.clone(),
            Actor::You | Actor::Practice => String::new(),
        };
        vec![
            number,
            at,
            access_words::who(&line.actor),
            role,
            access_words::action(line.action).to_owned(),
            access_words::reason(line.reason).to_owned(),
        ]
    });
    table(std::iter::once(head).chain(rows))
}

fn table(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut file = String::from(MARK);
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    }
    file
}

/// A cell. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10): names are what people
/// have typed.
fn escaped(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    let guarded = if formula { ["'", cell].concat() } else { cell.to_owned() };
    if guarded.contains(['"', ',', ';', '\r', '\n', '\t']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_none_in_the_file() {
        for cell in ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "\0=1"] {
            assert!(escaped(cell).trim_start_matches('"').starts_with('\''), "{cell:?} became {:?}", escaped(cell));
        }
        assert_eq!(escaped("Dr Salma Haddad"), "Dr Salma Haddad");
        assert_eq!(escaped("2026-11-20"), "2026-11-20");
    }

    #[test]
    fn commas_quotes_and_line_breaks_stay_in_their_cell() {
        assert_eq!(escaped("Nurse, diabetes clinic"), "\"Nurse, diabetes clinic\"");
        assert_eq!(escaped("the \"front\" desk"), "\"the \"\"front\"\" desk\"");
        assert_eq!(escaped("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        assert_eq!(escaped("one\ntwo"), "\"one\ntwo\"");
    }

    #[test]
    fn the_file_has_its_mark_and_a_line_for_each_row() {
        let rows = [["a", "b"], ["1", "é"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(rows.into_iter()), "\u{feff}a,b\r\n1,é\r\n");
    }
}
