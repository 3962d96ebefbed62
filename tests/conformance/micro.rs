//! Small published cases: carrying values forward, concentration.

use std::fmt::Write as _;

use chrono::NaiveDate;
use tightrope::assess::{assess, scores_of};
use tightrope::model::Id;

use crate::reference;
use crate::world::load;

fn year_end(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap()
}

/// Rows of a panel: unit, year, the values of `a` and `b`.
fn panel(text: &str) -> Vec<(String, i32, [Option<f64>; 2])> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let values = [2, 3].map(|at| row[at].parse().ok());
        (row[0].to_owned(), row[1].parse().unwrap(), values)
    });
    rows.collect()
}

#[test]
fn values_are_carried_forward_to_their_greatest_age_and_never_back() {
    let Some(input) = reference("micro/impute_panel_input.csv") else {
        return;
    };
    let input = panel(&input);
    for years in [1, 2, 5] {
        let path = format!("micro/impute_panel_latest_maxtime{years}.csv");
        let Some(expected) = reference(&path) else {
            return;
        };
        let mut items = String::new();
        for (at, id) in ["a", "b"].into_iter().enumerate() {
            write!(
                items,
                "[[indicator]]\nid = '{id}'\nname = '{id}'\ndimension = 'all'\nkind = 'measured'\nunit = '1'\n\
                 source = 'table'\ncarry_forward = '{years}y'\n"
            )
            .unwrap();
            for (unit, year, values) in &input {
                if let Some(value) = values[at] {
                    write!(
                        items,
                        "[[indicator.observation]]\ndate = '{year}'\nvalue = {value:?}\nsubject = '{unit}'\n"
                    )
                    .unwrap();
                }
            }
            write!(
                items,
                "[[index]]\nid = 'of-{id}'\nname = 'I'\nmembers = ['{id}']\nnormalise = 'none'\n"
            )
            .unwrap();
        }
        let model = load(&[], &items);
        for (unit, year, values) in panel(&expected) {
            let scores = scores_of(&model, &Id::new(&unit), year_end(year));
            let found = [scores[0].value, scores[1].value];
            assert_eq!(found, values, "{unit} {year}, at most {years} years");
        }
    }
}

#[test]
fn concentration_of_shares() {
    // Statistics Netherlands' worked definition of the Herfindahl-Hirschman index.
    for (shares, expected) in [
        (&[1.0][..], 1.0),
        (&[0.5, 0.5], 0.5),
        (&[1.0 / 3.0; 3], 1.0 / 3.0),
    ] {
        let mut items = String::new();
        for (at, share) in shares.iter().enumerate() {
            write!(
                items,
                "[[actor]]\nid = 'actor-{at}'\nname = 'A'\nindex = 'index-{at}'\n\
                 [[indicator]]\nid = 'share-{at}'\nname = 'S'\ndimension = 'all'\nkind = 'measured'\nunit = '1'\n\
                 source = 'table'\ngoalposts = [0, 1]\n\
                 [[indicator.observation]]\ndate = '2018'\nvalue = {share:?}\n\
                 [[index]]\nid = 'index-{at}'\nname = 'I'\nmembers = ['share-{at}']\n"
            )
            .unwrap();
        }
        let balance = assess(&load(&[], &items), year_end(2018)).balance;
        let found = balance.concentration().unwrap();
        assert!((found - expected).abs() < 1e-12, "{shares:?}: {found}");
    }
}
