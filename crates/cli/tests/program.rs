//! The program as an operator meets it.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};
use tempfile::TempDir;

fn holdfast(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    command.current_dir(folder).args(arguments);
    command
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    holdfast(folder, arguments).output().unwrap()
}

/// A relay that is running; killed when dropped.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Running {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut command = holdfast(folder, &arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// The address at the end of the next line.
    fn address(&mut self) -> String {
        let line = self.line();
        line.rsplit(' ').next().unwrap().to_owned()
    }

    /// As `kill -9` does.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(url: &str) -> reqwest::blocking::Response {
    reqwest::blocking::get(url).unwrap()
}

/// Checks that the program fails with this code and one sentence that names
/// the cause.
fn fails(output: &Output, code: i32, cause: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(cause), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn it_serves_until_it_is_told_to_stop() {
    let folder = TempDir::new().unwrap();
    let mut relay = Running::start(folder.path(), &[]);
    let address = relay.address();
    assert_eq!(get(&format!("{address}/v1/health")).status(), 200);
    assert_eq!(get(&format!("{address}/")).status(), 404);
    assert!(folder.path().join("holdfast.sqlite").exists());
    let process = relay.child.id().to_string();
    Command::new("kill")
        .args(["-TERM", &process])
        .status()
        .unwrap();
    assert!(relay.child.wait().unwrap().success());
    let mut rest = String::new();
    relay.out.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn a_demonstration_goes_on_after_kill_9() {
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("dist");
    std::fs::create_dir(&page).unwrap();
    std::fs::write(page.join("index.html"), "<p>Holdfast").unwrap();
    let links = |relay: &mut Running| {
        relay.line();
        [relay.address(), relay.address()]
    };
    let mut relay = Running::start(folder.path(), &["--demo", "--app", "dist"]);
    let [therapist, patient] = links(&mut relay);
    assert!(therapist.starts_with("http://localhost:"), "{therapist}");
    assert!(patient.starts_with("http://127.0.0.1:"), "{patient}");
    assert!(therapist.contains("/join?side=therapist#"), "{therapist}");
    assert!(patient.contains("/join#"), "{patient}");
    for link in [&therapist, &patient] {
        assert_eq!(get(link).text().unwrap(), "<p>Holdfast");
    }
    relay.kill();

    let mut relay = Running::start(folder.path(), &["--demo", "--app", "dist"]);
    let again = links(&mut relay);
    let secret = |link: &String| link.split_once('#').unwrap().1.to_owned();
    assert_eq!(
        again.each_ref().map(secret),
        [&therapist, &patient].map(secret)
    );
}

#[test]
fn therapists_are_invited_while_the_relay_runs() {
    let folder = TempDir::new().unwrap();
    let invite = [
        "invite",
        "--db",
        "holdfast.sqlite",
        "--origin",
        "https://letters.example/",
    ];
    fails(
        &output(folder.path(), &invite),
        3,
        "no database holdfast.sqlite",
    );
    let mut relay = Running::start(folder.path(), &[]);
    relay.address();
    let links = [0, 1].map(|_| {
        let invited = output(folder.path(), &invite);
        assert!(invited.status.success());
        String::from_utf8(invited.stdout).unwrap()
    });
    assert!(
        links[0].starts_with("https://letters.example/join?side=therapist#"),
        "{}",
        links[0]
    );
    assert_ne!(links[0], links[1]);
    assert_eq!(links[0].lines().count(), 1);
}

#[test]
fn a_log_that_nobody_watches_has_no_colours() {
    let folder = TempDir::new().unwrap();
    let mut command = holdfast(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut relay = command.spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(relay.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let process = relay.id().to_string();
    Command::new("kill")
        .args(["-TERM", &process])
        .status()
        .unwrap();
    let said = String::from_utf8(relay.wait_with_output().unwrap().stderr).unwrap();
    assert!(said.contains("closing"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn one_relay_serves_a_file_until_it_dies() {
    let folder = TempDir::new().unwrap();
    let mut first = Running::start(folder.path(), &[]);
    first.address();
    let second = ["serve", "--listen", "127.0.0.1:0"];
    fails(
        &output(folder.path(), &second),
        3,
        "in use by another relay",
    );
    first.kill();
    Running::start(folder.path(), &[]).address();
}

#[test]
fn demonstrations_and_real_letters_keep_apart() {
    let folder = TempDir::new().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--db"];
    let mut real = Running::start(folder.path(), &["--db", "real"]);
    real.address();
    real.kill();
    let demo = [&serve[..], &["real", "--demo"]].concat();
    fails(&output(folder.path(), &demo), 3, "is not a demonstration's");
    let mut demo = Running::start(folder.path(), &["--db", "demo", "--demo"]);
    demo.line();
    demo.kill();
    let real = [&serve[..], &["demo"]].concat();
    fails(&output(folder.path(), &real), 3, "made by a demonstration");
}

#[test]
fn what_goes_wrong_is_one_sentence_and_a_code_of_its_own() {
    let folder = TempDir::new().unwrap();
    let serve = |arguments: &[&str]| {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        output(folder.path(), &arguments)
    };
    std::fs::write(folder.path().join("diary"), "dear diary ".repeat(100)).unwrap();
    fails(
        &serve(&["--db", "diary"]),
        3,
        "diary is not a Holdfast database",
    );
    fails(
        &serve(&["--db", "no/folder.sqlite"]),
        3,
        "no/folder.sqlite cannot be opened",
    );
    fails(&serve(&["--app", "nowhere"]), 4, "nowhere cannot be read");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    fails(&serve(&["--app", "empty"]), 4, "empty has no index.html");

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = output(folder.path(), &["serve", "--listen", &address]);
    fails(&refused, 5, &format!("{address} is in use"));

    let abroad = ["serve", "--demo", "--listen", "0.0.0.0:0"];
    fails(&output(folder.path(), &abroad), 5, "this machine only");

    for wrong in [
        &["serve", "--listen", "here"][..],
        &["invite", "--db", "x", "--origin", "x"],
    ] {
        let refused = output(folder.path(), wrong);
        assert_eq!(refused.status.code(), Some(2));
    }
}

#[test]
fn contacts_without_the_address_that_their_links_lead_to_are_refused() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("contacts.toml"), "").unwrap();
    let refused = output(folder.path(), &["serve", "--contacts", "contacts.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("--origin"), "{said}");
    let with = ["--contacts", "contacts.toml", "--origin"];
    let with = [&with[..], &["https://letters.clinic.example"]].concat();
    let mut running = Running::start(folder.path(), &with);
    assert_eq!(running.address(), "https://letters.clinic.example");
    // A demonstration is for this machine only.
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("contacts.toml"), "").unwrap();
    let demo = ["--demo", "--contacts", "contacts.toml"];
    let mut running = Running::start(folder.path(), &demo);
    assert!(running.line().contains("demonstration"));
}

#[test]
fn a_contacts_file_that_is_empty_or_open_to_others_is_said_to_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.toml");
    let contact = "[contacts.on-call]\nperson = \"Somebody\"\nwebhook = { url = \"https://pager.clinic.example\", secret = \"0123456789abcdef\" }\n";
    for (text, mode, careful) in [
        ("", 0o600, "no contact"),
        (contact, 0o640, "others"),
        (contact, 0o604, "others"),
        (contact, 0o600, ""),
    ] {
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let checked = output(folder.path(), &["contacts", "check", "contacts.toml"]);
        assert!(checked.status.success());
        let said = String::from_utf8(checked.stdout).unwrap();
        assert_eq!(said.contains("Careful"), !careful.is_empty(), "{said}");
        assert!(said.contains(careful), "{said}");
    }
}
