use std::sync::Arc;

use proptest::prelude::*;

use super::super::item::Defaults;
use super::{SeriesFile, parse};
use crate::diagnostic::Code;
use crate::model::{Goalposts, Grade, Id, Period};

fn defaults() -> Defaults {
    Defaults {
        sources: Arc::from([Id::new("default")]),
        grade: Grade::parse("C3"),
        measured: true,
        goalposts: Some(Goalposts {
            low: 0.0,
            high: 100.0,
        }),
    }
}

fn read(text: &str) -> SeriesFile {
    parse(&Arc::from("x.csv"), text, &defaults())
}

/// Code, line and column of each problem.
fn told(file: &SeriesFile) -> Vec<(Code, usize, usize)> {
    let problems = file.problems.iter();
    problems
        .map(|found| (found.code, found.place.line, found.place.column))
        .collect()
}

#[test]
fn every_mistake_of_a_row_is_told() {
    let file = read("date,value,grade,subject\n2024-01-31,1,B2,KAZ\n2024-13,abc,Z9,kz\n");
    assert_eq!(
        told(&file),
        [
            (Code::BadDate, 3, 1),
            (Code::WrongType, 3, 9),
            (Code::BadGrade, 3, 13),
            (Code::BadCountry, 3, 16),
        ]
    );
    assert_eq!(file.series.len(), 1, "the row counts for nothing");
}

#[test]
fn every_column_is_read() {
    let file = read(
        "note,date,value,subject,low,high,source,grade,published\n\
         \"a, \"\"b\"\"\nc\",2024-Q1,5,UZB,4,6,a b,A1,2024-05-01\n\
         ,2024-02-29,,,,,,,\n",
    );
    assert_eq!(told(&file), []);
    assert_eq!(file.series.len(), 2);
    let (code, series) = &file.series[0];
    assert_eq!(code.as_ref().map(Id::as_str), Some("UZB"));
    let row = series.get(0).unwrap();
    assert_eq!(
        (row.date.to_string().as_str(), row.period),
        ("2024-03-31", Period::Quarter)
    );
    assert_eq!(
        (row.value, row.low, row.high),
        (Some(5.0), Some(4.0), Some(6.0))
    );
    assert_eq!(
        row.sources.iter().map(Id::as_str).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(row.grade, Grade::parse("A1"));
    assert_eq!(row.published.unwrap().to_string(), "2024-05-01");
    assert_eq!(&*row.note, "a, \"b\"\nc");
    let (code, series) = &file.series[1];
    assert_eq!(*code, None);
    let row = series.get(0).unwrap();
    assert_eq!(row.value, None, "looked for, not found");
    assert_eq!(
        row.sources.iter().map(Id::as_str).collect::<Vec<_>>(),
        ["default"]
    );
    assert_eq!(row.grade, Grade::parse("C3"));
    assert_eq!(&*row.note, "");
    let mentions: Vec<&str> = file.mentions.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(mentions, ["a", "b"]);
}

#[test]
fn a_bad_row_costs_only_itself_and_is_told_with_row_and_column() {
    let file = read(
        "date,value\r\n2024-01-01,1\r\n\r\n2024-01-02,x\r\nsoon,2\r\n2024-01-03,3,4\r\n2024-01-04,4\r\n",
    );
    assert_eq!(
        told(&file),
        [
            (Code::WrongType, 4, 12),
            (Code::BadDate, 5, 1),
            (Code::BadRow, 6, 1)
        ]
    );
    assert_eq!(file.series[0].1.len(), 2);
}

#[test]
fn cells_after_quoted_ones_are_found() {
    let file = read("note,date,value\n\"a, \"\"b\"\", c\",2024-01-01,high\n");
    assert_eq!(told(&file), [(Code::WrongType, 2, 26)]);
    assert_eq!(file.problems[0].place.caret.len(), 4);
}

#[test]
fn of_two_rows_of_a_date_the_first_stays() {
    let file =
        read("date,value,subject\n2024-01-02,1,\n2024-01-01,2,\n2024-01-02,3,\n2024-01-02,4,KAZ\n");
    assert_eq!(told(&file), [(Code::DuplicateObservation, 4, 1)]);
    assert_eq!(file.problems[0].related[0].line, 2);
    let series = &file.series[0].1;
    assert_eq!((series.len(), series.value(1)), (2, Some(1.0)));
}

#[test]
fn what_is_probably_not_meant_is_told_once_with_its_number() {
    let file = read("date,value\n2024-01-01,-1\n2024-01-02,50\n2024-01-03,101\n");
    assert_eq!(told(&file), [(Code::OutsideGoalposts, 2, 12)]);
    assert!(
        file.problems[0].message.starts_with("2 values"),
        "{}",
        file.problems[0].message
    );
    assert_eq!(file.series[0].1.len(), 3);
}

#[test]
fn only_the_first_mistakes_of_a_file_are_shown() {
    let file = read(&format!("date,value\n{}", "x,y\n".repeat(10_000)));
    assert_eq!((file.problems.len(), file.surplus), (100, 19_900));
}

#[test]
fn a_file_without_rows_has_no_series() {
    for text in ["", "date,value", "date,value\n", "\n\n"] {
        let file = read(text);
        assert!(file.series.is_empty(), "{text:?}");
    }
    assert_eq!(told(&read("")), [(Code::MissingColumn, 0, 0)]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(?s)(date,value(,note|,source|,low)?\n)?[-0-9a,.\"\n\r x]{0,200}") {
        read(&text);
    }

    #[test]
    fn what_was_written_is_read_back(rows in proptest::collection::btree_map(0_i32..100_000, -1e9_f64..1e9, 0..200)) {
        let row = |(day, value): (&i32, &f64)| format!("{value:?},{}\n", crate::model::from_days(700_000 + day));
        let text = String::from("value,date\n") + &rows.iter().map(row).collect::<Vec<_>>().concat();
        let file = read(&text);
        let read: Vec<(i32, f64)> = file.series.first().map_or_else(Vec::new, |(_, series)| {
            (0..series.len())
                .map(|row| (crate::model::days_of(series.date(row)) - 700_000, series.value(row).unwrap()))
                .collect()
        });
        prop_assert_eq!(read, rows.into_iter().collect::<Vec<_>>());
    }
}
