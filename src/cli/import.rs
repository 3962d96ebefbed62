//! `tightrope import DASHBOARD FILE --indicator ID`: the rows of a file from elsewhere, written as observations.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::record::{put_written, refuse, tell_warnings};
use super::{Failure, origin, put};
use crate::config::edit::{Change, Editor, Edits, Foreign, Outcome, Recorded, Refusal, Twin};
use crate::model::Id;
use crate::runtime;

/// Lines shown of a sort of outcome.
const MOST: usize = 20;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "FILE is CSV, a JSON array of objects, or one JSON object a line. Which columns say what stands in the \
    indicator, where they are not called as the fields are:\n\n  \
    import = { date = \"Time\", value = \"Obs\", subject = \"Country\", only = { Unit = \"%\" } }\n\n\
    What is new and what differs is told before anything is written. A second run finds nothing new.\n\n\
    Exit codes: 0 done, 1 the file or what would come of it has problems, 2 it could not be done. Where it is not 0 \
    nothing is written."
)]
pub(super) struct Import {
    /// A folder with dashboard.toml, or the file itself.
    dashboard: PathBuf,
    /// The file to read; - for standard input.
    file: PathBuf,
    /// The id of the indicator.
    #[arg(long, value_name = "ID")]
    indicator: String,
    /// Change observations that say something else; without it they are told and left.
    #[arg(long)]
    replace: bool,
    /// Show what is new, what differs, and what would change in which file; write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let dashboard = Some(self.dashboard.as_path());
        let origin = origin(dashboard)?;
        let name = self.file.display().to_string();
        let text = read(&self.file).map_err(|why| format!("{name} cannot be read: {why}"))?;
        let indicator = Id::new(&self.indicator);
        let twin = if self.replace {
            Twin::Changes
        } else {
            Twin::Stays
        };
        let left_out = Cell::new((0, 0));
        let put_in = |editor: &mut Editor| {
            let foreign = Foreign::read(&text).map_err(Refusal::data)?;
            let picked = editor.pick(&indicator, &foreign)?;
            left_out.set((picked.without_value, picked.others));
            editor.import(&indicator, &picked, twin).map(|_| ())
        };
        let edits = if self.dry_run {
            runtime::rehearse(origin, put_in)
        } else {
            // It is seen before anything is written.
            let agree = |edits: &Edits| match put(out, &summary(edits, left_out.get())) {
                Ok(_) => Ok(()),
                Err(why) => Err(Refusal::unable(format!("it cannot be told: {why}"))),
            };
            runtime::record(&origin, put_in, agree)
        };
        let edits = match edits {
            Ok(edits) => edits,
            Err(refusal) => {
                let message = format!("{name}: {}", refusal.message);
                return refuse(&Refusal { message, ..refusal }, "imported", |_| None);
            }
        };
        tell_warnings(&edits);
        if self.dry_run {
            let differences: String = edits.changes.iter().map(Change::diff).collect();
            return put(out, &(differences + &summary(&edits, left_out.get())));
        }
        let files: Vec<&str> = edits.changes.iter().map(|change| &*change.name).collect();
        let told = match &files[..] {
            [] => "nothing to write\n".to_owned(),
            files => format!("written: {}\n", files.join(", ")),
        };
        Ok(put_written(out, &told))
    }
}

fn read(file: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text; save it as UTF-8".to_owned())
}

/// What is new, what differs, and how many rows say nothing new.
fn summary(edits: &Edits, (without_value, others): (usize, usize)) -> String {
    let mut text = String::new();
    let mut counts = Vec::new();
    for (outcome, word, counted) in [
        (Outcome::New, "new     ", "new"),
        (Outcome::Changed, "changed ", "changed"),
        (
            Outcome::Left,
            "differs ",
            "different (left; --replace changes them)",
        ),
        (Outcome::Same, "", "the same"),
    ] {
        let all = edits.recorded.iter().filter(|one| one.outcome == outcome);
        let all: Vec<&Recorded> = all.collect();
        counts.push((all.len(), counted));
        if outcome == Outcome::Same {
            continue;
        }
        // Writing to a string cannot fail.
        for recorded in all.iter().take(MOST) {
            let _ = writeln!(text, "{word} {}{}", recorded.in_words(), was(recorded));
        }
        if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
            let _ = writeln!(text, "{word} … and {more} more");
        }
    }
    counts.push((without_value, "without a value"));
    counts.push((others, "left out by `only`"));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let counts = match counts.join(", ") {
        none if none.is_empty() => "no rows".to_owned(),
        counts => counts,
    };
    text + &counts + "\n"
}

/// What stands, or stood, in its place.
fn was(recorded: &Recorded) -> String {
    let Some(was) = &recorded.was else {
        return String::new();
    };
    let verb = if recorded.outcome == Outcome::Left {
        "stays"
    } else {
        "was"
    };
    match &was.differs[..] {
        differs if !differs.contains(&"value") => format!(" (other {})", differs.join(", ")),
        _ if was.value.is_empty() => format!(" ({verb} without a value)"),
        _ => format!(" ({verb} {})", was.value),
    }
}
