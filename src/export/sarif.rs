//! Diagnostics as SARIF 2.1.0 (OASIS): what code scanners exchange.

use serde_json::{Value, json};

use super::provenance::pretty;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// The published schema of the format.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The diagnostics as one run of SARIF 2.1.0, indented. Paths are relative to the folder in which the program runs;
/// columns count characters.
pub fn problems_sarif(diagnostics: &[Diagnostic]) -> String {
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Tightrope",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { BASE: {
                "description": { "text": "The folder in which tightrope check was run." },
            } },
            "results": diagnostics.iter().map(result).collect::<Vec<_>>(),
        }],
    }))
}

/// The name of the folder in which the program runs, as other tools call the root of what they look at.
const BASE: &str = "%SRCROOT%";

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.what() },
        "fullDescription": { "text": code.why() },
        "help": { "text": format!("{}\n\nInstead of\n\n{}\n\nwrite\n\n{}\n", code.why(), code.bad(), code.good()) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(problem: &Diagnostic) -> Value {
    let text = if problem.help.is_empty() {
        problem.message.clone()
    } else {
        format!("{}\n{}", problem.message, problem.help)
    };
    let rule = Code::ALL.iter().position(|code| *code == problem.code);
    let mut result = json!({
        "ruleId": problem.code.name(),
        "ruleIndex": rule,
        "level": level(problem.severity),
        "message": { "text": text },
        "locations": [location(&problem.place)],
    });
    if !problem.related.is_empty()
        && let Some(entries) = result.as_object_mut()
    {
        let related: Vec<Value> = problem.related.iter().map(location).collect();
        entries.insert("relatedLocations".to_owned(), related.into());
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn location(place: &Place) -> Value {
    let mut physical = json!({
        "artifactLocation": { "uri": uri(&place.file), "uriBaseId": BASE },
    });
    if place.line > 0
        && let Some(entries) = physical.as_object_mut()
    {
        let region = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.column + place.caret.len(),
        });
        entries.insert("region".to_owned(), region);
    }
    let mut location = json!({ "physicalLocation": physical });
    if !place.label.is_empty()
        && let Some(entries) = location.as_object_mut()
    {
        entries.insert("message".to_owned(), json!({ "text": place.label }));
    }
    location
}

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and slashes in percents.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{problems_sarif, uri};
    use crate::diagnostic::{Code, Problem, Text};

    #[test]
    fn paths_are_relative_references() {
        for (path, wanted) in [
            ("indicators/security.toml", "indicators/security.toml"),
            ("a b:c#d.toml", "a%20b%3Ac%23d.toml"),
            ("атау.toml", "%D0%B0%D1%82%D0%B0%D1%83.toml"),
            ("../other/a.toml", "../other/a.toml"),
        ] {
            assert_eq!(uri(path), wanted);
        }
    }

    #[test]
    fn a_result_names_its_rule_and_its_characters() {
        let text = "атау = 50\n";
        let at = text.find("50").unwrap();
        let problem = Problem::new(Code::UnknownKey, at..at + 2, "wrong")
            .label("here")
            .related(0..8, "of this");
        let told = Text::new("a.toml".into(), text).diagnostic(&problem);
        let log: serde_json::Value = serde_json::from_str(&problems_sarif(&[told])).unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "unknown-key");
        let file = json!({ "uri": "a.toml", "uriBaseId": "%SRCROOT%" });
        let region = |from: u32, to: u32| json!({ "startLine": 1, "startColumn": from, "endLine": 1, "endColumn": to });
        let place = |from, to, label| {
            let physical = json!({ "artifactLocation": file, "region": region(from, to) });
            json!([{ "physicalLocation": physical, "message": { "text": label } }])
        };
        assert_eq!(result["locations"], place(8, 10, "here"));
        assert_eq!(result["relatedLocations"], place(1, 5, "of this"));
    }
}
