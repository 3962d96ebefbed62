//! Tables of figures made into a dashboard of files, loaded as any other, and assessed.

use std::fmt::Write as _;
use std::fs;

use chrono::NaiveDate;
use tightrope::assess::scores_of;
use tightrope::config::{Loader, Origin};
use tightrope::model::{Id, Model};

/// A table of the reference folder; returns from the test where it is not at hand.
macro_rules! table {
    ($path:expr) => {
        match $crate::reference(&format!("coinr_asem/{}.csv", $path)) {
            Some(text) => $crate::world::Table::read(&text),
            None => return,
        }
    };
}
pub(crate) use table;

/// A table: the names of its columns, the first aside, and its rows, each with its name. What is no
/// figure, or infinite, is missing.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Option<f64>>)>,
}

impl Table {
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().unwrap().iter().skip(1);
        let columns = columns.map(str::to_owned).collect();
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            let finite = |figure: &f64| figure.is_finite();
            let figures = row
                .iter()
                .skip(1)
                .map(|figure| figure.parse().ok().filter(finite));
            (row[0].to_owned(), figures.collect())
        });
        let rows = rows.collect();
        Self { columns, rows }
    }

    /// The figures of a column, by row.
    pub(crate) fn column(&self, name: &str) -> Vec<(&str, Option<f64>)> {
        let at = self.columns.iter().position(|column| column == name);
        let at = at.unwrap_or_else(|| panic!("no column {name}"));
        let rows = self.rows.iter();
        rows.map(|(row, figures)| (row.as_str(), figures[at]))
            .collect()
    }

    /// The figure in a row of a column.
    pub(crate) fn figure(&self, row: &str, column: &str) -> Option<f64> {
        let figures = self.column(column);
        let found = figures.iter().find(|(name, _)| *name == row);
        found.unwrap_or_else(|| panic!("no row {row}")).1
    }
}

/// An indicator with a value for each subject.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) name: String,
    /// `+` or `-`.
    pub(crate) direction: char,
    pub(crate) goalposts: Option<(f64, f64)>,
    pub(crate) values: Vec<Option<f64>>,
}

/// The id of a column or country.
pub(crate) fn id(name: &str) -> String {
    name.to_lowercase().replace([' ', '_', '.'], "-")
}

/// The code of the subject at a place: AAA, AAB, …
fn code(place: usize) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    [letter(place / 676), letter(place / 26), letter(place)]
        .iter()
        .collect()
}

/// Writes a dashboard of variables and indices, and loads it. It must be free of errors.
pub(crate) fn load(variables: &[Variable], indices: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    let mut items = String::from(
        "[[actor]]\nid = 'any'\nname = 'Any'\n\n[[dimension]]\nid = 'all'\nname = 'All'\n\n\
         [[source]]\nid = 'table'\ntitle = 'The table'\n\n\
         [[page]]\nid = 'page'\ntitle = 'Page'\n[[page.row]]\n[[page.row.panel]]\nkind = 'scorecard'\n\n",
    );
    fs::create_dir(folder.path().join("series")).unwrap();
    for variable in variables {
        let id = id(&variable.name);
        write!(
            items,
            "[[indicator]]\nid = '{id}'\nname = '{}'\ndimension = 'all'\nactor = 'any'\n\
             direction = '{}'\nkind = 'measured'\nunit = '1'\nsource = 'table'\nseries = 'series/{id}.csv'\n",
            variable.name, variable.direction,
        )
        .unwrap();
        if let Some((low, high)) = variable.goalposts {
            writeln!(items, "goalposts = [{low:?}, {high:?}]").unwrap();
        }
        let mut series = String::from("date,value,subject\n");
        for (place, value) in variable.values.iter().enumerate() {
            if let Some(value) = value {
                writeln!(series, "2018,{value:?},{}", code(place)).unwrap();
            }
        }
        fs::write(folder.path().join(format!("series/{id}.csv")), series).unwrap();
    }
    let entry = folder.path().join("dashboard.toml");
    let settings = "schema_version = 1\ntitle = 'Table'\nsubject = { code = 'AAA', name = 'The first' }\n\
                    include = ['items.toml', 'indices.toml']\n";
    fs::write(&entry, settings).unwrap();
    fs::write(folder.path().join("items.toml"), items).unwrap();
    fs::write(folder.path().join("indices.toml"), indices).unwrap();
    let snapshot = Loader::new(Origin::File(entry)).load().unwrap();
    let told: Vec<String> = snapshot
        .diagnostics
        .iter()
        .filter(|problem| problem.severity == tightrope::diagnostic::Severity::Error)
        .map(tightrope::diagnostic::plain)
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    snapshot.dashboard.model
}

/// The date of all values.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 31).unwrap()
}

/// Every index of the subject at a place, by id.
pub(crate) fn scores(model: &Model, place: usize) -> Vec<(Id, Option<f64>)> {
    let scores = scores_of(model, &Id::new(&code(place)), day());
    let ids = model.indices.iter().map(|index| index.id.clone());
    ids.zip(scores.into_iter().map(|score| score.value))
        .collect()
}

/// One index per variable, which scores it by a method alone; `method` gives the value of `normalise`.
pub(crate) fn single(variables: &[Variable], method: impl Fn(&Variable) -> String) -> String {
    let one = |variable: &Variable| {
        let id = id(&variable.name);
        format!(
            "[[index]]\nid = 'n-{id}'\nname = 'N'\nmembers = ['{id}']\nnormalise = {}\n",
            method(variable)
        )
    };
    variables.iter().map(one).collect()
}

/// The rank of each value, 1 for the highest; equal ones take the smallest.
pub(crate) fn ranks(values: &[f64]) -> Vec<usize> {
    let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
    let ranks = tightrope::assess::ranks(&values);
    ranks.into_iter().map(Option::unwrap).collect()
}
