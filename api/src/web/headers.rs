//! The headers that every answer carries, refusals and ends of handlers that panicked too (OWASP ASVS 5.0, section 3.4).

use std::{path::Path, sync::Arc};

use anyhow::{Context, Result, bail};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use serde::Deserialize;

/// Where browsers send what the policy has stopped: the path of [`crate::routes::reports`].
pub const REPORTS: &str = "/api/v1/reports";

/// The file beside the page that says which inline script the policy must allow: the import map with the hashes of all scripts.
/// `cargo xtask dist` writes it; a portal from a developer's build has none.
const ALLOWED: &str = "csp.json";

/// What pages may load and do: nothing from anywhere else, no script or style inside the page, no text that becomes markup but
/// through the filter of `public/boot.js`. `wasm-unsafe-eval` allows WebAssembly and nothing more. No samples in reports: they
/// could quote the page.
///
/// Browsers keep to the newer `report-to` where they know it, and send nothing by it from an address without https, so there
/// only the older word stands.
fn content_security_policy(scripts: &str, secure: bool) -> String {
    let report_to = if secure { "; report-to csp" } else { "" };
    format!(
        "default-src 'none'; script-src 'self'{scripts} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; \
         report-uri {REPORTS}{report_to}"
    )
}

const PERMISSIONS_POLICY: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), \
    microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), midi=(), \
    browsing-topics=()";

/// Two years, as the lists of browsers ask for.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Allowed {
    script_src: Vec<String>,
}

/// The set of headers of this deployment.
#[derive(Clone, Debug)]
pub struct Headers(Arc<[(HeaderName, HeaderValue)]>);

impl Headers {
    /// The set for the portal in this folder; `secure` where it is reached over https.
    ///
    /// # Errors
    /// A sentence if the portal names something to allow that is no hash.
    pub fn of(spa: &Path, secure: bool) -> Result<Self> {
        let file = spa.join(ALLOWED);
        let allowed = match std::fs::read(&file) {
            Ok(text) => Some(hashes(&text).with_context(|| format!("{} cannot be used", file.display()))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
        };
        let policy = content_security_policy(allowed.as_deref().unwrap_or_default(), secure);
        let mut set = vec![
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy).context("the content policy")?),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
            (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS_POLICY)),
            (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
            (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
            (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        ];
        // A developer's build has no hashes to hold its scripts to.
        if allowed.is_some() {
            let policy = HeaderValue::from_static("blocked-destinations=(script), endpoints=(csp)");
            set.push((HeaderName::from_static("integrity-policy"), policy));
        }
        if secure {
            let endpoint = HeaderValue::from_str(&format!("csp=\"{REPORTS}\""))?;
            set.push((HeaderName::from_static("reporting-endpoints"), endpoint));
            set.push((header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT_SECURITY)));
        }
        Ok(Self(set.into()))
    }
}

/// The hashes of a file of what to allow, as they stand in the policy: each with a space before it. Nothing else may come from
/// a file.
fn hashes(text: &[u8]) -> Result<String> {
    let Allowed { script_src } =
        serde_json::from_slice(text).context("it is not the file that `cargo xtask dist` writes")?;
    let is_hash = |source: &&String| {
        let digest = source.strip_prefix("'sha256-").and_then(|rest| rest.strip_suffix('\''));
        digest.is_some_and(|digest| {
            digest.len() == 44 && digest.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
        })
    };
    if let Some(other) = script_src.iter().find(|source| !is_hash(source)) {
        bail!("it allows {other}, which is no hash");
    }
    Ok(script_src.iter().map(|source| format!(" {source}")).collect())
}

/// Puts the set on an answer. What says nothing of its own about keeping it is kept by nobody.
pub async fn put(State(Headers(set)): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in set.iter() {
        headers.insert(name, value.clone());
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    fn with(allowed: Option<&str>, secure: bool) -> Result<Vec<(String, String)>> {
        let folder = tempfile::tempdir().unwrap();
        if let Some(allowed) = allowed {
            std::fs::write(folder.path().join(ALLOWED), allowed).unwrap();
        }
        let Headers(set) = Headers::of(folder.path(), secure)?;
        Ok(set.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect())
    }

    fn value(set: &[(String, String)], name: &str) -> Option<String> {
        set.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    }

    const HASH: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    #[test]
    fn the_hash_of_the_import_map_joins_the_policy_and_scripts_without_hashes_are_refused() {
        let set = with(Some(&format!(r#"{{"script-src":["{HASH}"]}}"#)), false).unwrap();
        let policy = value(&set, "content-security-policy").unwrap();
        assert!(policy.contains(&format!("script-src 'self' {HASH} 'wasm-unsafe-eval';")), "{policy}");
        assert!(value(&set, "integrity-policy").unwrap().contains("blocked-destinations=(script)"));
    }

    #[test]
    fn a_developers_build_works_without_hashes() {
        let set = with(None, false).unwrap();
        let policy = value(&set, "content-security-policy").unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
        assert_eq!(value(&set, "integrity-policy"), None);
    }

    #[test]
    fn only_hashes_can_be_added_to_the_policy() {
        for source in ["'unsafe-inline'", "https://evil.example", "'sha256-x'; script-src *", "'nonce-abc'"] {
            assert!(with(Some(&format!(r#"{{"script-src":["{source}"]}}"#)), false).is_err(), "{source}");
        }
        assert!(with(Some("{}"), false).is_err());
        assert!(with(Some(r#"{"script-src":[],"style-src":["*"]}"#), false).is_err());
    }

    #[test]
    fn only_https_is_asked_for_again_over_https() {
        assert_eq!(value(&with(None, false).unwrap(), "strict-transport-security"), None);
        assert!(value(&with(None, true).unwrap(), "strict-transport-security").unwrap().contains("max-age=63072000"));
    }
}
