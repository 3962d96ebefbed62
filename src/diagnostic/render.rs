//! Diagnostics as text with a caret.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// Blanks that stand in for the part of a line cut off before its excerpt, at most.
const MOST_BLANKS: usize = 10_000;

/// A diagnostic as plain text of several lines, without colour.
pub fn plain(diagnostic: &Diagnostic) -> String {
    Renderer::plain().render(&[report(diagnostic)])
}

/// A diagnostic as text of several lines, with ANSI colours.
pub fn styled(diagnostic: &Diagnostic) -> String {
    Renderer::styled().render(&[report(diagnostic)])
}

fn report(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name())
        .elements(shown(&diagnostic.place, AnnotationKind::Primary));
    for place in &diagnostic.related {
        group = group.elements(shown(place, AnnotationKind::Context));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(diagnostic.help.as_str()));
    }
    group
}

/// ` --> file:line:column`, and the line with its caret unless the whole file is meant.
fn shown(place: &Place, kind: AnnotationKind) -> Vec<Element<'_>> {
    if place.line == 0 {
        return vec![Origin::path(&*place.file).into()];
    }
    // A cut line is led by blanks, so that the column counted from it is the true one; the renderer leaves them out.
    let cut = (place.column - 1).saturating_sub(place.caret.start);
    let blanks = if cut <= MOST_BLANKS { cut } else { 0 };
    let source = format!("{}{}", " ".repeat(blanks), place.excerpt);
    let byte = |character: usize| {
        let at = source.char_indices().nth(character + blanks);
        at.map_or(source.len(), |(byte, _)| byte)
    };
    let mut mark = kind.span(byte(place.caret.start)..byte(place.caret.end));
    if !place.label.is_empty() {
        mark = mark.label(place.label.as_str());
    }
    let snippet = Snippet::source(source)
        .line_start(place.line)
        .annotation(mark);
    if blanks == cut {
        return vec![snippet.path(&*place.file).into()];
    }
    let origin = Origin::path(&*place.file)
        .line(place.line)
        .char_column(place.column);
    vec![origin.into(), snippet.into()]
}

#[cfg(test)]
mod tests {
    use super::{plain, styled};
    use crate::diagnostic::{Code, Place, Problem, Text};

    const TEXT: &str = "[[dimension]]\nid = \"security\"\nnmae = \"Security\"\n";

    fn problem() -> Problem {
        let start = TEXT.find("nmae").unwrap();
        Problem::new(Code::UnknownKey, start..start + 4, "unknown key `nmae`")
            .help("did you mean `name`?")
    }

    #[test]
    fn a_problem_shows_its_line_caret_and_help() {
        let diagnostic = Text::new("actors.toml".into(), TEXT).diagnostic(&problem());
        insta::assert_snapshot!(plain(&diagnostic), @r#"
        error[unknown-key]: unknown key `nmae`
         --> actors.toml:3:1
          |
        3 | nmae = "Security"
          | ^^^^
          |
          = help: did you mean `name`?
        "#);
        assert!(styled(&diagnostic).contains("\u{1b}["));
    }

    #[test]
    fn a_related_place_follows_the_first() {
        let mut problem = problem().label("here");
        problem.related = Some((0..13, "in this table".to_owned()));
        let diagnostic = Text::new("actors.toml".into(), TEXT).diagnostic(&problem);
        insta::assert_snapshot!(plain(&diagnostic), @r#"
        error[unknown-key]: unknown key `nmae`
         --> actors.toml:3:1
          |
        3 | nmae = "Security"
          | ^^^^ here
          |
         ::: actors.toml:1:1
          |
        1 | [[dimension]]
          | ------------- in this table
          |
          = help: did you mean `name`?
        "#);
    }

    #[test]
    fn a_cut_line_keeps_its_column() {
        for before in [900, 300_000] {
            let text = format!("{}MEANT{}", "x".repeat(before), "y".repeat(900));
            let problem = Problem::new(Code::Syntax, before..before + 5, "wrong");
            let shown = plain(&Text::new("a.toml".into(), &text).diagnostic(&problem));
            assert!(
                shown.contains(&format!("--> a.toml:1:{}\n", before + 1)),
                "{shown}"
            );
            assert!(
                shown.contains("MEANT") && shown.contains("^^^^^"),
                "{shown}"
            );
            assert!(
                shown.lines().all(|line| line.chars().count() <= 300),
                "{shown}"
            );
        }
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let mut diagnostic = Text::new("actors.toml".into(), TEXT).diagnostic(&problem());
        diagnostic.place = Place::whole("actors.toml".into());
        insta::assert_snapshot!(plain(&diagnostic), @r#"
        error[unknown-key]: unknown key `nmae`
        --> actors.toml
         = help: did you mean `name`?
        "#);
    }
}
