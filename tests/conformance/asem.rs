//! The ASEM Sustainable Connectivity data as computed by `COINr` 1.1.14: 51 units, 49 indicators, 4 levels.

use crate::reference;
use crate::world::{Table, Variable, id, load, ranks, scores, single, table};

/// Relative agreement asked for.
const NEAR: f64 = 1e-9;

pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR * a.abs().max(b.abs()).max(1e-3)
}

/// What is known of a code: its level, parent, direction and target.
pub(crate) struct Meta {
    pub(crate) code: String,
    pub(crate) level: usize,
    parent: String,
    direction: char,
    target: Option<f64>,
}

pub(crate) fn metas(text: &str) -> Vec<Meta> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let records = reader.records().map(Result::unwrap);
    records
        .filter(|row| matches!(&row[at("Type")], "Indicator" | "Aggregate"))
        .map(|row| Meta {
            code: row[at("iCode")].to_owned(),
            level: row[at("Level")].parse().unwrap(),
            parent: row[at("Parent")].to_owned(),
            direction: if &row[at("Direction")] == "-1" {
                '-'
            } else {
                '+'
            },
            target: row[at("Target")].parse().ok(),
        })
        .collect()
}

/// The indicators with the values of a table whose columns bear their codes.
pub(crate) fn variables(metas: &[Meta], values: &Table) -> Vec<Variable> {
    let indicators = metas.iter().filter(|meta| meta.level == 1);
    indicators
        .map(|meta| Variable {
            name: meta.code.clone(),
            direction: meta.direction,
            goalposts: None,
            values: values
                .column(&meta.code)
                .into_iter()
                .map(|(_, value)| value)
                .collect(),
        })
        .collect()
}

/// The values as published: the codes of the units stand in the second column.
pub(crate) fn raw(text: &str) -> Table {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let columns = header.iter().skip(2).map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let figures = row.iter().skip(2).map(|figure| figure.parse().ok());
        (row[1].to_owned(), figures.collect())
    });
    let rows = rows.collect();
    Table { columns, rows }
}

/// The index of every aggregate, by level a rule, with weights by code.
pub(crate) fn indices(metas: &[Meta], weights: &Table, rules: [&str; 3], keys: &str) -> String {
    // Members come first.
    let aggregates = metas.iter().filter(|meta| meta.level > 1);
    let indices: Vec<String> = aggregates
        .map(|meta| {
            let children = metas.iter().filter(|child| child.parent == meta.code);
            let members: Vec<String> = children
                .map(|child| {
                    let weight = weights.figure(&child.code, "Weight").unwrap();
                    format!("{{ id = '{}', weight = {weight:?} }}, ", member(child))
                })
                .collect();
            format!(
                "[[index]]\nid = '{}'\nname = '{}'\nmembers = [{}]\naggregate = {}\nmin_coverage = 0\n{keys}\n",
                member(meta),
                meta.code,
                members.concat(),
                rules[meta.level - 2],
            )
        })
        .collect();
    indices.concat()
}

/// Indices and indicators share one space of ids.
pub(crate) fn member(meta: &Meta) -> String {
    let id = id(&meta.code);
    if meta.level > 1 {
        format!("of-{id}")
    } else {
        id
    }
}

#[test]
fn normalisations() {
    let Some(info) = reference("coinr_asem/asem_iMeta.csv") else {
        return;
    };
    let Some(data) = reference("coinr_asem/asem_iData.csv") else {
        return;
    };
    let (metas, raw) = (metas(&info), raw(&data));
    let variables = variables(&metas, &raw);
    for (path, method) in [
        ("norm_minmax_0_100", "{ method = 'min-max' }"),
        (
            "norm_minmax_1_100",
            "{ method = 'min-max', scale = [1, 100] }",
        ),
        ("norm_zscore_0_1", "'z-score'"),
        (
            "norm_zscore_100_10",
            "{ method = 'z-score', mean = 100, sd = 10 }",
        ),
        ("norm_rank_min", "'rank'"),
        ("norm_rank_average", "{ method = 'rank', ties = 'mean' }"),
        ("norm_borda", "'borda'"),
        ("norm_prank", "'percentile-rank'"),
        ("norm_dist2max", "{ method = 'min-max', scale = [0, 1] }"),
        ("norm_fracmax", "{ method = 'reference', to = 'leader' }"),
        ("norm_dist2targ", "target"),
    ] {
        let expected = table!(path);
        let of = |variable: &Variable| {
            let meta = metas
                .iter()
                .find(|meta| meta.code == variable.name)
                .unwrap();
            match method {
                "target" => format!(
                    "{{ method = 'target', target = {:?}, cap = false }}",
                    meta.target.unwrap()
                ),
                _ => method.to_owned(),
            }
        };
        let model = load(&variables, &single(&variables, of));
        let mut compared = 0;
        for (place, (unit, _)) in raw.rows.iter().enumerate() {
            for (variable, (_, score)) in variables.iter().zip(scores(&model, place)) {
                let cell = expected.figure(unit, &variable.name);
                let agrees = match (score, cell) {
                    (Some(score), Some(cell)) => near(score, cell),
                    (score, cell) => score.is_none() && cell.is_none(),
                };
                assert!(
                    agrees,
                    "{path}, {unit}, {}: {score:?}, expected {cell:?}",
                    variable.name
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 51 * 49, "{path}");
    }
}

#[test]
fn means_under_both_weight_sets_and_thresholds() {
    let Some(info) = reference("coinr_asem/asem_iMeta.csv") else {
        return;
    };
    let Some(data) = reference("coinr_asem/asem_iData.csv") else {
        return;
    };
    let (metas, raw) = (metas(&info), raw(&data));
    let variables = variables(&metas, &raw);
    let (equal, cycle) = (table!("weights_equal"), table!("weights_cycle"));
    let all = |rule| [rule; 3];
    let power = |power: &str| format!("{{ rule = 'mean', power = {power} }}");
    let powers = [power("0.5"), power("2"), power("-1")];
    for (path, weights, rules, least) in [
        ("agg_amean_wOriginal", &equal, all("'arithmetic'"), 0.0),
        ("agg_amean_wcycle", &cycle, all("'arithmetic'"), 0.0),
        ("agg_gmean_wOriginal", &equal, all("'geometric'"), 0.0),
        ("agg_gmean_wcycle", &cycle, all("'geometric'"), 0.0),
        ("agg_hmean_wOriginal", &equal, all("'harmonic'"), 0.0),
        ("agg_hmean_wcycle", &cycle, all("'harmonic'"), 0.0),
        (
            "agg_mixed_am_gm_hm_wcycle",
            &cycle,
            ["'arithmetic'", "'geometric'", "'harmonic'"],
            0.0,
        ),
        (
            "agg_amean_wcycle_thresh0.5",
            &cycle,
            all("'arithmetic'"),
            0.5,
        ),
        (
            "agg_amean_wcycle_thresh0.8",
            &cycle,
            all("'arithmetic'"),
            0.8,
        ),
        ("agg_amean_wcycle_thresh1", &cycle, all("'arithmetic'"), 1.0),
        // Its generalised mean is missing where a value is.
        ("agg_genmean_p0.5_wcycle", &cycle, all(&powers[0]), 1.0),
        ("agg_genmean_p2_wcycle", &cycle, all(&powers[1]), 1.0),
        ("agg_genmean_p-1_wcycle", &cycle, all(&powers[2]), 1.0),
    ] {
        let expected = table!(path);
        let keys = format!(
            "normalise = {{ method = 'min-max', scale = [1, 100] }}\nmin_available = {least:?}"
        );
        let model = load(&variables, &indices(&metas, weights, rules, &keys));
        compare(path, &model, &raw, &expected);
    }
}

/// Every aggregate of every unit.
fn compare(path: &str, model: &tightrope::model::Model, units: &Table, expected: &Table) {
    let mut compared = 0;
    for (place, (unit, _)) in units.rows.iter().enumerate() {
        for (index, (_, score)) in model.indices.iter().zip(scores(model, place)) {
            let cell = expected.figure(unit, &index.name);
            let agrees = match (score, cell) {
                (Some(score), Some(cell)) => near(score, cell),
                (score, cell) => score.is_none() && cell.is_none(),
            };
            assert!(
                agrees,
                "{path}, {unit}, {}: {score:?}, expected {cell:?}",
                index.name
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 51 * 11, "{path}");
}

#[test]
fn the_worked_example_and_its_ranks() {
    let Some(info) = reference("coinr_asem/asem_iMeta.csv") else {
        return;
    };
    let metas = metas(&info);
    let (treated, expected) = (table!("example_Treated"), table!("example_Aggregated"));
    let (equal, places) = (table!("weights_equal"), table!("example_ranks"));
    let variables = variables(&metas, &treated);
    let keys = "normalise = 'min-max'";
    let model = load(
        &variables,
        &indices(&metas, &equal, ["'arithmetic'"; 3], keys),
    );
    compare("example_Aggregated", &model, &treated, &expected);
    for (at, index) in model.indices.iter().enumerate() {
        let scores: Vec<f64> = (0..51)
            .map(|place| scores(&model, place)[at].1.unwrap())
            .collect();
        for ((unit, _), rank) in treated.rows.iter().zip(ranks(&scores)) {
            let expected = places.figure(unit, &index.name).unwrap();
            assert_eq!(rank, expected as usize, "{unit}, {}", index.name);
        }
    }
}
