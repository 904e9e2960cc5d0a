//! The files of a package, and which of the others each one uses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::circles::Arrows;
use super::paths::{Import, Names, paths_of};

/// How often a name may be passed on from module to module.
const PASSED_ON_MAX: usize = 8;
/// The file at the top of a library, which is the parent of all others.
const TOP: &str = "lib";

/// A package's sources, by module: `store/item` is `src/store/item.rs`.
pub(super) struct Sources {
    library: String,
    files: BTreeMap<String, File>,
}

struct File {
    imports: Vec<Import>,
    paths: Vec<Names>,
}

impl Sources {
    /// All files below a folder, of the library that has this name; files of tests are left out.
    pub(super) fn read(folder: &Path, library: &str) -> Self {
        let mut files = BTreeMap::new();
        read_below(folder, "", &mut files);
        Self { library: library.to_owned(), files }
    }

    /// These modules, with their texts.
    pub(super) fn of(files: &[(&str, &str)], library: &str) -> Self {
        let files = files.iter().chain(&[(TOP, "")]).map(|(name, text)| ((*name).to_owned(), File::of(text)));
        Self { library: library.to_owned(), files: files.collect() }
    }

    /// The modules.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// Whether a module names a library.
    pub(super) fn names(&self, module: &str, library: &str) -> bool {
        self.files.get(module).is_some_and(|file| file.all().any(|path| path[0] == library))
    }

    /// Which modules use which.
    pub(super) fn arrows(&self) -> Arrows {
        let used_by = |module: &String, file: &File| {
            let used: BTreeSet<String> = file.used().filter_map(|path| self.find(module, path, 0)).collect();
            used.into_iter().filter(|used| used != module).collect()
        };
        self.files.iter().map(|(module, file)| (module.clone(), used_by(module, file))).collect()
    }

    /// The module in which a path ends: where what it names is defined.
    fn find(&self, from: &str, path: &[String], passed_on: usize) -> Option<String> {
        let (first, rest) = path.split_first()?;
        let (mut module, mut rest) = match first.as_str() {
            "crate" => (TOP.to_owned(), rest),
            name if name == self.library => (TOP.to_owned(), rest),
            "self" => (from.to_owned(), rest),
            "super" => (parent(from), rest),
            name if self.files.contains_key(&child(from, name)) => (child(from, name), rest),
            name => {
                let import = self.files.get(from)?.imports.iter().find(|import| import.name == name)?;
                // What is named after itself is a library.
                if passed_on == PASSED_ON_MAX || import.path.first().is_some_and(|first| first == name) {
                    return None;
                }
                let path: Names = import.path.iter().chain(rest).cloned().collect();
                return self.find(from, &path, passed_on + 1);
            }
        };
        while let Some((name, behind)) = rest.split_first() {
            if name == "super" {
                module = parent(&module);
            } else if self.files.contains_key(&child(&module, name)) {
                module = child(&module, name);
            } else {
                let passes = |import: &&Import| import.is_passed_on && import.name == *name;
                let import = self.files.get(&module).and_then(|file| file.imports.iter().find(passes));
                if let Some(import) = import.filter(|_| passed_on < PASSED_ON_MAX) {
                    let path: Names = import.path.iter().chain(behind).cloned().collect();
                    return self.find(&module, &path, passed_on + 1).or(Some(module));
                }
                break;
            }
            rest = behind;
        }
        self.files.contains_key(&module).then_some(module)
    }
}

impl File {
    fn of(text: &str) -> Self {
        let (imports, paths) = paths_of(text);
        Self { imports, paths }
    }

    /// All paths; what is only passed on is not used here.
    fn used(&self) -> impl Iterator<Item = &Names> {
        let imports = self.imports.iter().filter(|import| !import.is_passed_on).map(|import| &import.path);
        imports.chain(&self.paths)
    }

    fn all(&self) -> impl Iterator<Item = &Names> {
        self.imports.iter().map(|import| &import.path).chain(&self.paths)
    }
}

fn child(module: &str, name: &str) -> String {
    // A program's file has no modules of its own: all are the library's.
    if module == TOP { name.to_owned() } else { format!("{module}/{name}") }
}

fn parent(module: &str) -> String {
    module.rsplit_once('/').map_or(TOP, |(parent, _)| parent).to_owned()
}

fn read_below(folder: &Path, prefix: &str, files: &mut BTreeMap<String, File>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().into_string().expect("a name"));
        if path.is_dir() {
            read_below(&path, &format!("{prefix}{name}/"), files);
        } else if let Some(name) = name.strip_suffix(".rs").filter(|name| *name != "tests") {
            let text = std::fs::read_to_string(&path).expect("text");
            files.insert(format!("{prefix}{name}"), File::of(&text));
        }
    }
}
