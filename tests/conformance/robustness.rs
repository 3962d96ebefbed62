//! Sobol' indices of the design that `COINr` saved, with its results.

use tightrope::assess::robustness::estimate;
use tightrope::model::Factor;

use crate::reference;
use crate::world::Table;

#[test]
fn sobol_estimates_of_a_saved_design() {
    let Some(design) = reference("coinr_asem/sobol_design_N256_d3.csv") else {
        return;
    };
    let Some(expected) = reference("coinr_asem/sobol_expected_N256_d3.csv") else {
        return;
    };
    let results: Vec<f64> = Table::read(&design)
        .column("y")
        .into_iter()
        .map(|(_, y)| y.unwrap())
        .collect();
    let factors = [Factor::Weights, Factor::Normalise, Factor::Aggregate];
    let found = estimate(&results, 256, &factors, 0);
    let expected = Table::read(&expected);
    for (at, found) in found.iter().enumerate() {
        let variable = format!("V{}", at + 1);
        for (value, column) in [(found.first, "Si"), (found.total, "STi")] {
            let cell = expected.figure(&variable, column).unwrap();
            assert!(
                (value - cell).abs() <= 1e-9 * cell.abs(),
                "{variable} {column}: {value}, expected {cell}"
            );
        }
    }
}
