//! `holdfast restored`.

use crate::{failure::Failure, output::say};
use holdfast_relay::operator;
use std::path::PathBuf;

/// Tells the relay that its database was put back from a backup
///
/// A relay that finds an older copy of its database notices by itself as long
/// as the `.mark` file beside it is still there. Where it is not, as on a new
/// machine, this says it: every device then offers again what the backup lacks.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The relay's database file; the relay may be running
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
}

/// Begins the database's new life.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    if !arguments.db.exists() {
        return Err(Failure::NoDatabase {
            path: arguments.db.display().to_string(),
        });
    }
    operator::restored(&arguments.db).await?;
    say("Every device will offer again what this database lacks.");
    Ok(())
}
