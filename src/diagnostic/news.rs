//! What is wrong now and was not before.

use std::collections::HashMap;

use super::{Code, Diagnostic};

impl Diagnostic {
    /// What it says of which file. One that stands on another line now says the same, and so does one in a line that has
    /// changed.
    pub fn said(&self) -> (Code, &str, &str) {
        (self.code, &self.message, &self.place.file)
    }
}

/// The problems of one list that another does not have; those that say the same are the same. Of several that say the
/// same, as many as the other list has fewer, the last ones.
pub fn without<'a>(all: &'a [Diagnostic], others: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut left: HashMap<_, usize> = HashMap::new();
    for problem in others {
        *left.entry(problem.said()).or_default() += 1;
    }
    let is_new = |problem: &&'a Diagnostic| match left.get_mut(&problem.said()) {
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
        let new = without(&all, &others);
        assert_eq!(new, [&all[1], &all[2], &all[3]]);
        assert!(without(&all, &all).is_empty());
    }
}
