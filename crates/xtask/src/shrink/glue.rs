//! The script between the program and the browser, without what only its writers need.

use std::collections::BTreeMap;

use super::wasm::{EXPORTS, IMPORTS, Module, listed, put_counted};
use crate::error::Error;

/// Streams of our own for the browser: leptos brings them for servers, and nobody calls them here.
const UNUSED_EXPORTS: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];
const UNUSED_CLASSES: [&str; 2] = ["export class IntoUnderlying", "const IntoUnderlying"];

/// Names that are shorter than this are worth more to their reader than to the line.
const LONG: usize = 7;

/// Takes away what only JavaScript could have called, so that its code can go too.
pub fn drop_unused(module: &mut Module, script: &mut String) -> Result<(), Error> {
    let used = |name: &str| !UNUSED_EXPORTS.iter().any(|unused| name.starts_with(unused));
    let mut exports = module.exports()?;
    exports.retain(|(name, _)| used(name));
    module.replace(EXPORTS, put_exports(&exports));
    *script = without_classes(script);
    Ok(())
}

/// A class ends at the first brace that stands alone at the beginning of a line; a constant, at the first line that
/// ends in a semicolon.
fn without_classes(script: &str) -> String {
    let mut kept = String::new();
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        if !UNUSED_CLASSES.iter().any(|unused| line.starts_with(unused)) {
            let about_it = line.starts_with("if (Symbol.dispose) IntoUnderlying");
            if !about_it {
                kept.push_str(line);
                kept.push('\n');
            }
            continue;
        }
        let end: fn(&str) -> bool = if line.contains("class") {
            |line| line == "}"
        } else {
            |line| line.ends_with(';')
        };
        let mut last = line;
        while !end(last) {
            let Some(next) = lines.next() else { break };
            last = next;
        }
    }
    kept
}

/// Gives everything that passes between program and script a short name, and forgets what is no longer imported.
pub fn shorten(module: &mut Module, script: &mut String) -> Result<(), Error> {
    let mut imports = module.imports()?;
    let mut exports = module.exports()?;
    let mut names = BTreeMap::new();
    for import in &mut imports {
        import.name = short_name(&mut names, &import.name);
    }
    *script = without_absent(script, &names);
    for (name, _) in &mut exports {
        if name.len() >= LONG {
            *name = short_name(&mut names, name);
        }
    }
    module.replace(
        IMPORTS,
        listed(&imports, |to, import| {
            put_counted(to, &import.module);
            put_counted(to, import.name.as_bytes());
            to.extend(&import.kind);
        }),
    );
    module.replace(EXPORTS, put_exports(&exports));
    *script = renamed(script, &names);
    Ok(())
}

/// The content of the section with what is exported: names, and what they are.
pub fn put_exports(exports: &[(String, Vec<u8>)]) -> Vec<u8> {
    listed(exports, |to, (name, what)| {
        put_counted(to, name.as_bytes());
        to.extend(what);
    })
}

/// `_0`, `_1`, …, in the order of asking.
fn short_name(names: &mut BTreeMap<String, String>, name: &str) -> String {
    let next = format!("_{}", names.len());
    names.entry(name.to_owned()).or_insert(next).clone()
}

/// Without the functions of the list of imports that `imported` does not name.
fn without_absent(script: &str, imported: &BTreeMap<String, String>) -> String {
    const BEGIN: &str = ": function(";
    const END: &str = "        },";
    let mut kept = String::new();
    let mut skipping = false;
    for line in script.lines() {
        let name = line
            .strip_prefix("        ")
            .and_then(|line| line.split_once(BEGIN));
        if let Some((name, _)) = name {
            skipping = is_name(name) && !imported.contains_key(name);
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        }
        skipping &= line != END;
    }
    kept
}

fn is_name(text: &str) -> bool {
    text.chars().all(in_name)
}

fn in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

/// Every whole name that has another one, under that.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut written = String::new();
    let mut rest = script;
    while !rest.is_empty() {
        let name = rest
            .find(|character| !in_name(character))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(name);
        written.push_str(names.get(name).map_or(name, String::as_str));
        let other = after.find(in_name).unwrap_or(after.len());
        let (other, after) = after.split_at(other);
        written.push_str(other);
        rest = after;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::super::lines::script as without_comments;
    use super::super::wasm::tests::example;
    use super::*;

    const SCRIPT: &str = "\
export class IntoUnderlyingSink {
    /**
     * @param {any} reason
     */
    abort(reason) {
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;
function imports() {
    const import0 = {
        __wbg_alert_0123456789abcdef: function(arg0) {
            alert(arg0);
        },
        __wbg_gone_0123456789abcdef: function(arg0) {
            arg0.gone();
        },
    };
}
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
// Said to whoever reads it.
const url = \"https://holdfast.example\";
wasm.stopped();
";

    #[test]
    fn what_nobody_calls_is_gone_and_the_rest_has_short_names() {
        let mut module = example();
        let mut script = SCRIPT.to_owned();
        drop_unused(&mut module, &mut script).unwrap();
        shorten(&mut module, &mut script).unwrap();
        let script = without_comments(&script);
        assert_eq!(
            script,
            "function imports() {\nconst import0 = {\n_0: function(arg0) {\nalert(arg0);\n},\n};\n}\n\
             const url = \"https://holdfast.example\";\nwasm._1();\n"
        );
        assert_eq!(module.imports().unwrap()[0].name, "_0");
        assert_eq!(module.exports().unwrap()[0].0, "_1");
    }

    #[test]
    fn what_is_exported_for_nobody_is_no_longer_exported() {
        let mut module = example();
        let mut exports = module.exports().unwrap();
        exports.push(("intounderlyingsink_close".to_owned(), vec![0, 2]));
        module.replace(EXPORTS, put_exports(&exports));
        drop_unused(&mut module, &mut String::new()).unwrap();
        assert_eq!(module.exports().unwrap().len(), 1);
    }
}
