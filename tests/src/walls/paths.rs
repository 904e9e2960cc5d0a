//! The paths that a source names: those of its `use` lines, and all others.

/// `a::b::c`, a part each.
pub(super) type Names = Vec<String>;

/// What a `use` line brings.
pub(super) struct Import {
    /// Where it comes from.
    pub(super) path: Names,
    /// The name that it has here; `*` for all there are.
    pub(super) name: String,
    /// Whether it is passed on to other modules.
    pub(super) is_passed_on: bool,
}

/// The imports of a source, and the other paths in it; tests are left out.
pub(super) fn paths_of(text: &str) -> (Vec<Import>, Vec<Names>) {
    let tokens = tokens(&without_tests(&without_texts(text)));
    let (mut imports, mut paths) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // `pub(in a::b)` uses nothing of what it names.
        if token == "pub" && tokens.get(at + 1).is_some_and(|next| next == "(") {
            at += tokens[at..].iter().position(|token| token == ")").unwrap_or(tokens.len() - at);
            continue;
        }
        // `use<'a>` is a bound.
        if token == "use" && tokens.get(at + 1).is_some_and(|next| next != "<") {
            let end = at + tokens[at..].iter().position(|token| token == ";").unwrap_or(tokens.len() - at);
            let is_passed_on = at > 0 && matches!(tokens[at - 1].as_str(), "pub" | ")");
            for (path, name) in tree(&tokens[at + 1..end]) {
                imports.push(Import { path, name, is_passed_on });
            }
            at = end;
        } else if is_name(token) {
            let mut path = vec![token.clone()];
            while tokens.get(at + 1).is_some_and(|next| next == "::")
                && let Some(next) = tokens.get(at + 2).filter(|next| is_name(next))
            {
                path.push(next.clone());
                at += 2;
            }
            if path.len() > 1 {
                paths.push(path);
            }
            at += 1;
        } else {
            at += 1;
        }
    }
    (imports, paths)
}

/// The leaves of `a::{b, c::{self, d as e}}`, each with the name that it gets.
fn tree(tokens: &[String]) -> Vec<(Names, String)> {
    let Some(open) = tokens.iter().position(|token| token == "{") else {
        let mut names: Names =
            tokens.iter().filter(|token| is_name(token) || *token == "*").cloned().collect();
        let mut given = None;
        if let Some(at) = names.iter().position(|name| name == "as") {
            given = names.get(at + 1).cloned();
            names.truncate(at);
        }
        if names.len() > 1 && names.last().is_some_and(|name| name == "self") {
            names.pop();
        }
        let name = given.or_else(|| names.last().cloned());
        return name.map(|name| (names, name)).into_iter().collect();
    };
    let stem: Names = tokens[..open].iter().filter(|token| is_name(token)).cloned().collect();
    let mut leaves = Vec::new();
    let (mut depth, mut from) = (0, open + 1);
    for at in open..tokens.len() {
        match tokens[at].as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        let ends = depth == 0 || (depth == 1 && tokens[at] == ",");
        if ends && from <= at {
            for (path, name) in tree(&tokens[from..at]) {
                let path: Names = stem.iter().cloned().chain(path).collect();
                let is_stem = path.last().is_some_and(|last| last == "self");
                let path = if is_stem { stem.clone() } else { path };
                let name = if name == "self" { stem.last().cloned().unwrap_or(name) } else { name };
                leaves.push((path, name));
            }
            from = at + 1;
        }
    }
    leaves
}

fn is_name(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Names, `::`, and every other sign on its own.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut token = String::from(letter);
        if letter.is_alphanumeric() || letter == '_' {
            while let Some(next) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                token.push(next);
            }
        } else if letter == ':' {
            token.extend(letters.next_if_eq(&':'));
        } else if letter.is_whitespace() {
            continue;
        }
        tokens.push(token);
    }
    tokens
}

/// The source without what is there for its own tests only.
fn without_tests(text: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(MARK) {
        left.push_str(before);
        let mut depth = 0;
        let end = marked.char_indices().find(|(_, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(letter, '}' | ';')
        });
        rest = end.and_then(|(at, _)| marked.get(at + 1..)).unwrap_or_default();
    }
    left + rest
}

/// The source without comments, and with empty texts.
fn without_texts(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let starts = |at: usize, sign: &str| sign.chars().eq(letters.iter().skip(at).take(sign.len()).copied());
    let mut left = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        if starts(at, "//") {
            while letters.get(at).is_some_and(|letter| *letter != '\n') {
                at += 1;
            }
        } else if starts(at, "/*") {
            let mut depth = 0;
            while at < letters.len() {
                if starts(at, "/*") {
                    (depth, at) = (depth + 1, at + 2);
                } else if starts(at, "*/") {
                    (depth, at) = (depth - 1, at + 2);
                } else {
                    at += 1;
                }
                if depth == 0 {
                    break;
                }
            }
        } else if let Some(hashes) = raw_text(&letters, at) {
            let end = format!("\"{}", "#".repeat(hashes));
            at += 2 + hashes;
            while at < letters.len() && !starts(at, &end) {
                at += 1;
            }
            at += end.len();
        } else if letter == '"' {
            at += 1;
            while letters.get(at).is_some_and(|letter| *letter != '"') {
                at += if letters[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if letter == '\'' && letters.get(at + 1) == Some(&'\\') {
            at += 3;
            while letters.get(at).is_some_and(|letter| *letter != '\'') {
                at += 1;
            }
            at += 1;
        } else if letter == '\'' && letters.get(at + 2) == Some(&'\'') {
            at += 3;
        } else {
            left.push(letter);
            at += 1;
        }
    }
    left
}

/// The hashes of a raw text that begins here: `r#"`.
fn raw_text(letters: &[char], at: usize) -> Option<usize> {
    let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    let begins = letters.get(at) == Some(&'r')
        && !at.checked_sub(1).is_some_and(|at| is_word(&letters[at]) && letters[at] != 'b');
    let hashes = letters.iter().skip(at + 1).take_while(|letter| **letter == '#').count();
    (begins && letters.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}
