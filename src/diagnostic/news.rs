//! What is wrong now and was not before.

use std::collections::HashMap;
use std::hash::Hash;

use super::Diagnostic;

/// The problems of one list that another does not have; those that say the same are the same. Of several that say the
/// same, as many as the other list has fewer, the last ones.
pub fn without<'a, K: Eq + Hash>(
    all: &'a [Diagnostic],
    others: &'a [Diagnostic],
    said: impl Fn(&'a Diagnostic) -> K,
) -> Vec<&'a Diagnostic> {
    let mut left: HashMap<K, usize> = HashMap::new();
    for problem in others {
        *left.entry(said(problem)).or_default() += 1;
    }
    let is_new = |problem: &&'a Diagnostic| match left.get_mut(&said(problem)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    all.iter().filter(is_new).collect()
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::diagnostic::{Code, Diagnostic, Problem, Text};

    #[test]
    fn as_many_are_new_as_there_were_fewer() {
        let text = Text::new("a.toml".into(), "one = 1\ntwo = 2\n");
        let of = |messages: &[&str]| -> Vec<Diagnostic> {
            let problems = messages
                .iter()
                .map(|words| Problem::new(Code::BadValue, 0..3, *words));
            problems.map(|problem| text.diagnostic(&problem)).collect()
        };
        let (all, others) = (of(&["a", "b", "a", "a"]), of(&["a", "c"]));
        let new = without(&all, &others, |problem| &problem.message);
        assert_eq!(new, [&all[1], &all[2], &all[3]]);
        assert!(without(&all, &all, |problem| &problem.message).is_empty());
    }
}
