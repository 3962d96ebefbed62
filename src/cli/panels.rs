//! `tightrope panels [KIND]`: the registry, for people.

use std::io::Write;
use std::process::ExitCode;

use super::{Failure, put};
use crate::panel::{KINDS, Kind};
use crate::text::nearest;

#[derive(Debug, clap::Args)]
pub(super) struct Panels {
    /// Print a working example of this kind, with all its options.
    kind: Option<String>,
}

impl Panels {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let Some(name) = self.kind else {
            let lines: Vec<String> = KINDS
                .iter()
                .map(|kind| format!("{:12}{}", kind.name, kind.summary))
                .collect();
            let (lines, first) = (lines.join("\n"), KINDS[0].name);
            let text = format!("{lines}\n\nAn example of one: tightrope panels {first}\n");
            return put(out, &text);
        };
        let kind = Kind::of_name(&name).ok_or_else(|| {
            let near = nearest(&name, KINDS.iter().map(|kind| kind.name));
            let next = near.map_or("`tightrope panels` lists all.".to_owned(), |near| {
                format!("Did you mean `{near}`?")
            });
            format!("there is no kind of panel `{name}`. {next}")
        })?;
        put(
            out,
            &format!(
                "# {}\n[[page.row.panel]]\n{}\n",
                kind.summary,
                kind.example.trim()
            ),
        )
    }
}
