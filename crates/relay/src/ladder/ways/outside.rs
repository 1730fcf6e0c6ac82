//! Names that lead out of the clinic's own network: whoever may name an address to
//! push to must not make the relay ask around inside.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{io, net::IpAddr};
use tokio::net::lookup_host;

/// Finds only addresses on the internet.
pub(super) struct Outside;

impl Resolve for Outside {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await?;
            let outside: Vec<_> = found.filter(|found| is_outside(found.ip())).collect();
            if outside.is_empty() {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
            }
            Ok(Box::new(outside.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one on the internet (RFC 6890's special ones are not).
pub(super) fn is_outside(address: IpAddr) -> bool {
    let v4 = match address {
        IpAddr::V4(v4) => v4,
        IpAddr::V6(v6) => match v6.to_ipv4() {
            Some(v4) => v4,
            None => {
                let first = v6.segments()[0];
                let is_translated = first == 0x64 && v6.segments()[1] == 0xff9b;
                // Global unicast, but for 6to4, which carries any address of version 4.
                return (0x2000..0x4000).contains(&first) && first != 0x2002 && !is_translated;
            }
        },
    };
    let [first, second, ..] = v4.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_special = first == 0 || first >= 240 || (first == 198 && (18..20).contains(&second));
    !(v4.is_loopback()
        || v4.is_private()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_broadcast()
        || v4.is_documentation()
        || is_shared
        || is_special)
}

#[cfg(test)]
mod tests {
    use super::is_outside;

    #[test]
    fn only_addresses_on_the_internet_are_outside() {
        for inside in [
            "127.0.0.1",
            "10.0.0.5",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.5",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:5",
            "2002:a00:5::",
            "ff02::1",
        ] {
            assert!(!inside.parse().is_ok_and(is_outside), "{inside}");
        }
        for outside in [
            "93.184.215.14",
            "8.8.8.8",
            "2606:4700::6810:84e5",
            "::ffff:8.8.8.8",
        ] {
            assert!(outside.parse().is_ok_and(is_outside), "{outside}");
        }
    }
}
