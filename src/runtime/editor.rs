//! The reader's editor: which one, and how it is told the line.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, absolute};
use std::process::{Child, Command, ExitStatus};

use crate::app::EditPlace;

/// The editor when none is named: one that every Unix has.
const DEFAULT: &str = "vi";

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `+LINE FILE`
    Plus,
    /// `FILE:LINE`
    Colon,
    /// `--goto FILE:LINE`
    Goto,
    /// `--line LINE FILE`
    Line,
    /// Not at all.
    File,
}

/// The editors known, by the name of the program.
const FORMS: &[(Form, &[&str])] = &[
    (
        Form::Plus,
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "vimx",
            "gvim",
            "nvi",
            "elvis",
            "vis",
            "ex",
            "nano",
            "rnano",
            "pico",
            "emacs",
            "emacs-nox",
            "emacsclient",
            "zile",
            "mg",
            "jmacs",
            "micro",
            "kak",
            "joe",
            "jed",
            "ne",
            "ee",
            "mcedit",
            "tilde",
            "gedit",
            "gnome-text-editor",
        ],
    ),
    (
        Form::Colon,
        &[
            "hx",
            "helix",
            "subl",
            "sublime_text",
            "zed",
            "zeditor",
            "lite-xl",
        ],
    ),
    (
        Form::Goto,
        &[
            "code",
            "code-insiders",
            "code-oss",
            "codium",
            "vscodium",
            "cursor",
            "windsurf",
        ],
    ),
    (
        Form::Line,
        &["kate", "kwrite", "mate", "idea", "pycharm", "rustrover"],
    ),
];

/// An editor: a program and what it is always given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The reader's: `$VISUAL`, else `$EDITOR`, else vi.
    ///
    /// # Errors
    /// When the variable cannot be read, in words for people.
    pub(super) fn of_reader() -> Result<Self, String> {
        for variable in ["VISUAL", "EDITOR"] {
            let Some(value) = env::var_os(variable) else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            let words = value.to_str().and_then(words);
            let Some(words) = words.filter(|words| !words.is_empty()) else {
                return Err(format!("${variable} cannot be read: a quote is open in it"));
            };
            return Ok(Self::of(words));
        }
        Ok(Self::of(vec![DEFAULT.to_owned()]))
    }

    fn of(words: Vec<String>) -> Self {
        let mut words = words.into_iter();
        Self {
            program: words.next().unwrap_or_default(),
            arguments: words.collect(),
        }
    }

    /// Its name for people.
    pub(super) fn name(&self) -> &str {
        let name = Path::new(&self.program).file_name();
        name.and_then(|name| name.to_str()).unwrap_or(&self.program)
    }

    fn form(&self) -> Form {
        let known = FORMS.iter().find(|(_, names)| names.contains(&self.name()));
        known.map_or(Form::File, |(form, _)| *form)
    }

    /// All it is given to open a file at a line; line 0: the file as a whole.
    fn arguments(&self, path: &Path, line: usize) -> Vec<OsString> {
        let mut all: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        let file = path.as_os_str().to_owned();
        let mut with_line = file.clone();
        with_line.push(format!(":{line}"));
        match self.form() {
            _ if line == 0 => all.push(file),
            Form::File => all.push(file),
            Form::Plus => all.extend([format!("+{line}").into(), file]),
            Form::Colon => all.push(with_line),
            Form::Goto => all.extend(["--goto".into(), with_line]),
            Form::Line => all.extend(["--line".into(), line.to_string().into(), file]),
        }
        all
    }

    /// Starts it on the terminal.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn start(&self, place: &EditPlace) -> io::Result<Child> {
        // A name that begins like an option is none when it is absolute.
        let path = absolute(&place.path)?;
        Command::new(&self.program)
            .args(self.arguments(&path, place.line))
            .spawn()
    }

    /// In words why it did not start.
    pub(super) fn not_started(&self, error: &io::Error) -> String {
        let name = &self.program;
        if error.kind() == io::ErrorKind::NotFound {
            return format!("there is no program {name} · $VISUAL or $EDITOR names the editor");
        }
        format!("{name} cannot be started: {error} · $VISUAL or $EDITOR names the editor")
    }

    /// In words how it ended, when it did not end well.
    pub(super) fn ended(&self, end: &io::Result<ExitStatus>) -> Option<String> {
        match end {
            Ok(status) if status.success() => None,
            Ok(status) => Some(format!("{} ended with {status}", self.name())),
            Err(error) => Some(format!("{} is lost: {error}", self.name())),
        }
    }
}

/// The words of a command line as a shell splits them, with quotes and backslashes; none when a quote is not closed.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            letter if letter.is_whitespace() => words.extend(word.take()),
            '\'' => quoted(&mut letters, '\'', word.get_or_insert_default())?,
            '"' => quoted(&mut letters, '"', word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(letters.next()?),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Some(words)
}

/// Takes what stands in quotes; in double ones a backslash keeps what follows.
fn quoted(letters: &mut std::str::Chars<'_>, quote: char, word: &mut String) -> Option<()> {
    loop {
        match letters.next()? {
            letter if letter == quote => return Some(()),
            '\\' if quote == '"' => match letters.next()? {
                letter @ ('"' | '\\' | '$' | '`') => word.push(letter),
                letter => word.extend(['\\', letter]),
            },
            letter => word.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(editor: &str, line: usize) -> String {
        let editor = Editor::of(words(editor).unwrap());
        let all = editor.arguments(Path::new("/d/a b.toml"), line);
        let all: Vec<String> = all
            .into_iter()
            .map(|argument| argument.into_string().unwrap())
            .collect();
        format!("{} {}", editor.name(), all.join(" "))
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        for (editor, expected) in [
            ("vi", "vi +7 /d/a b.toml"),
            ("vim", "vim +7 /d/a b.toml"),
            ("nvim -n", "nvim -n +7 /d/a b.toml"),
            ("/usr/bin/nano", "nano +7 /d/a b.toml"),
            ("emacs -nw", "emacs -nw +7 /d/a b.toml"),
            ("emacsclient -t -a ''", "emacsclient -t -a  +7 /d/a b.toml"),
            ("micro", "micro +7 /d/a b.toml"),
            ("kak", "kak +7 /d/a b.toml"),
            ("hx", "hx /d/a b.toml:7"),
            ("helix", "helix /d/a b.toml:7"),
            ("subl -w", "subl -w /d/a b.toml:7"),
            ("zed --wait", "zed --wait /d/a b.toml:7"),
            ("code --wait", "code --wait --goto /d/a b.toml:7"),
            ("codium -w", "codium -w --goto /d/a b.toml:7"),
            ("kate -b", "kate -b --line 7 /d/a b.toml"),
            ("some-other --flag", "some-other --flag /d/a b.toml"),
        ] {
            assert_eq!(given(editor, 7), expected);
        }
    }

    #[test]
    fn a_whole_file_is_opened_without_a_line() {
        for (editor, expected) in [
            ("vim", "vim /d/a b.toml"),
            ("hx", "hx /d/a b.toml"),
            ("code -w", "code -w /d/a b.toml"),
            ("kate", "kate /d/a b.toml"),
        ] {
            assert_eq!(given(editor, 0), expected);
        }
    }

    #[test]
    fn no_editor_is_told_the_line_in_two_ways() {
        let mut names: Vec<&str> = FORMS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn words_are_split_as_a_shell_does() {
        let cases: [(&str, Option<&[&str]>); 9] = [
            ("code --wait", Some(&["code", "--wait"])),
            ("  vim\t-n ", Some(&["vim", "-n"])),
            ("'/opt/my editor/ed' -w", Some(&["/opt/my editor/ed", "-w"])),
            (r"/opt/my\ editor/ed", Some(&["/opt/my editor/ed"])),
            (
                r#"ed -c "set nu \"x\" \n""#,
                Some(&["ed", "-c", r#"set nu "x" \n"#]),
            ),
            ("ed ''", Some(&["ed", ""])),
            ("a'b c'd", Some(&["ab cd"])),
            ("", Some(&[])),
            ("ed 'open", None),
        ];
        for (line, expected) in cases {
            let found = words(line);
            let found = found
                .as_ref()
                .map(|words| words.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn an_editor_that_is_not_there_is_told_with_what_to_do() {
        let editor = Editor::of(vec!["no-such-editor-here".to_owned()]);
        let place = EditPlace {
            path: "a.toml".into(),
            line: 1,
        };
        let error = editor.start(&place).unwrap_err();
        assert_eq!(
            editor.not_started(&error),
            "there is no program no-such-editor-here · $VISUAL or $EDITOR names the editor"
        );
    }
}
