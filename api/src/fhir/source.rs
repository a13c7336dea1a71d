//! Files of FHIR, whatever their shape: a bundle, a single resource, NDJSON, folders of those.
//!
//! A file is read entry by entry, so that memory stays near one entry for files of any size. A bundle that is not valid
//! JSON from its first to its last character is refused whole: half a transaction is not what its author meant. In NDJSON
//! each line stands for itself.

mod bundle;
mod document;
mod folder;
mod head;
mod lines;
mod reject;

use std::{ops::ControlFlow, path::Path};

pub use folder::files_under;
pub use head::Head;
pub use reject::{Reason, Reject, Spot, is_type_name};

use document::Document;

/// Files larger than this are refused unless the operator says otherwise: 2 GiB.
pub const LARGEST_FILE: u64 = 2 << 30;

/// One resource of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What stands at its beginning.
    pub head: Head,
    /// The address its bundle gives it.
    pub full_url: Option<String>,
    /// Its JSON text, as it stands in the file.
    pub text: String,
    /// Where it stands.
    pub spot: Spot,
}

/// What a file holds, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A resource.
    Resource(Resource),
    /// Something that cannot be imported.
    Reject(Reject),
}

/// Where the pieces go. Breaking ends the reading.
pub type Take<'t> = &'t mut dyn FnMut(Found) -> ControlFlow<()>;

/// Reads one file and gives its pieces to `take`, in the order of the file.
///
/// Never fails: what cannot be read is a [`Found::Reject`].
pub fn read(path: &Path, largest: u64, take: Take<'_>) {
    let reject = |spot, reason| Found::Reject(Reject { file: path.to_owned(), spot, resource_type: None, reason });
    let document = match Document::open(path, largest) {
        Ok(document) => document,
        Err(reason) => {
            let _ = take(reject(Spot::File, reason));
            return;
        }
    };
    if document.is_lines() {
        lines::read(path, &document, take);
        return;
    }
    if let Err(reason) = document.check_text() {
        let _ = take(reject(Spot::File, reason));
        return;
    }
    match bundle::shape(&document) {
        Ok(shape) if shape.trailing => {
            // Something follows the first value. Lines that stand for themselves, whatever the file is called?
            if document.first_line_is_whole() {
                lines::read(path, &document, take);
            } else {
                let _ = take(reject(Spot::File, Reason::Malformed));
            }
        }
        Ok(shape) if shape.kind.as_deref() == Some("Bundle") => bundle::read(path, &document, take),
        Ok(shape) if shape.is_object => single(path, &document, take),
        Ok(_) => {
            let _ = take(reject(Spot::File, Reason::NotFhir));
        }
        Err((reason, spot)) => {
            let _ = take(reject(spot, reason));
        }
    }
}

/// A file that is one resource.
fn single(path: &Path, document: &Document, take: Take<'_>) {
    let found = match document.text() {
        Ok(text) => resource(path, None, text, Spot::File),
        Err(reason) => Found::Reject(Reject { file: path.to_owned(), spot: Spot::File, resource_type: None, reason }),
    };
    let _ = take(found);
}

/// A resource of this text, or why it is none.
fn resource(path: &Path, full_url: Option<String>, text: String, spot: Spot) -> Found {
    let (reason, resource_type) = match Head::read(&text) {
        Ok(head) => match head.kind.as_str() {
            "Bundle" => (Reason::NestedBundle, Some(head.kind)),
            "OperationOutcome" => (Reason::ServerRemark, Some(head.kind)),
            _ => return Found::Resource(Resource { head, full_url, text, spot }),
        },
        Err(reason) => (reason, None),
    };
    Found::Reject(Reject { file: path.to_owned(), spot, resource_type, reason })
}

#[cfg(test)]
mod tests;
