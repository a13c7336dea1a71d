//! Dates of the source: as exact as it wrote them, in its own local time.

use salus_protocol::time::RecordDate;

use crate::fhir::node::Node;

/// A FHIR `date`, `dateTime` or `instant` as the record shows it. Seconds and zone go; a time that does not exist leaves
/// its day.
#[must_use]
pub fn date(node: &Node<'_>) -> Option<RecordDate> {
    let text = node.text()?;
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, time.get(..5)),
        None => (text.as_ref(), None),
    };
    time.and_then(|time| RecordDate::parse(&format!("{day}T{time}")).ok()).or_else(|| RecordDate::parse(day).ok())
}

/// The moment in microseconds since 1970 UTC, where the source wrote a time with its zone.
#[must_use]
pub fn moment(node: &Node<'_>) -> Option<i64> {
    node.text()?.parse::<jiff::Timestamp>().ok().map(|moment| moment.as_microsecond())
}

/// The first of several elements that holds a date, or a period that begins at one.
#[must_use]
pub fn first_date(resource: &Node<'_>, names: &[&str]) -> Option<RecordDate> {
    names.iter().find_map(|name| {
        let node = resource.get(name);
        date(node).or_else(|| date(node.get("start"))).or_else(|| date(node.get("event").items().next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        date(&Node::Text(text.into())).map(String::from)
    }

    #[test]
    fn a_date_stays_as_exact_as_the_source_wrote_it() {
        assert_eq!(read("2015").as_deref(), Some("2015"));
        assert_eq!(read("2016-10").as_deref(), Some("2016-10"));
        assert_eq!(read("2010-05-09T22:53:17+00:00").as_deref(), Some("2010-05-09T22:53"));
        assert_eq!(read("2021-11-10T16:48:57.246958-08:00").as_deref(), Some("2021-11-10T16:48"));
    }

    #[test]
    fn a_time_that_does_not_exist_leaves_its_day_and_a_day_that_does_not_leaves_nothing() {
        assert_eq!(read("2010-05-09T99:53:17Z").as_deref(), Some("2010-05-09"));
        assert_eq!(read("2010-05-09T").as_deref(), Some("2010-05-09"));
        assert_eq!(read("2010-02-31"), None);
        assert_eq!(read("last spring"), None);
    }
}
