//! Indices: members that can be scored, weights, no circles, members before those that use them.

use std::collections::HashMap;

use super::super::item::{IndexDraft, MemberDraft};
use super::super::limits;
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
    for (unit, draft) in unusable(linker) {
        // Only to tell what is wrong with it.
        let _ = make(linker, unit, draft, &indicators);
    }
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

/// Drafts of indices that cannot be used.
fn unusable<'a>(linker: &Linker<'a>) -> Vec<Node<'a>> {
    let mut all = Vec::new();
    for (unit, file) in linker.units.iter().enumerate() {
        let drafts = file.parsed.indices.iter();
        let unusable = drafts.filter(|(claim, _)| !file.parsed.claims[*claim].sound);
        all.extend(unusable.map(|(_, draft)| (unit, draft)));
    }
    all
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
        on_circle: Vec::new(),
    };
    let mut told = 0;
    for place in 0..nodes.len() {
        walk.visit(place, nodes, places, |circle| {
            told += 1;
            // More than these are not shown, and circles can be as many as they are long.
            let shown = if told > limits::PROBLEMS {
                circle.len() - 1
            } else {
                0
            };
            tell(linker, nodes, &circle[shown..]);
        });
    }
    for place in walk.on_circle {
        linker.break_item(Sort::Index, &nodes[place].1.index.id);
    }
    walk.order
}

/// Tells of a circle where its newest text closes it. Of a long circle the first indices are named, and the last.
fn tell(linker: &mut Linker<'_>, nodes: &[Node<'_>], circle: &[Step]) {
    const MOST: usize = 9;
    let age = |place: usize| linker.units[nodes[place].0].age;
    let newest = circle
        .iter()
        .rev()
        .max_by_key(|step| age(step.place) == Age::New);
    let (Some(newest), Some(first), Some(last)) = (newest, circle.first(), circle.last()) else {
        return;
    };
    let (unit, draft) = nodes[newest.place];
    let name = |step: &Step| format!("`{}`", nodes[step.place].1.index.id);
    let mut names: Vec<String> = circle.iter().take(MOST).map(name).collect();
    if circle.len() > MOST + 1 {
        names.push(format!("{} more", circle.len() - MOST - 1));
    }
    if circle.len() > MOST {
        names.push(name(last));
    }
    names.push(name(first));
    let message = format!("an index cannot be part of itself: {}", names.join(" → "));
    let span = draft.members[newest.next - 1].id.span();
    linker.report(unit, &Problem::new(Code::IndexCycle, span, message));
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unseen,
    /// On the path, at this position.
    Open(usize),
    Done,
}

/// An index on the path of a walk.
struct Step {
    place: usize,
    /// The member looked at next.
    next: usize,
    /// The lowest position on the path that it leads back to, by itself or by what it is made of.
    back: usize,
}

struct Walk {
    state: Vec<State>,
    /// Indices on no circle, members first.
    order: Vec<usize>,
    on_circle: Vec<usize>,
}

impl Walk {
    /// Depth first, on a stack of its own: chains of indices may be long. `found` is given the indices of each circle.
    fn visit(
        &mut self,
        start: usize,
        nodes: &[Node<'_>],
        places: &HashMap<&Id, usize>,
        mut found: impl FnMut(&[Step]),
    ) {
        if self.state[start] != State::Unseen {
            return;
        }
        let mut path: Vec<Step> = Vec::new();
        self.open(&mut path, start);
        while let Some(step) = path.last_mut() {
            let Some(member) = nodes[step.place].1.members.get(step.next) else {
                self.close(&mut path);
                continue;
            };
            step.next += 1;
            let Some(&next) = places.get(member.id.get_ref()) else {
                continue;
            };
            match self.state[next] {
                State::Unseen => self.open(&mut path, next),
                State::Open(from) => {
                    step.back = step.back.min(from);
                    found(&path[from..]);
                }
                State::Done => {}
            }
        }
    }

    fn open(&mut self, path: &mut Vec<Step>, place: usize) {
        self.state[place] = State::Open(path.len());
        path.push(Step {
            place,
            next: 0,
            back: usize::MAX,
        });
    }

    fn close(&mut self, path: &mut Vec<Step>) {
        let Some(step) = path.pop() else { return };
        self.state[step.place] = State::Done;
        if step.back <= path.len() {
            self.on_circle.push(step.place);
        } else {
            self.order.push(step.place);
        }
        if let Some(before) = path.last_mut() {
            before.back = before.back.min(step.back);
        }
    }
}
