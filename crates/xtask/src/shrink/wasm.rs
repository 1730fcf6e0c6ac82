//! As much of the WebAssembly format as shrinking needs: sections, and the lists in some of them.

use super::reader::{Reader, broken, list};
use crate::error::Error;

/// Sections by their number in the format.
pub const CUSTOM: u8 = 0;
pub const TYPES: u8 = 1;
pub const IMPORTS: u8 = 2;
pub const FUNCTIONS: u8 = 3;
pub const TABLES: u8 = 4;
pub const GLOBALS: u8 = 6;
pub const EXPORTS: u8 = 7;
pub const START: u8 = 8;
pub const ELEMENTS: u8 = 9;
pub const CODE: u8 = 10;
pub const DATA: u8 = 11;
pub const COUNT_OF_PIECES: u8 = 12;

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// A module as the list of its sections.
pub struct Module {
    /// Number and content of each.
    pub sections: Vec<(u8, Vec<u8>)>,
}

impl Module {
    /// Takes a module apart.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let mut rest = Reader(bytes.strip_prefix(MAGIC).ok_or_else(broken)?);
        let mut sections = Vec::new();
        while !rest.0.is_empty() {
            let number = rest.byte()?;
            sections.push((number, rest.counted()?.to_vec()));
        }
        Ok(Self { sections })
    }

    /// Puts it together again.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for (number, content) in &self.sections {
            bytes.push(*number);
            put_counted(&mut bytes, content);
        }
        bytes
    }

    /// The content of the section with this number; empty where there is none.
    pub fn section(&self, number: u8) -> &[u8] {
        let found = self.sections.iter().find(|(known, _)| *known == number);
        found.map_or(&[], |(_, content)| content)
    }

    /// Puts other content into a section that is there.
    pub fn replace(&mut self, number: u8, content: Vec<u8>) {
        if let Some(place) = self.sections.iter_mut().find(|it| it.0 == number) {
            place.1 = content;
        }
    }

    /// What is imported.
    pub fn imports(&self) -> Result<Vec<Import>, Error> {
        list(self.section(IMPORTS), |rest| {
            let module = rest.counted()?.to_vec();
            let name = rest.text()?;
            let kind = rest.taken(|rest| match rest.byte()? {
                0 => rest.number().map(drop),
                1 => rest.byte().and_then(|_| rest.limits()),
                2 => rest.limits(),
                3 => rest.byte().and_then(|_| rest.byte()).map(drop),
                _ => Err(broken()),
            })?;
            Ok(Import { module, name, kind })
        })
    }

    /// What is exported: the name, and then what it is.
    pub fn exports(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        list(self.section(EXPORTS), |rest| {
            let name = rest.text()?;
            let what = rest.taken(|rest| {
                rest.byte()?;
                rest.number().map(drop)
            })?;
            Ok((name, what))
        })
    }

    /// How many functions are not the program's own.
    pub fn imported(&self) -> Result<usize, Error> {
        let imports = self.imports()?;
        Ok(imports.iter().filter(|it| it.kind[0] == 0).count())
    }

    /// The code of every function that is not imported, in order.
    pub fn code(&self) -> Result<Vec<Vec<u8>>, Error> {
        list(self.section(CODE), |rest| Ok(rest.counted()?.to_vec()))
    }

    /// The names of functions, by number; from the section that is there for debuggers.
    pub fn function_names(&self) -> Result<Vec<(u32, String)>, Error> {
        for (_, content) in self.sections.iter().filter(|it| it.0 == CUSTOM) {
            let mut rest = Reader(content);
            if rest.text()? != "name" {
                continue;
            }
            while !rest.0.is_empty() {
                let (kind, part) = (rest.byte()?, rest.counted()?);
                if kind == 1 {
                    return list(part, |rest| Ok((rest.number()?, rest.text()?)));
                }
            }
        }
        Ok(Vec::new())
    }

    /// The pieces of memory that are filled at the start.
    pub fn data(&self) -> Result<Vec<Piece>, Error> {
        list(self.section(DATA), |rest| {
            const AT_A_CONSTANT: [u8; 2] = [0, 0x41];
            const END: u8 = 0x0b;
            let start = [rest.byte()?, rest.byte()?];
            let address = rest.number()?;
            if start != AT_A_CONSTANT || rest.byte()? != END {
                return Err(broken());
            }
            let bytes = rest.counted()?.to_vec();
            Ok(Piece { address, bytes })
        })
    }
}

/// One import.
pub struct Import {
    /// The module it is looked for in.
    pub module: Vec<u8>,
    /// Its name there.
    pub name: String,
    /// What it is.
    pub kind: Vec<u8>,
}

/// One piece of memory.
pub struct Piece {
    /// Where it begins.
    pub address: u32,
    /// What is there at the start.
    pub bytes: Vec<u8>,
}

/// The content of a section that is a list.
pub fn listed<T>(items: &[T], mut put: impl FnMut(&mut Vec<u8>, &T)) -> Vec<u8> {
    let mut content = Vec::new();
    put_number(&mut content, items.len());
    for item in items {
        put(&mut content, item);
    }
    content
}

/// Adds bytes and, before them, how many.
pub fn put_counted(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len());
    to.extend(bytes);
}

/// Adds a number, seven bits a byte, least significant first.
pub fn put_number(to: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest > 0x7f {
        to.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    to.push(rest as u8);
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A module of one imported function, two of its own, and one piece of memory.
    pub fn example() -> Module {
        let mut import = Vec::new();
        put_counted(&mut import, b"./app_bg.js");
        put_counted(&mut import, b"__wbg_alert_0123456789abcdef");
        import.extend([0, 0]);
        let mut names = Vec::new();
        put_counted(&mut names, b"name");
        let known = [
            (1_u8, "app::stopped"),
            (2, "__rustc[0a1b]::rust_begin_unwind"),
        ];
        let functions = listed(&known, |to, (number, name)| {
            to.push(*number);
            put_counted(to, name.as_bytes());
        });
        names.push(1);
        put_counted(&mut names, &functions);
        let mut data = vec![1, 0, 0x41];
        put_number(&mut data, 1024);
        data.push(0x0b);
        put_counted(&mut data, b"some memory");
        Module {
            sections: vec![
                (1, vec![1, 0x60, 0, 0]),
                (IMPORTS, [vec![1], import].concat()),
                (3, vec![2, 0, 0]),
                (
                    EXPORTS,
                    [vec![1, 7], b"stopped".to_vec(), vec![0, 1]].concat(),
                ),
                (CODE, vec![2, 2, 0, 0x0b, 4, 0, 0x10, 0, 0x0b]),
                (DATA, data),
                (CUSTOM, names),
            ],
        }
    }

    #[test]
    fn a_module_is_read_and_put_together_again() {
        let bytes = example().bytes();
        let module = Module::parse(&bytes).unwrap();
        assert_eq!(module.bytes(), bytes);
        let imports = module.imports().unwrap();
        assert_eq!(imports[0].name, "__wbg_alert_0123456789abcdef");
        assert_eq!(imports[0].kind, [0, 0]);
        let exports = module.exports().unwrap();
        assert_eq!(exports, [("stopped".to_owned(), vec![0, 1])]);
        let code = module.code().unwrap();
        assert_eq!(code, [vec![0, 0x0b], vec![0, 0x10, 0, 0x0b]]);
        assert_eq!(module.function_names().unwrap()[0].1, "app::stopped");
        let data = module.data().unwrap();
        assert_eq!(
            (data[0].address, &*data[0].bytes),
            (1024, &b"some memory"[..])
        );
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(Module::parse(b"<!doctype html>").is_err());
        let bytes = example().bytes();
        assert!(Module::parse(&bytes[..bytes.len() - 1]).is_err());
    }
}
