//! A browser by name, for the list of sessions: enough for its owner to know it again, and nothing more is kept.

use axum::http::{HeaderMap, header};
use salus_protocol::security::Device;

/// Browsers, told by a mark in `User-Agent`. The order matters: Edge and Opera also call themselves Chrome, and Chrome also
/// calls itself Safari.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, told by a mark in `User-Agent`. Android also calls itself Linux, an iPhone also names macOS.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// The browser and system of a request, as far as it tells them.
#[must_use]
pub fn of(headers: &HeaderMap) -> Device {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let find = |marks: &[(&str, &str)]| {
        marks.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, word)| (*word).to_owned())
    };
    Device { browser: find(BROWSERS), system: find(SYSTEMS) }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_browser_is_named_as_its_owner_would_name_it() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                "Safari",
                "Mac",
            ),
        ] {
            let device = of(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]));
            assert_eq!((device.browser.as_deref(), device.system.as_deref()), (Some(browser), Some(system)));
        }
    }

    #[test]
    fn a_browser_that_does_not_tell_has_no_name() {
        let curl = HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static("curl/8.0"))]);
        assert_eq!(of(&curl), Device::default());
        assert_eq!(of(&HeaderMap::new()), Device::default());
    }
}
