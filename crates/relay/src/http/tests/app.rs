//! The browser app's files.

use super::{Server, client::Device};
use crate::{AppError, Config, Relay, StartError, fixtures::PATIENT};
use std::fs;
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><script type=module>go()</script><p>Holdfast";
const SCRIPT: &str = "/app-0123456789abcdef.js";
const MODULE: &str = "/app-0123456789abcdef_bg.wasm";

fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name.trim_start_matches('/')), bytes).unwrap();
    };
    write("index.html", PAGE.as_bytes());
    write("sw.js", b"serve()");
    write("build.json", b"{}");
    write("manifest.webmanifest", b"{}");
    write(SCRIPT, b"plain script");
    write(&format!("{SCRIPT}.br"), b"small script");
    write(MODULE, b"\0asm");
    fs::create_dir(folder.path().join("icons")).unwrap();
    write("icons/icon.svg", b"<svg/>");
    folder
}

async fn serving(folder: &TempDir) -> Server {
    let app = folder.path().to_owned();
    Server::start_with(|config| config.app = Some(app)).await
}

#[tokio::test]
async fn files_come_with_their_type_and_caching() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    let (fresh, forever) = ("no-cache", "public, max-age=31536000, immutable");
    for (path, media_type, caching) in [
        ("/", "text/html; charset=utf-8", fresh),
        ("/index.html", "text/html; charset=utf-8", fresh),
        ("/sw.js", "text/javascript; charset=utf-8", fresh),
        ("/build.json", "application/json", fresh),
        ("/manifest.webmanifest", "application/manifest+json", fresh),
        ("/icons/icon.svg", "image/svg+xml", fresh),
        (SCRIPT, "text/javascript; charset=utf-8", forever),
        (MODULE, "application/wasm", forever),
    ] {
        let response = browser.get(path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], media_type, "{path}");
        assert_eq!(response.headers()["cache-control"], caching, "{path}");
    }
}

#[tokio::test]
async fn paths_of_the_app_get_the_page_and_missing_files_do_not() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    for path in ["/join", "/conversation/abc", "/icons"] {
        let response = browser.get(path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.text().await.unwrap(), PAGE, "{path}");
    }
    let compressed = format!("{SCRIPT}.br");
    for path in [
        "/old-0123456789abcdef.js",
        "/v1/nothing",
        "/v1",
        compressed.as_str(),
    ] {
        let response = browser.get(path).send().await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
    }
    let posted = browser.post("/join", vec![]).send().await.unwrap();
    assert_eq!(posted.status(), 404);
}

#[tokio::test]
async fn compressed_files_go_to_who_takes_them() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    let small = browser.get(SCRIPT).header("accept-encoding", "gzip, br");
    let small = small.send().await.unwrap();
    assert_eq!(small.headers()["content-encoding"], "br");
    assert_eq!(small.headers()["vary"], "accept-encoding");
    assert_eq!(small.text().await.unwrap(), "small script");
    let plain = browser.get(SCRIPT).send().await.unwrap();
    assert!(!plain.headers().contains_key("content-encoding"));
    assert_eq!(plain.headers()["vary"], "accept-encoding");
    assert_eq!(plain.text().await.unwrap(), "plain script");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    let first = browser.get("/").send().await.unwrap();
    let tag = first.headers()["etag"].clone();
    let again = browser.get("/").header("if-none-match", tag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert!(again.headers().contains_key("content-security-policy"));
    let other = browser.get("/").header("if-none-match", "\"other\"");
    assert_eq!(other.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_policy_allows_the_page_and_nothing_else() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    let response = browser.get("/join").send().await.unwrap();
    let headers = response.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    let directives: Vec<_> = policy.split("; ").collect();
    // From `printf 'go()' | openssl dgst -sha256 -binary | base64`.
    let scripts = "script-src 'self' 'wasm-unsafe-eval' \
         'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='";
    for directive in [
        "default-src 'none'",
        scripts,
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(
            directives.contains(&directive),
            "{directive} is not in {policy}"
        );
    }
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
    assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    assert!(headers.contains_key("permissions-policy"));
}

#[tokio::test]
async fn what_a_page_could_frame_carries_a_policy_and_what_a_token_asks_for_does_not() {
    let folder = built();
    let server = serving(&folder).await;
    let browser = Device::new(&server, PATIENT);
    for path in ["/v1/health", "/v1/sync", "/v1/nudges", "/v1/nothing"] {
        // No frame, image or script can send a token along.
        let framed = browser.get(path).send().await.unwrap();
        let signed = browser.signed(browser.get(path)).send().await.unwrap();
        for answer in [&framed, &signed] {
            let headers = answer.headers();
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(headers["cache-control"], "no-store", "{path}");
        }
        let headers = framed.headers();
        assert_eq!(
            headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'",
            "{path}"
        );
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        for name in ["content-security-policy", "permissions-policy"] {
            assert!(!signed.headers().contains_key(name), "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn a_folder_without_an_app_stops_the_start() {
    let folder = TempDir::new().unwrap();
    let start = async |app: &str| {
        let config = Config {
            database: folder.path().join("relay.sqlite"),
            app: Some(folder.path().join(app)),
            demo: false,
            ..Config::default()
        };
        Relay::open(&config).await.unwrap_err()
    };
    let missing = start("nowhere").await;
    assert!(matches!(
        missing,
        StartError::App(AppError::Unreadable { .. })
    ));
    fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = start("empty").await;
    assert!(matches!(empty, StartError::App(AppError::NoIndex { .. })));
    assert!(
        !folder.path().join("relay.sqlite").exists(),
        "nothing was made"
    );
}
