//! Indices of indices of indices: long chains, and many ways to the same member.

use super::{day, index, indicator, model};
use crate::assess::{Between, Step, assess, audit, effective_weights, parts_of};
use crate::model::{Index, Model};

/// Each index is made of the one before it.
fn chain(length: usize) -> Model {
    let mut indices = vec![index("i0", &[("a", 1.0), ("b", 1.0)])];
    for at in 1..length {
        let before = format!("i{}", at - 1);
        indices.push(index(&format!("i{at}"), &[(&before, 1.0)]));
    }
    world(indices)
}

/// Each of two indices of a level is made of both of the level before it: ways to the bottom double with every level.
fn diamond(levels: usize) -> Model {
    let mut indices = vec![index("x0", &[("a", 1.0)]), index("y0", &[("b", 1.0)])];
    for at in 1..levels {
        let before = [format!("x{}", at - 1), format!("y{}", at - 1)];
        let members = [(&*before[0], 1.0), (&*before[1], 1.0)];
        indices.extend(["x", "y"].map(|name| index(&format!("{name}{at}"), &members)));
    }
    world(indices)
}

fn world(indices: Vec<Index>) -> Model {
    let a = indicator("a", &[("2020", 10.0), ("2021", 30.0)]);
    let b = indicator("b", &[("2020", 50.0), ("2021", 60.0)]);
    model(vec![a, b], indices)
}

fn count(steps: &[Step]) -> usize {
    steps.iter().map(|step| 1 + count(&step.steps)).sum()
}

fn levels(steps: &[Step]) -> usize {
    let below = steps.iter().map(|step| levels(&step.steps));
    below.max().map_or(0, |below| below + 1)
}

#[test]
fn chains_and_many_ways_to_a_member_cost_no_more_than_their_members() {
    for world in [chain(10_000), diamond(60)] {
        let last = &world.indices[world.indices.len() - 1];
        assert_eq!(parts_of(&world, &last.id), [0, 1]);
        assert_eq!(parts_of(&world, &"b".into()), [1]);
        assert!(parts_of(&world, &"none".into()).is_empty());

        let parts = effective_weights(&world, last);
        let of_b = parts.iter().find(|part| part.id.as_str() == "b").unwrap();
        assert!((of_b.weight - 0.5).abs() < 1e-9);
        assert!(audit(&world).is_empty());

        let (from, to) = (day("2020-12-31"), day("2021-12-31"));
        assert_eq!(assess(&world, to).scores.last().unwrap().value, Some(45.0));
        let subject = &world.subject.code;
        let between = Between::new(&world, subject, from, to);
        let waterfall = between.waterfall(&last.id).unwrap();
        assert!((waterfall.change() - 15.0).abs() < 1e-9);
        assert!(levels(&waterfall.steps) > 8, "as deep as there is room");
        assert!(levels(&waterfall.steps) <= 17 && count(&waterfall.steps) <= 4_096);
    }
}
