//! In place of the crate `leptos_config`: the options of a server that draws pages, as far as
//! Leptos itself names them. This app has no such server.
//!
//! The real one reads them from a `Cargo.toml` with `regex`, and that turns on for everybody
//! what `aho-corasick` can do beyond what is used: 7 600 bytes of every first visit
//! (docs/decisions/app-size.md). A later Leptos that asks for more does not compile; take the
//! line out of `[patch.crates-io]` then, or add what it asks for.

use std::sync::Arc;

/// Options of a server that draws pages.
#[derive(Debug, Clone)]
pub struct LeptosOptions {
    /// What the program's files are called.
    pub output_name: Arc<str>,
    /// The folder of the site.
    pub site_root: Arc<str>,
    /// The folder of the program in it.
    pub site_pkg_dir: Arc<str>,
    /// Where a page hears that it has changed, as the server sees it.
    pub reload_port: u32,
    /// And as the page sees it, where that differs.
    pub reload_external_port: Option<u32>,
    /// How the page hears of it.
    pub reload_ws_protocol: ReloadWSProtocol,
    /// The file of the files' hashes.
    pub hash_file: Arc<str>,
    /// Whether files have hashes in their names.
    pub hash_files: bool,
}

/// How a page hears that it has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReloadWSProtocol {
    /// Without encryption.
    #[default]
    WS,
    /// With encryption.
    WSS,
}
