//! Time series against R 4.2.2.
//!
//! `lungdeaths`: monthly deaths from lung disease in the UK, 1974 to 1979 (Diggle 1990). `nile`: yearly flow at Aswan, 1871
//! to 1970 (Cobb 1978). Both are in the public domain and come with R.

use tightrope::assess::leadlag::change::{breaks, penalty, spread};
use tightrope::assess::leadlag::correlate::{Centred, auto, cross, effective, interval};
use tightrope::assess::leadlag::transform::{differences, yule_walker};

use crate::reference;

/// How far a figure may be from R's, relative to it.
const TOLERANCE: f64 = 1e-10;

#[track_caller]
fn close(found: f64, wanted: f64) {
    let scale = wanted.abs().max(1e-3);
    assert!(
        (found - wanted).abs() <= TOLERANCE * scale,
        "{found} is not {wanted}"
    );
}

/// The rows of a CSV file as figures, without the header.
fn rows(text: &str) -> Vec<Vec<f64>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let figures = |row: csv::StringRecord| row.iter().map(|x| x.parse().unwrap()).collect();
    reader.records().map(|row| figures(row.unwrap())).collect()
}

fn column(text: &str, place: usize) -> Vec<f64> {
    rows(text).iter().map(|row| row[place]).collect()
}

/// Deaths of men and of women.
fn lungdeaths() -> (Vec<f64>, Vec<f64>) {
    let text = include_str!("series/lungdeaths.csv");
    (column(text, 1), column(text, 2))
}

fn nile() -> Vec<(u32, f64)> {
    let rows = rows(include_str!("series/nile.csv"));
    rows.iter().map(|row| (row[0] as u32, row[1])).collect()
}

fn flow() -> Vec<f64> {
    nile().into_iter().map(|(_, flow)| flow).collect()
}

/// Compares a correlogram with a table of R, lag by lag.
fn correlogram(file: &str, x: &[f64], y: &[f64]) {
    let Some(table) = reference(file) else {
        return;
    };
    let (x, y) = (Centred::new(x), Centred::new(y));
    let rows = rows(&table);
    assert_eq!(rows.len(), 25);
    for row in rows {
        close(cross(&x, &y, row[0] as i32).unwrap().r, row[1]);
    }
}

#[test]
fn autocorrelation() {
    let (men, _) = lungdeaths();
    let men = Centred::new(&men);
    close(auto(&men, 1), 0.757_059_087_875_788);
    let file = "timeseries/lungdeaths_acf_mdeaths.csv";
    if let Some(table) = reference(file) {
        for row in rows(&table) {
            close(auto(&men, row[0] as usize), row[1]);
        }
    }
}

#[test]
fn cross_correlation() {
    let (men, women) = lungdeaths();
    let (x, y) = (Centred::new(&men), Centred::new(&women));
    close(cross(&x, &y, 0).unwrap().r, 0.976_241_251_222_476);
    let file = "timeseries/lungdeaths_ccf_mdeaths_fdeaths.csv";
    correlogram(file, &men, &women);
}

#[test]
fn cross_correlation_of_differences() {
    let (men, women) = lungdeaths();
    let file = "timeseries/lungdeaths_ccf_first_differences.csv";
    let (men, women) = (differences(&men), differences(&women));
    correlogram(file, &men, &women);
}

#[test]
fn yule_walker_and_the_cross_correlation_of_what_it_leaves() {
    let (men, women) = lungdeaths();
    let model = yule_walker(&men, 4);
    let wanted = [
        0.872_900_649_717_709,
        -0.206_800_628_267_86,
        0.137_876_367_156_675,
        -0.388_916_236_459_804,
    ];
    for (found, wanted) in model.coefficients.iter().zip(wanted) {
        close(*found, wanted);
    }
    let file = "timeseries/lungdeaths_ccf_prewhitened_ar4.csv";
    let (men, women) = (model.residuals(&men), model.residuals(&women));
    correlogram(file, &men, &women);
}

#[test]
fn effective_number_of_pairs_and_range() {
    let (men, women) = lungdeaths();
    let (x, y) = (Centred::new(&men), Centred::new(&women));
    close(effective(&x, &y, 72, 72 / 5), 9.309_368_980_800_45);
    close(effective(&x, &y, 72, 72 / 4), 8.227_088_402_356_99);
    let (low, high) = interval(0.976_241_251_222_476, 72.0).unwrap();
    close(low, 0.962_184_598_532_064);
    close(high, 0.985_112_441_927_847);
}

#[test]
fn the_nile_fell_after_1898() {
    let flow = flow();
    close(spread(&flow), 115.319_216_516_589_26);
    close(penalty(&flow), 122_483.911_282_690_62);
    for shortest in [1, 3] {
        let found = breaks(&flow, penalty(&flow), shortest);
        assert_eq!(found, [28], "{shortest}");
        assert_eq!(
            nile()[found[0] - 1].0,
            1898,
            "the last year of the old level"
        );
    }
}

/// Penalties in units of the variance, as by ruptures (Python): too low a penalty finds too much.
#[test]
fn breaks_by_penalty() {
    let flow = flow();
    let mean = flow.iter().sum::<f64>() / 100.0;
    let variance = flow.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 100.0;
    let cases: [(f64, &[usize]); 4] = [
        (2.0, &[6, 7, 10, 19, 28, 37, 40, 45, 47, 83, 95]),
        (5.0, &[28]),
        (10.0, &[28]),
        (20.0, &[28]),
    ];
    for (times, wanted) in cases {
        assert_eq!(breaks(&flow, times * variance, 1), wanted, "{times}");
    }
}
