//! Subjects compared pair by pair: the Handbook's five countries, and ASEM as computed by `COINr` 1.1.14.

use tightrope::assess::{Standing, Standings, effective_weights};
use tightrope::model::Model;

use crate::asem::{Meta, indices, member, metas, near, raw, variables};
use crate::reference;
use crate::world::{Table, Variable, day, id, load, table};

/// An index of all variables alike.
pub(crate) fn of_all(variables: &[Variable]) -> String {
    let members: Vec<String> = variables
        .iter()
        .map(|one| format!("'{}', ", id(&one.name)))
        .collect();
    format!(
        "[[index]]\nid = 'whole'\nname = 'Whole'\nmembers = [{}]\nnormalise = 'min-max'\n",
        members.concat()
    )
}

fn first(model: &Model) -> Standing {
    Standings::new(model, day()).standings.remove(0)
}

/// Tables 35 to 37.
#[test]
fn five_countries_of_the_handbook() {
    let values = Table::read(include_str!("tai_figures/table35.csv"));
    let published = Table::read(include_str!("tai_figures/table36.csv"));
    let columns = values.columns.iter();
    let variables: Vec<Variable> = columns
        .map(|name| Variable {
            name: name.clone(),
            direction: '+',
            goalposts: None,
            values: values
                .column(name)
                .into_iter()
                .map(|(_, value)| value)
                .collect(),
        })
        .collect();
    let standing = first(&load(&variables, &of_all(&variables)));
    for (one, (country, row)) in published.rows.iter().enumerate() {
        for (other, share) in row.iter().enumerate() {
            let found = standing.outranking.support(one, other);
            assert!(
                (found - share.unwrap()).abs() < 1e-12,
                "{country}, {other}: {found}"
            );
        }
    }
    let best = standing.kemeny.unwrap();
    assert!((best.score - 6.375).abs() < 1e-12);
    let named: Vec<Vec<&str>> = best
        .rankings
        .iter()
        .map(|ranking| {
            ranking
                .iter()
                .map(|place| values.rows[*place].0.as_str())
                .collect()
        })
        .collect();
    assert_eq!(best.count, 3);
    assert_eq!(
        named,
        [
            ["USA", "Sweden", "Finland", "Japan", "Korea"],
            ["Sweden", "Finland", "USA", "Japan", "Korea"],
            ["Sweden", "USA", "Finland", "Japan", "Korea"],
        ]
    );
    assert_eq!(best.ranks, [(2, 3), (1, 3), (1, 2), (4, 4), (5, 5)]);
}

/// On the indicators that miss nothing; with missing values `COINr` departs from what is done here. It compares what it has
/// normalised: of values that differ in their last digit some have become equal, so that these are what is read here.
#[test]
fn outranking_and_copeland() {
    let Some(info) = reference("coinr_asem/asem_iMeta.csv") else {
        return;
    };
    let codes = reference("coinr_asem/copeland_indicator_codes.txt").unwrap();
    let codes: Vec<&str> = codes.lines().map(str::trim).collect();
    let metas: Vec<Meta> = metas(&info)
        .into_iter()
        .filter(|meta| codes.contains(&meta.code.as_str()))
        .collect();
    assert_eq!(metas.len(), 33);
    let values = table!("norm_minmax_1_100");
    let mut variables = variables(&metas, &values);
    for variable in &mut variables {
        variable.direction = '+';
    }
    let standing = first(&load(&variables, &of_all(&variables)));
    let pairs = table!("outrank_complete_indicators");
    let copeland = table!("copeland_complete_indicators");
    let found = standing.outranking.copeland();
    for (one, (unit, _)) in values.rows.iter().enumerate() {
        for (other, (against, _)) in values.rows.iter().enumerate() {
            let share = standing.outranking.support(one, other);
            let expected = pairs.figure(unit, against).unwrap();
            assert!(
                (share - expected).abs() < 1e-12,
                "{unit}, {against}: {share} for {expected}"
            );
        }
        let expected = copeland.figure(unit, "copeland").unwrap();
        assert!(
            (found[one] - expected).abs() < 1e-9,
            "{unit}: {}",
            found[one]
        );
    }
    assert!(standing.kemeny.is_none(), "51 are too many");
}

#[test]
fn effective_weights_through_all_levels() {
    let Some(info) = reference("coinr_asem/asem_iMeta.csv") else {
        return;
    };
    let (metas, weights) = (metas(&info), table!("weights_equal"));
    let raw = raw(&reference("coinr_asem/asem_iData.csv").unwrap());
    let expected = table!("example_effective_weights");
    let keys = "normalise = 'min-max'";
    let model = load(
        &variables(&metas, &raw),
        &indices(&metas, &weights, ["'arithmetic'"; 3], keys),
    );
    let top = model.indices.last().unwrap();
    let found = effective_weights(&model, top);
    assert_eq!(found.len(), 49 + 8 + 2);
    for part in found {
        let is_it = |meta: &&Meta| member(meta) == part.id.as_str();
        let meta = metas.iter().find(is_it).unwrap();
        assert_eq!(part.level, 4 - meta.level, "{}", meta.code);
        let cell = expected.figure(&meta.code, "EffWeight").unwrap();
        assert!(
            near(part.weight, cell),
            "{}: {} for {cell}",
            meta.code,
            part.weight
        );
    }
}
