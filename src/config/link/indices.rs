//! Indices: members that can be scored, weights, no circles, members before those that use them.

use std::collections::HashMap;

use super::super::item::IndexDraft;
use super::super::parse::Sort;
use super::super::value::Ref;
use super::items::each;
use super::{Age, Linker, Target};
use crate::diagnostic::{Code, Problem};
use crate::model::{Id, Index, Indicator, Member};

/// An index to be: its unit, its draft.
type Node<'a> = (usize, &'a IndexDraft);

/// All indices, members first, otherwise in the order of the files.
pub(super) fn indices(linker: &mut Linker<'_>, indicators: &[Indicator]) -> Vec<Index> {
    let nodes: Vec<Node<'_>> = each(
        linker,
        |parsed| &parsed.indices,
        |_, unit, _, draft| Some((unit, draft)),
    );
    let places: HashMap<&Id, usize> = nodes
        .iter()
        .enumerate()
        .map(|(place, (_, draft))| (&draft.index.id, place))
        .collect();
    let indicators: HashMap<&Id, &Indicator> = indicators
        .iter()
        .map(|indicator| (&indicator.id, indicator))
        .collect();
    let mut made = Vec::with_capacity(nodes.len());
    for place in order(linker, &nodes, &places) {
        let (unit, draft) = nodes[place];
        match make(linker, unit, draft, &indicators) {
            Some(index) => made.push(index),
            None => linker.break_item(Sort::Index, &draft.index.id),
        }
    }
    made
}

fn make(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &IndexDraft,
    indicators: &HashMap<&Id, &Indicator>,
) -> Option<Index> {
    let mut fails = false;
    let actor = draft
        .actor
        .as_ref()
        .and_then(|actor| linker.one(unit, &[Sort::Actor], actor, &mut fails));
    let mut members = Vec::with_capacity(draft.members.len());
    for (reference, weight) in &draft.members {
        match linker.target(unit, &[Sort::Indicator, Sort::Index], reference) {
            Target::Sound(id) => {
                let indicator = indicators.get(&id);
                if indicator.is_some_and(|indicator| indicator.goalposts.is_none()) {
                    linker.report(unit, &no_goalposts(reference));
                    fails = true;
                    continue;
                }
                let own = indicator.map_or(1.0, |indicator| indicator.weight);
                let weight = weight.unwrap_or(own);
                members.push(Member { id, weight });
            }
            Target::Broken => {}
            Target::Unknown => fails = true,
        }
    }
    if fails || members.is_empty() {
        return None;
    }
    Some(Index {
        actor,
        members,
        file: linker.units[unit].name.to_string(),
        ..draft.index.clone()
    })
}

fn no_goalposts(member: &Ref) -> Problem {
    let message = format!(
        "`{}` has no goalposts, so that it has no score",
        member.get_ref()
    );
    Problem::new(Code::NoGoalposts, member.span(), message)
        .help("give it goalposts = [the value that scores 0, the value that scores 100]")
}

/// Positions of the indices, members before those that use them. Indices on a circle are left out, broken and told.
fn order(linker: &mut Linker<'_>, nodes: &[Node<'_>], places: &HashMap<&Id, usize>) -> Vec<usize> {
    let mut walk = Walk {
        state: vec![State::Unseen; nodes.len()],
        order: Vec::with_capacity(nodes.len()),
        circles: Vec::new(),
    };
    for place in 0..nodes.len() {
        walk.visit(place, nodes, places);
    }
    let mut on_circle = vec![false; nodes.len()];
    for circle in walk.circles {
        tell(linker, nodes, &circle);
        for (place, _) in circle {
            on_circle[place] = true;
            linker.break_item(Sort::Index, &nodes[place].1.index.id);
        }
    }
    walk.order.retain(|place| !on_circle[*place]);
    walk.order
}

/// Tells of a circle where its newest text closes it.
fn tell(linker: &mut Linker<'_>, nodes: &[Node<'_>], circle: &[(usize, usize)]) {
    let age = |place: usize| linker.units[nodes[place].0].age;
    let newest = circle
        .iter()
        .rev()
        .max_by_key(|(place, _)| age(*place) == Age::New);
    let Some(&(place, member)) = newest else {
        return;
    };
    let (unit, draft) = nodes[place];
    let names: Vec<String> = circle
        .iter()
        .chain(circle.first())
        .map(|(place, _)| format!("`{}`", nodes[*place].1.index.id))
        .collect();
    let message = format!("an index cannot be part of itself: {}", names.join(" → "));
    let span = draft.members[member].0.span();
    linker.report(unit, &Problem::new(Code::IndexCycle, span, message));
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unseen,
    Open,
    Done,
}

struct Walk {
    state: Vec<State>,
    order: Vec<usize>,
    /// Indices of each circle, with the member that leads to the next one.
    circles: Vec<Vec<(usize, usize)>>,
}

impl Walk {
    /// Depth first, on a stack of its own: chains of indices may be long.
    fn visit(&mut self, start: usize, nodes: &[Node<'_>], places: &HashMap<&Id, usize>) {
        if self.state[start] != State::Unseen {
            return;
        }
        self.state[start] = State::Open;
        // Index and the member looked at next.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((place, member)) = path.last_mut() {
            let Some((reference, _)) = nodes[*place].1.members.get(*member) else {
                self.state[*place] = State::Done;
                self.order.push(*place);
                path.pop();
                continue;
            };
            *member += 1;
            let Some(&next) = places.get(reference.get_ref()) else {
                continue;
            };
            match self.state[next] {
                State::Unseen => {
                    self.state[next] = State::Open;
                    path.push((next, 0));
                }
                State::Open => {
                    let from = path.iter().position(|(place, _)| *place == next);
                    let circle = path[from.unwrap_or_default()..]
                        .iter()
                        .map(|(place, member)| (*place, member - 1));
                    self.circles.push(circle.collect());
                }
                State::Done => {}
            }
        }
    }
}
