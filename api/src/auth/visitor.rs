//! From where a request comes: the browser, and the network as a keyed hash. The address itself is never kept.

use std::{
    net::{IpAddr, SocketAddr},
    str,
};

use axum::{
    extract::{ConnectInfo, FromRef, FromRequestParts},
    http::request::Parts,
};

use super::device;
use crate::{app::App, error::RouteError, store::sessions::Origin};

/// How many addresses a line of `X-Forwarded-For` is read for at most.
const FORWARDED: usize = 16;

/// From where a request comes.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The browser and its network, as a session keeps them.
    pub origin: Origin,
    /// The first part of the address: 24 bits of IPv4, 64 bits of IPv6; `None` where the address is not known.
    pub prefix: Option<Vec<u8>>,
}

impl Visitor {
    /// From where this request comes.
    #[must_use]
    pub fn of(parts: &Parts, app: &App) -> Self {
        // This computer is a proxy that nobody told us of, or somebody who tries the portal out: no network to count.
        let address = address(parts, app.trusted_proxies).filter(|address| !address.to_canonical().is_loopback());
        let prefix = address.map(prefix);
        let network = prefix.as_deref().map(|prefix| app.store.network_hash(prefix));
        Self { origin: Origin { device: device::of(&parts.headers), network }, prefix }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor
where
    App: FromRef<S>,
{
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        Ok(Self::of(parts, &App::from_ref(state)))
    }
}

/// The address of the client: the socket's, or with `proxies` trusted proxies before this server the one that the outermost of
/// them saw. What stands further left in `X-Forwarded-For` was written by the client and counts for nothing.
fn address(parts: &Parts, proxies: usize) -> Option<IpAddr> {
    let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if proxies == 0 {
        return socket;
    }
    // As bytes: a client that writes what is no text must not make the rest of its line, which the proxies wrote, unreadable.
    let lines = parts.headers.get_all("x-forwarded-for");
    let seen: Vec<&[u8]> = lines.iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).collect();
    let seen = seen.iter().rev().take(FORWARDED).nth(proxies - 1)?;
    str::from_utf8(seen).ok()?.trim().parse().ok()
}

/// The first part of an address.
pub(crate) fn prefix(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets()[..3].to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use proptest::prelude::*;

    use super::*;

    fn seen(forwarded: impl AsRef<[u8]>, proxies: usize) -> Option<String> {
        let request = Request::builder().header("x-forwarded-for", forwarded.as_ref()).body(()).unwrap_or_default();
        let (mut parts, ()) = request.into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 9], 443))));
        address(&parts, proxies).map(|address| address.to_string())
    }

    #[test]
    fn what_a_client_writes_into_the_line_of_proxies_counts_for_nothing() {
        assert_eq!(seen("1.1.1.1, 198.51.100.7", 0).as_deref(), Some("192.0.2.9"));
        assert_eq!(seen("1.1.1.1, 198.51.100.7", 1).as_deref(), Some("198.51.100.7"));
        assert_eq!(seen("1.1.1.1, 198.51.100.7, 10.0.0.1", 2).as_deref(), Some("198.51.100.7"));
        assert_eq!(seen("not an address", 1), None);
        assert_eq!(seen("198.51.100.7", 2), None);
    }

    proptest! {
        #[test]
        fn whatever_a_client_writes_the_proxies_own_address_is_read(
            written in proptest::collection::vec(prop_oneof![0x20_u8..0x7f, 0x80_u8..], 0..60), address: u32, proxies in 1_usize..4,
        ) {
            let address = std::net::Ipv4Addr::from(address).to_string();
            let line = [&written[..], b", ", address.as_bytes(), &b", 10.0.0.1".repeat(proxies - 1)].concat();
            prop_assert_eq!(seen(line, proxies), Some(address));
        }
    }

    #[test]
    fn a_network_is_24_bits_or_64() {
        let of = |text: &str| text.parse().map(prefix).unwrap_or_default();
        assert_eq!(of("198.51.100.7"), of("198.51.100.250"));
        assert_ne!(of("198.51.100.7"), of("198.51.101.7"));
        assert_eq!(of("::ffff:198.51.100.7"), of("198.51.100.7"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
