//! Bundles, entry by entry.

use std::{fmt, ops::ControlFlow, path::Path};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{error::Category, value::RawValue};

use super::{
    Found, Take,
    document::Document,
    reject::{Reason, Reject, Spot},
    resource,
};
use crate::fhir::node::{Node, members_of};

/// What a JSON file is, seen from outside.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Whether it is an object.
    pub(super) is_object: bool,
    /// What it says its resource type is.
    pub(super) kind: Option<String>,
    /// Whether something follows the first value.
    pub(super) trailing: bool,
}

/// Reads the file once from end to end, keeping nothing but its shape.
pub(super) fn shape(document: &Document) -> Result<Shape, (Reason, Spot)> {
    let error = |error: serde_json::Error| {
        let spot = Spot::Line(error.line(), Some(error.column()));
        match error.classify() {
            Category::Eof => (Reason::Truncated, spot),
            // A reader gives this for bytes that are not UTF-8 as well.
            Category::Io => (Reason::Unreadable, Spot::File),
            Category::Syntax | Category::Data => (Reason::Malformed, spot),
        }
    };
    if let Some(bytes) = document.held() {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let mut shape = json.deserialize_any(ReadShape).map_err(error)?;
        shape.trailing = json.end().is_err();
        return Ok(shape);
    }
    let reader = document.reader().map_err(|_| (Reason::Unreadable, Spot::File))?;
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut shape = json.deserialize_any(ReadShape).map_err(error)?;
    shape.trailing = json.end().is_err();
    Ok(shape)
}

/// Gives the entries of a bundle to `take`.
pub(super) fn read(path: &Path, document: &Document, take: Take<'_>) {
    let mut stopped = false;
    let mut until_stopped = |found| {
        let flow = take(found);
        stopped |= flow.is_break();
        flow
    };
    let entries = Entries { path, take: &mut until_stopped };
    let result = match document.held() {
        Some(bytes) => serde_json::Deserializer::from_slice(bytes).deserialize_map(ReadBundle(entries)),
        None => match document.reader() {
            Ok(reader) => serde_json::Deserializer::from_reader(reader).deserialize_map(ReadBundle(entries)),
            Err(cause) => Err(serde_json::Error::io(cause)),
        },
    };
    // The shape was read before: what fails now are entries that are no list, or a file that changed meanwhile.
    if let Err(error) = result
        && !stopped
    {
        let reason = if error.is_data() { Reason::NotFhir } else { Reason::Unreadable };
        let _ = take(Found::Reject(Reject { file: path.to_owned(), spot: Spot::File, resource_type: None, reason }));
    }
}

/// One entry as a resource.
fn entry(path: &Path, raw: &RawValue, number: usize) -> Found {
    let spot = Spot::Entry(number);
    let reject = |reason| Found::Reject(Reject { file: path.to_owned(), spot, resource_type: None, reason });
    let Ok(members) = members_of(raw.get()) else { return reject(Reason::NotFhir) };
    let member = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
    let says = |name: &str, inner: &str, what: &str| {
        member(name).and_then(|text| Node::parse(text).ok()).is_some_and(|node| node.is(inner, what))
    };
    let full_url =
        member("fullUrl").and_then(|text| Node::parse(text).ok()).and_then(|node| node.text().map(|t| t.into_owned()));
    match member("resource") {
        Some(_) if says("request", "method", "DELETE") => reject(Reason::NoResource),
        Some(_) if says("search", "mode", "outcome") => reject(Reason::ServerRemark),
        Some(text) if text.starts_with('{') => resource(path, full_url, text.to_owned(), spot),
        Some("null") | None => reject(Reason::NoResource),
        Some(_) => reject(Reason::NotFhir),
    }
}

struct ReadShape;

impl<'de> Visitor<'de> for ReadShape {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Shape, M::Error> {
        let mut shape = Shape { is_object: true, ..Shape::default() };
        while let Some(name) = map.next_key::<String>()? {
            if name == "resourceType" && shape.kind.is_none() {
                let kind: serde_json::Value = map.next_value()?;
                shape.kind = kind.as_str().map(str::to_owned);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(shape)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Shape, S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Shape::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::default())
    }
}

struct Entries<'e> {
    path: &'e Path,
    take: &'e mut dyn FnMut(Found) -> ControlFlow<()>,
}

struct ReadBundle<'e>(Entries<'e>);

impl<'de> Visitor<'de> for ReadBundle<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a bundle")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "entry" {
                map.next_value_seed(ReadEntries(&mut self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct ReadEntries<'r, 'e>(&'r mut Entries<'e>);

impl<'de> DeserializeSeed<'de> for ReadEntries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadEntries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        let mut number = 0;
        while let Some(raw) = seq.next_element::<Box<RawValue>>()? {
            if (self.0.take)(entry(self.0.path, &raw, number)).is_break() {
                return Err(serde::de::Error::custom("told to stop"));
            }
            number += 1;
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
