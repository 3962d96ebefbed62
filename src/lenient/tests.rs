use serde::Deserialize;
use toml::de::DeTable;

use super::{Date, MADE_UP, Many, Pairs, Spanned, Table};
use crate::diagnostic::Code;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Measured,
    Assessed,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Inner {
    below: Option<f64>,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Spanned<String>,
    name: String,
    kind: Word,
    #[serde(default)]
    weight: Option<f64>,
    #[serde(default)]
    decimals: Option<u8>,
    #[serde(default)]
    goalposts: Option<[f64; 2]>,
    #[serde(default)]
    sources: Many<Spanned<String>>,
    #[serde(default)]
    bands: Pairs<Spanned<f64>>,
    #[serde(default)]
    signposts: Vec<Inner>,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    major: bool,
}

/// Reads a table; gives what was read, if nothing of it is made up, and each problem as `code @ the text meant: message (help)`.
fn read(text: &str) -> (Option<Raw>, Vec<String>) {
    let table = DeTable::parse(text).unwrap();
    let mut table = Table::new(table.into_inner(), 0..text.len());
    let read = table.read().filter(|_| !table.lacks());
    let told = table
        .into_problems()
        .into_iter()
        .map(|problem| {
            let at = if problem.span.len() == text.len() {
                "all"
            } else {
                text.get(problem.span).unwrap()
            };
            format!(
                "{} @ {at}: {} ({})",
                problem.code.name(),
                problem.message,
                problem.help
            )
        })
        .collect();
    (read, told)
}

const SOUND: &str = "id = 'a'\nname = 'A'\nkind = 'measured'\n";

#[test]
fn a_sound_table_reads_whole() {
    let (raw, told) = read(&format!(
        "{SOUND}weight = 2\ndecimals = 1\ngoalposts = [0, 1.5]\nsources = 'x'\nbands = {{ low = 0, 'very high' = 5 }}\n\
         signposts = [{{ below = 3, name = 'n' }}]\ndate = 2024-11-28\nmajor = true\n"
    ));
    assert_eq!(told, Vec::<String>::new());
    let raw = raw.unwrap();
    assert_eq!((raw.id.get_ref().as_str(), raw.id.span()), ("a", 5..8));
    assert_eq!((raw.name.as_str(), raw.kind), ("A", Word::Measured));
    assert_eq!(
        (raw.weight, raw.decimals, raw.major),
        (Some(2.0), Some(1), true)
    );
    assert_eq!(raw.goalposts, Some([0.0, 1.5]));
    assert_eq!(raw.sources.0[0].get_ref(), "x");
    assert_eq!(raw.bands.0[1].0.get_ref(), "very high");
    assert_eq!(raw.signposts.len(), 1);
    assert_eq!(raw.date.unwrap().text().get_ref(), "2024-11-28");
}

#[test]
fn one_or_many_and_dates_in_quotes() {
    let (raw, told) = read(&format!("{SOUND}sources = ['x', 'y']\ndate = '2024-Q4'\n"));
    assert_eq!(told, Vec::<String>::new());
    let raw = raw.unwrap();
    assert_eq!(raw.sources.0.len(), 2);
    assert_eq!(raw.date.unwrap().text().get_ref(), "2024-Q4");
}

#[test]
fn every_mistake_of_a_table_is_found_in_one_pass() {
    let (raw, told) = read(
        "id = 5\nkind = 'asessed'\nweigth = 1\nweight = '2'\ndecimals = 300\ngoalposts = [0]\nsources = ['a', 7]\n\
         bands = { low = 'x' }\nsignposts = [{ below = 3, nmae = 'n' }]\ndate = 2024\nmajor = 'true'\n",
    );
    assert!(raw.is_none());
    insta::assert_snapshot!(told.join("\n"), @r#"
    unknown-key @ weigth: unknown key `weigth` (did you mean `weight`?)
    wrong-type @ 5: `id` takes text in quotes, not a whole number (put it in quotes: "5")
    unknown-word @ 'asessed': unknown word `asessed` (did you mean `assessed`?)
    wrong-type @ '2': `weight` takes a number, not text (leave out the quotes: 2)
    bad-value @ 300: `decimals` takes a whole number from 0 to 255, not `300` ()
    bad-value @ [0]: expected a list of 2, not of 1 ()
    wrong-type @ 7: each entry of `sources` must be text in quotes, not a whole number (put it in quotes: "7")
    wrong-type @ 'x': `low` takes a number, not text ()
    unknown-key @ nmae: unknown key `nmae` (did you mean `name`?)
    wrong-type @ 2024: `date` takes a date, not a whole number (put it in quotes: "2024")
    wrong-type @ 'true': `major` takes true or false, not text (leave out the quotes: true)
    missing-key @ all: `name` is missing ()
    "#);
}

#[test]
fn mistakes_in_optional_entries_leave_the_rest() {
    let (raw, told) = read(&format!("{SOUND}weight = 'x'\ncolour = 1\nzzz = 2\n"));
    let raw = raw.unwrap();
    assert_eq!(raw.weight, None);
    assert_eq!(told.len(), 3);
    assert!(
        told[1].contains("known keys: id, name") || told[0].contains("known keys: id, name"),
        "{told:?}"
    );
}

#[test]
fn a_needed_key_with_a_wrong_value_is_not_also_missing() {
    let (raw, told) = read("id = 'a'\nname = 3\nkind = 'measured'\n");
    assert!(raw.is_none());
    assert_eq!(
        told,
        [
            "wrong-type @ 3: `name` takes text in quotes, not a whole number (put it in quotes: \"3\")"
        ]
    );
}

#[test]
fn what_is_needed_and_not_there_is_made_up_and_has_no_mistakes() {
    let text = "name = 'A'\nkind = 'measured'\n";
    let table = DeTable::parse(text).unwrap();
    let mut table = Table::new(table.into_inner(), 0..text.len());
    let raw: Raw = table.read().unwrap();
    assert!(table.lacks());
    assert_eq!((raw.id.span(), raw.name.as_str()), (MADE_UP, "A"));
    assert_eq!(table.parse(&raw.id, Code::BadId, |_| None::<()>), None);
    assert_eq!(table.into_problems().len(), 1, "only that it is missing");
}

#[test]
fn all_missing_keys_are_found() {
    let (raw, told) = read("weight = 1\n");
    assert!(raw.is_none());
    let messages: Vec<&str> = told
        .iter()
        .filter_map(|line| line.split(": ").nth(1))
        .collect();
    assert_eq!(
        messages,
        [
            "`id` is missing ()",
            "`name` is missing ()",
            "`kind` is missing ()"
        ]
    );
}

#[test]
fn a_table_full_of_mistakes_ends() {
    use std::fmt::Write as _;
    let mut text = SOUND.to_owned();
    text.push_str("sources = [");
    for number in 0..10_000 {
        write!(text, "{number}, ").unwrap();
    }
    text.push_str("]\n");
    let (raw, told) = read(&text);
    assert!(raw.is_none());
    assert_eq!(told.len(), super::pass::MOST);
}
