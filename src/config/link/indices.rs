//! Indices: members that can be scored, weights, no circles, members before those that use them.

use std::collections::HashMap;

use super::super::item::{IndexDraft, MemberDraft};
use super::super::parse::Sort;
use super::items::each;
use super::{Age, Linker, Target};
use crate::diagnostic::{Code, Problem};
use crate::model::{Id, Index, Indicator, Member, Method, Scaling};

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
    let (mut members, mut lost) = (Vec::with_capacity(draft.members.len()), Vec::new());
    for member in &draft.members {
        match linker.target(unit, &[Sort::Indicator, Sort::Index], &member.id) {
            Target::Sound(id) => {
                let indicator = indicators.get(&id).copied();
                let stated = member.scaling.as_ref().map(|(scaling, _)| *scaling);
                let scaling = stated.unwrap_or(draft.scaling);
                if let Some(problem) = unscalable(member, indicator, scaling) {
                    linker.report(unit, &problem);
                    fails = true;
                    continue;
                }
                let own = indicator.map_or(1.0, |indicator| indicator.weight);
                let weight = member.weight.unwrap_or(own);
                members.push(Member {
                    id,
                    weight,
                    scaling,
                });
            }
            Target::Broken => lost.push(member.weight.unwrap_or(1.0)),
            Target::Unknown => fails = true,
        }
    }
    if fails || members.is_empty() {
        return None;
    }
    Some(Index {
        actor,
        members,
        lost,
        file: linker.units[unit].name.to_string(),
        ..draft.index.clone()
    })
}

/// Why a member cannot be scored as it is told to.
fn unscalable(
    member: &MemberDraft,
    indicator: Option<&Indicator>,
    scaling: Scaling,
) -> Option<Problem> {
    let Some(indicator) = indicator else {
        let (_, at) = member.scaling.clone()?;
        let message = format!(
            "`{}` is an index, whose score counts as it is",
            member.id.get_ref()
        );
        return Some(
            Problem::new(Code::BadValue, at, message)
                .help("say how its own members are scaled where it is declared"),
        );
    };
    if !matches!(scaling.method, Method::Goalposts { .. }) {
        return None;
    }
    let name = member.id.get_ref();
    let Some(goalposts) = indicator.goalposts else {
        let message = format!("`{name}` has no goalposts, so that it has no score");
        return Some(Problem::new(Code::NoGoalposts, member.id.span(), message).help(
            "give it goalposts = [the value that scores 0, the value that scores 100], or choose another way to normalise",
        ));
    };
    let posts = [goalposts.low, goalposts.high];
    let is_defined = posts
        .iter()
        .all(|post| scaling.transform.apply(*post).is_some());
    (!is_defined).then(|| {
        let message = format!("the goalposts of `{name}` cannot be transformed");
        Problem::new(Code::BadGoalposts, member.id.span(), message)
            .help("a logarithm takes values above 0 only")
    })
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
    let span = draft.members[member].id.span();
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
            let Some(found) = nodes[*place].1.members.get(*member) else {
                self.state[*place] = State::Done;
                self.order.push(*place);
                path.pop();
                continue;
            };
            *member += 1;
            let Some(&next) = places.get(found.id.get_ref()) else {
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
