//! What an operation is: a method, a path, who may call it, a body and a reply.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::sample::Sample;

/// The HTTP methods that the API uses. Only [`Method::Get`] has no body, and it never changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name as it stands in a request line (RFC 9110, section 9).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What a caller must have proved before the server answers an operation.
///
/// The server turns each value into a type that the handler must hold; the authorization matrix in the API's tests is
/// generated from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone, signed in or not.
    Public,
    /// Someone whose password was right and whose second step is still open.
    SecondStep,
    /// Someone who handed in the code that was mailed for a forgotten password.
    Recovery,
    /// Someone who opened an invitation that is still valid.
    Activation,
    /// Someone whose session has locked itself and waits for its owner.
    Locked,
    /// Anyone who is signed in, patient or staff.
    SignedIn,
    /// A signed-in patient, for what is theirs.
    Patient,
    /// A signed-in member of the care team.
    Staff,
}

/// One operation of the API.
///
/// ```
/// use salus_protocol::{Endpoint, ids::ThreadId, messages::GetThread};
///
/// let thread = ThreadId::parse("0192f0c1-2b3c-7def-8a90-1234567890ab").unwrap();
/// assert_eq!(GetThread { thread_id: thread }.path(), "/api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab");
/// ```
pub trait Endpoint {
    /// The operation's name, as it stands in the documentation and in logs.
    const NAME: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path with its parameters in braces; the server mounts it.
    const PATTERN: &'static str;
    /// What a caller must have proved.
    const ACCESS: Access;
    /// Whether the caller must have proved it anew for exactly this request ([`crate::proof`]).
    const FRESH_PROOF: bool;
    /// What the request carries. [`Nothing`] for none.
    type Body: Serialize + DeserializeOwned + Sample;
    /// What a successful answer carries. [`Done`] for none.
    type Reply: Serialize + DeserializeOwned + Sample;

    /// The path with its parameters filled in; the portal calls it.
    fn path(&self) -> String;
}

/// A request without a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// A success that has nothing to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {}

impl Sample for Nothing {
    fn sample() -> Self {
        Self {}
    }
}

impl Sample for Done {
    fn sample() -> Self {
        Self {}
    }
}

/// Declares operations: documentation, name, path parameters, method, pattern, access (`+ FreshProof` where it takes one), body
/// and reply.
macro_rules! endpoints {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }
        = $method:ident $pattern:literal, $access:ident $(+ $proof:ident)?, $body:ty => $reply:ty;
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $ty,)*
        }

        impl $crate::endpoint::Endpoint for $name {
            const NAME: &'static str = stringify!($name);
            const METHOD: $crate::endpoint::Method = $crate::endpoint::Method::$method;
            const PATTERN: &'static str = $pattern;
            const ACCESS: $crate::endpoint::Access = $crate::endpoint::Access::$access;
            const FRESH_PROOF: bool = $crate::endpoint::asks_for_proof!($($proof)?);
            type Body = $body;
            type Reply = $reply;

            fn path(&self) -> String {
                // Path parameters are ids: letters, digits and hyphens, so nothing needs to be escaped.
                #[allow(unused_mut, clippy::allow_attributes, reason = "an operation may have no parameter")]
                let mut path = String::from($pattern);
                $(path = path.replace(concat!("{", stringify!($field), "}"), self.$field.as_str());)*
                path
            }
        }
    )*};
}
pub(crate) use endpoints;

/// Whether a declaration says `+ FreshProof`.
macro_rules! asks_for_proof {
    () => {
        false
    };
    (FreshProof) => {
        true
    };
}
pub(crate) use asks_for_proof;
