//! The Technology Achievement Index of the Human Development Report 2001, and what the OECD/JRC Handbook on
//! Constructing Composite Indicators (2008) computes from it. Sources: `tai_figures/README.md`.

use tightrope::assess::Standings;

use crate::pairs::of_all;
use crate::reference;
use crate::world::{Table, Variable, day, id, load, ranks, scores, single};

macro_rules! figures {
    ($name:literal) => {
        Table::read(include_str!(concat!("tai_figures/", $name, ".csv")))
    };
}

/// The indicators, with the goalposts of the 72 countries of the report.
fn variables() -> Vec<Variable> {
    let (values, posts) = (figures!("values"), figures!("goalposts"));
    let columns = values.columns.iter();
    columns
        .map(|name| {
            let post = |column| posts.figure(name, column).unwrap();
            // Telephones and electricity are published as logarithms.
            let scale = |post: f64| {
                if posts.figure(name, "log10") == Some(1.0) {
                    post.log10()
                } else {
                    post
                }
            };
            Variable {
                name: name.clone(),
                direction: '+',
                goalposts: Some((scale(post("low")), scale(post("high")))),
                values: values
                    .column(name)
                    .into_iter()
                    .map(|(_, value)| value)
                    .collect(),
            }
        })
        .collect()
}

fn countries() -> Vec<String> {
    figures!("values")
        .rows
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

/// The index with the weights of a row of the Handbook's table 22 and further keys.
fn index_with(method: &str, keys: &str) -> Vec<(String, f64)> {
    let weights = figures!("weights");
    let columns = weights.columns.iter();
    let members: Vec<String> = columns
        .map(|name| {
            let weight = weights.figure(method, name).unwrap();
            format!("{{ id = '{}', weight = {weight:?} }}, ", id(name))
        })
        .collect();
    let index = format!(
        "[[index]]\nid = 'tai'\nname = 'TAI'\nmembers = [{}]\n{keys}\n",
        members.concat()
    );
    let model = load(&variables(), &index);
    let countries = countries().into_iter().enumerate();
    countries
        .map(|(place, country)| (country, scores(&model, place)[0].1.unwrap()))
        .collect()
}

#[test]
fn the_index_is_the_published_one() {
    let computed = index_with("EW", "normalise = { method = 'goalposts', scale = [0, 1] }");
    let published = figures!("index");
    let published = published.column("tai_2dp");
    assert_eq!(published.len(), 22);
    for (country, index) in published {
        let found = computed.iter().find(|(name, _)| name == country).unwrap().1;
        // Two decimals, from values that were themselves rounded before they were published.
        assert!(
            (found - index.unwrap()).abs() < 0.0053,
            "{country}: {found:.4}, published {index:?}"
        );
    }
}

#[test]
fn the_ranks_are_the_published_ones() {
    let published = figures!("ranks");
    let geometric = figures!("table38");
    let raw = "normalise = 'none'\naggregate = 'geometric'";
    for (table, column, weights, keys) in [
        (&published, "EW", "EW", ""),
        (&published, "BAP", "BAP", ""),
        (&geometric, "GME", "EW", raw),
    ] {
        let computed = index_with(weights, keys);
        let values: Vec<f64> = computed.iter().map(|(_, value)| *value).collect();
        for ((country, _), rank) in computed.iter().zip(ranks(&values)) {
            let expected = table.figure(country, column).unwrap();
            assert_eq!(rank, expected as usize, "{country} by {column}");
        }
    }
}

#[test]
fn eleven_normalisations_of_schooling() {
    let schooling: Vec<Variable> = variables()
        .into_iter()
        .filter(|one| one.name == "SCHOOLING")
        .collect();
    let published = figures!("table15");
    for (column, method, tolerance) in [
        ("rank_asc", "'rank'", 0.0),
        ("zscore", "'z-score'", 0.005),
        ("minmax", "{ method = 'min-max', scale = [0, 1] }", 0.005),
        ("ratio_mean", "{ method = 'reference', to = 'mean' }", 0.005),
        (
            "ratio_best",
            "{ method = 'reference', to = 'leader' }",
            0.005,
        ),
        (
            "ratio_worst",
            "{ method = 'reference', to = 'laggard' }",
            0.005,
        ),
        (
            "diff_mean",
            "{ method = 'reference', to = 'mean', as = 'difference' }",
            0.005,
        ),
        (
            "diff_worst",
            "{ method = 'reference', to = 'laggard', as = 'difference' }",
            0.005,
        ),
        ("above_below_p20", "'mean-band'", 0.0),
        (
            "percentile",
            "{ method = 'percentile-rank', convention = 'up-to' }",
            0.05,
        ),
        ("categorical", "'categorical'", 0.0),
    ] {
        let model = load(&schooling, &single(&schooling, |_| method.to_owned()));
        for (place, country) in countries().iter().enumerate() {
            let score = scores(&model, place)[0].1.unwrap();
            let cell = published.figure(country, column).unwrap();
            assert!(
                (score - cell).abs() <= tolerance + 1e-9,
                "{country}, {column}: {score}, published {cell}"
            );
        }
    }
}

/// Not published, but computed from what is: the same by other hands.
#[test]
fn other_weights_other_scales_and_copeland() {
    let (Some(scaled), Some(clipped)) = (
        reference("tai/tai23_index_computed.csv"),
        reference("tai/tai23_goalpost_lin_by_weights_computed.csv"),
    ) else {
        return;
    };
    let (scaled, clipped) = (Table::read(&scaled), Table::read(&clipped));
    let min_max = "normalise = { method = 'min-max', scale = [0, 1] }";
    let goalposts = "normalise = { method = 'goalposts', scale = [0, 1] }";
    for method in ["EW", "FA", "BAP", "AHP"] {
        for (table, column, keys) in [
            (&scaled, format!("LIN_minmax_{method}"), min_max),
            (&clipped, format!("LIN_goalpost_{method}"), goalposts),
        ] {
            for (country, found) in index_with(method, keys) {
                let expected = table.figure(&country, &column).unwrap();
                assert!(
                    (found - expected).abs() < 1e-9,
                    "{country}, {column}: {found}"
                );
            }
        }
    }
    let model = load(&variables(), &of_all(&variables()));
    let standing = Standings::new(&model, day()).standings.remove(0);
    for (country, found) in countries().iter().zip(standing.outranking.copeland()) {
        let expected = scaled.figure(country, "copeland_EW").unwrap();
        assert!((found - expected).abs() < 1e-9, "{country}: {found}");
    }
}
