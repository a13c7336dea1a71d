//! A resource as it is stored: its own text, or, where its bundle calls it by another name than its id, the bundle's entry
//! around it, so that references inside that bundle still lead to it.

use std::borrow::Cow;

use super::{node::Node, reference::urn_tail, source::Resource};

/// The text to store for a resource.
#[must_use]
pub fn stored(resource: &Resource) -> Cow<'_, str> {
    let called = resource.full_url.as_deref().and_then(urn_tail);
    match (&resource.full_url, called) {
        (Some(full_url), Some(called)) if resource.head.id.as_deref() != Some(called) => {
            let full_url = serde_json::Value::from(full_url.as_str());
            Cow::Owned(format!("{{\"fullUrl\":{full_url},\"resource\":{}}}", resource.text))
        }
        _ => Cow::Borrowed(&resource.text),
    }
}

/// The address that the bundle gave, if it was kept, and the resource.
#[must_use]
pub fn opened<'n, 'a>(stored: &'n Node<'a>) -> (Option<&'n str>, &'n Node<'a>) {
    if stored.get("resourceType").is_nothing() && !stored.get("resource").is_nothing() {
        let full_url = match stored.get("fullUrl") {
            Node::Text(full_url) => Some(full_url.as_ref()),
            _ => None,
        };
        (full_url, stored.get("resource"))
    } else {
        (None, stored)
    }
}
