//! Kinds of mistakes. Names are an interface: documented, tested, stable.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $what:literal, $why:literal, $bad:literal, $good:literal;)*) => {
        /// What kind of mistake a diagnostic is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $what] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the documents.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name, as shown in brackets and taken by `tightrope explain`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it is, in one sentence.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }

            /// Why it matters and what to do, in a few sentences.
            pub const fn why(self) -> &'static str {
                match self { $(Self::$variant => $why,)* }
            }

            /// A minimal example that has the mistake.
            pub const fn bad(self) -> &'static str {
                match self { $(Self::$variant => $bad,)* }
            }

            /// The same without the mistake.
            pub const fn good(self) -> &'static str {
                match self { $(Self::$variant => $good,)* }
            }
        }
    };
}

codes! {
    MissingFile "missing-file" Error
        "A file is not there.",
        "A file named by `include` or `series`, or the entry file itself, was not found. The last good text of it stays in use if there was one.",
        "include = [\"actorz.toml\"]",
        "include = [\"actors.toml\"]";
    UnreadableFile "unreadable-file" Error
        "A file is there but cannot be read.",
        "It is a folder or a device, or the program may not read it. The last good text of it stays in use if there was one.",
        "include = [\"indicators\"]",
        "include = [\"indicators/*.toml\"]";
    NotUtf8 "not-utf8" Error
        "A file is not UTF-8 text.",
        "Names would be shown wrongly. Save the file as UTF-8; a byte order mark does no harm.",
        "# saved as Windows-1251",
        "# saved as UTF-8";
    TooLarge "too-large" Error
        "A file, or the dashboard, is larger than it may be.",
        "Limits keep a slip (a pattern that matches a log file, say) from stopping the screen. They stand in docs/format.md under Limits.",
        "include = [\"/var/log/**\"]",
        "include = [\"indicators/*.toml\"]";
    NothingMatches "nothing-matches" Warning
        "An include pattern matches no file.",
        "A misspelt folder would otherwise go unnoticed. Nothing is lost.",
        "include = [\"indicator/*.toml\"]",
        "include = [\"indicators/*.toml\"]";
    BadPattern "bad-pattern" Error
        "An include pattern cannot be understood.",
        "A pattern may use *, ? and **, the last one as a whole folder name.",
        "include = [\"indicators/***.toml\"]",
        "include = [\"indicators/**/*.toml\"]";
    IncludedTwice "included-twice" Hint
        "A file is named by include more than once.",
        "It is read once, at the first place. Nothing is lost.",
        "include = [\"actors.toml\", \"actors.toml\"]",
        "include = [\"actors.toml\"]";
    Syntax "syntax" Error
        "The text is not TOML.",
        "It costs the item it stands in; all else in the file is read. While the screen is open the last good version of the file stays in use.",
        "id = csto-ties",
        "id = \"csto-ties\"";
    UnknownKey "unknown-key" Error
        "A table has a key that means nothing there.",
        "A misspelt key would otherwise be ignored in silence.",
        "nmae = \"CSTO ties\"",
        "name = \"CSTO ties\"";
    MissingKey "missing-key" Error
        "A table lacks a key that it needs.",
        "Without it the item cannot be used. Add the key; docs/format.md shows each item whole.",
        "[[dimension]]\nid = \"culture\"",
        "[[dimension]]\nid = \"culture\"\nname = \"Culture\"";
    WrongType "wrong-type" Error
        "A value is of another type than the key needs.",
        "A number in quotes is text, and text without quotes is nothing at all.",
        "weight = \"2\"",
        "weight = 2";
    UnknownWord "unknown-word" Error
        "A value is not one of the words the key takes.",
        "The words are fixed; the message lists them.",
        "kind = \"asessed\"",
        "kind = \"assessed\"";
    BadValue "bad-value" Error
        "A value is of the right type but not one the key takes.",
        "The message says what it takes.",
        "decimals = 40",
        "decimals = 2";
    Empty "empty" Error
        "A text or a list that must say something is empty.",
        "Names and titles are how people find an item on the screen.",
        "name = \"\"",
        "name = \"CSTO ties\"";
    WrongPlace "wrong-place" Error
        "A setting stands in a file other than the entry file.",
        "Only the entry file holds settings, so that there is one place to look for them.",
        "# indicators/security.toml\ntheme = \"light\"",
        "# dashboard.toml\ntheme = \"light\"";
    UnknownVersion "unknown-version" Error
        "The dashboard is of a version that this program does not know.",
        "A newer program wrote it. Update the program, or set the version the program knows.",
        "schema_version = 99",
        "schema_version = 1";
    BadId "bad-id" Error
        "An id has characters it may not have.",
        "Ids are lower-case letters, digits and hyphens, at most 64, so that they can stand in commands and addresses.",
        "id = \"CSTO ties\"",
        "id = \"csto-ties\"";
    DuplicateId "duplicate-id" Error
        "Two items of one kind have the same id.",
        "References could mean either. Only one of them is used; indicators and indices share one space of names.",
        "[[dimension]]\nid = \"culture\"\nname = \"Culture\"\n\n[[dimension]]\nid = \"culture\"\nname = \"Language\"",
        "[[dimension]]\nid = \"culture\"\nname = \"Culture\"\n\n[[dimension]]\nid = \"language\"\nname = \"Language\"";
    UnknownId "unknown-id" Error
        "A reference names an item that does not exist.",
        "The item that holds the reference is left out until the id is right.",
        "dimension = \"secuirty\"",
        "dimension = \"security\"";
    UnknownPanel "unknown-panel" Error
        "There is no such kind of panel.",
        "`tightrope panels` lists the kinds.",
        "kind = \"scorcard\"",
        "kind = \"scorecard\"";
    BadDate "bad-date" Error
        "A text is not a date.",
        "Dates are a day (2024-11-28) or, in quotes, a period: \"2024-11\", \"2024-Q4\", \"2024\".",
        "date = \"28.11.2024\"",
        "date = 2024-11-28";
    BadSpan "bad-span" Error
        "A text is not a span of time.",
        "Spans are a whole number and a unit: d (days), w (weeks), mo (months) or y (years).",
        "cadence = \"6 months\"",
        "cadence = \"6mo\"";
    BadGrade "bad-grade" Error
        "A text is not an Admiralty grade.",
        "Reliability of the source A to F, then credibility of the item 1 to 6.",
        "grade = \"B7\"",
        "grade = \"B2\"";
    BadCountry "bad-country" Error
        "A text is not a country code.",
        "Countries are three capital letters, ISO 3166-1 alpha-3.",
        "countries = [\"Kazakhstan\"]",
        "countries = [\"KAZ\"]";
    BadUrl "bad-url" Error
        "A text is not a web address.",
        "Addresses are shown to be opened: they begin with https:// or http:// and have no blanks.",
        "url = \"stat.gov.kz\"",
        "url = \"https://stat.gov.kz\"";
    NotFinite "not-finite" Error
        "A figure is infinite or not a number.",
        "No sum or average can be made with it. Leave the value out for \"looked for, not found\".",
        "date = 2024-11-28\nvalue = nan",
        "date = 2024-11-28";
    BadGoalposts "bad-goalposts" Error
        "The first goalpost is not below the second.",
        "Goalposts are the values that score 0 and 100. Where less means more influence keep their order and set direction.",
        "goalposts = [100, 0]",
        "goalposts = [0, 100]\ndirection = \"-\"";
    BadBands "bad-bands" Error
        "Two bands have the same lower bound.",
        "A value on the bound would belong to both.",
        "bands = { low = 0, high = 0 }",
        "bands = { low = 0, high = 50 }";
    BadSignpost "bad-signpost" Error
        "A signpost needs one threshold: below or above.",
        "Crossing it must mean one thing.",
        "signposts = [{ name = \"Apart\", below = 40, above = 60 }]",
        "signposts = [{ name = \"Apart\", below = 40 }]";
    BadRange "bad-range" Error
        "A value is outside of its own range.",
        "low is at most the value and high at least.",
        "value = 95\nlow = 96",
        "value = 95\nlow = 90";
    BadWeight "bad-weight" Error
        "A weight is not greater than 0.",
        "An indicator of no weight says nothing; one of negative weight says the opposite, which is what direction is for.",
        "weight = -1",
        "weight = 1\ndirection = \"-\"";
    BadPeriod "bad-period" Error
        "Something ends before it begins.",
        "It could not be drawn on a time axis.",
        "date = 2022-01-19\nend = 2022-01-06",
        "date = 2022-01-06\nend = 2022-01-19";
    DuplicateObservation "duplicate-observation" Error
        "An indicator has two observations of one date and subject.",
        "Only one can be the value of that date. The first one is used.",
        "date,value\n2022-01-06,95\n2022-01-06,96",
        "date,value\n2022-01-06,95\n2022-01-07,96";
    MissingColumn "missing-column" Error
        "A series file lacks a column it needs.",
        "The first line names the columns; date and value must be among them.",
        "day,value\n2024,5",
        "date,value\n2024,5";
    UnknownColumn "unknown-column" Error
        "A series file has a column that means nothing.",
        "A misspelt column would otherwise be ignored in silence.",
        "date,value,nots",
        "date,value,note";
    BadRow "bad-row" Error
        "A row of a series file has more or fewer cells than the header.",
        "Cells could be in the wrong column, so the row is left out. Put text with commas in quotes.",
        "date,value,note\n2024,5,a, b",
        "date,value,note\n2024,5,\"a, b\"";
    IndexCycle "index-cycle" Error
        "An index is a member of itself, directly or through others.",
        "Its score would depend on itself.",
        "[[index]]\nid = \"influence\"\nname = \"Influence\"\nmembers = [\"influence\"]",
        "[[index]]\nid = \"influence\"\nname = \"Influence\"\nmembers = [\"csto-ties\"]";
    NoGoalposts "no-goalposts" Error
        "An indicator is a member of an index but has no goalposts.",
        "Without the values that score 0 and 100 it cannot be compared with others.",
        "[[indicator]]\nid = \"arms-share\"\nname = \"Arms bought\"\ndimension = \"security\"\nkind = \"measured\"\nunit = \"%\"\n\n[[index]]\nid = \"influence\"\nname = \"Influence\"\nmembers = [\"arms-share\"]",
        "[[indicator]]\nid = \"arms-share\"\nname = \"Arms bought\"\ndimension = \"security\"\nkind = \"measured\"\nunit = \"%\"\ngoalposts = [0, 100]\n\n[[index]]\nid = \"influence\"\nname = \"Influence\"\nmembers = [\"arms-share\"]";
    OutsideGoalposts "outside-goalposts" Hint
        "A value lies outside of the goalposts.",
        "It scores 0 or 100 as if it stood on the goalpost, so that its further moves do not show in an index. Where that is meant say clip = true.",
        "goalposts = [0, 100]\n\n[[indicator.observation]]\ndate = 2024-11-28\nvalue = 120",
        "goalposts = [0, 150]\n\n[[indicator.observation]]\ndate = 2024-11-28\nvalue = 120";
    DominantDimension "dominant-dimension" Warning
        "One dimension has more than half of an index' weight.",
        "All others together cannot outweigh it, so that the index follows that dimension alone (OECD/JRC Handbook 2008, section 6.12). Weights are counted through all levels. An index all of whose indicators are of one dimension is not meant.",
        "members = [{ id = \"oil-transit\", weight = 3 }, { id = \"csto-ties\", weight = 1 }]",
        "members = [{ id = \"oil-transit\" }, { id = \"csto-ties\" }]";
    CorrelatedMembers "correlated-members" Warning
        "Two indicators of an index move as one.",
        "They correlate above 0.95 over at least 10 observations of one date and subject (up to 120 among the newest 240 of each are looked at, in indices of up to 40 indicators). What they have in common counts twice: keep one of them, or lower the weights of both.",
        "members = [\"imports-usd\", \"imports-tenge\"]",
        "members = [\"imports-usd\"]";
    RefusedScore "refused-score" Warning
        "A mean meets a score that it cannot take.",
        "A geometric or harmonic mean takes scores above 0 only, a generalised mean of a power above 0 those from 0. The index has no score while a member has another one. Let scores begin above 0, widen the goalposts, or take an arithmetic mean.",
        "aggregate = \"geometric\"\nnormalise = \"min-max\"",
        "aggregate = \"geometric\"\nnormalise = { method = \"min-max\", scale = [1, 100] }";
    NoSource "no-source" Warning
        "A measured observation has no source.",
        "A figure that cannot be traced convinces nobody. Name a source on the observation, or one for all on the indicator.",
        "kind = \"measured\"",
        "kind = \"measured\"\nsource = \"bns-trade\"";
    NoRubric "no-rubric" Warning
        "An assessed indicator has no rubric.",
        "Without a stated rubric nobody else can arrive at the same score.",
        "kind = \"assessed\"",
        "kind = \"assessed\"\nrubric = [{ score = 0, means = \"not a member\" }, { score = 100, means = \"foreign troops invited in\" }]";
    OddWeights "odd-weights" Warning
        "The weights of an index look like shares but do not add up to 1.",
        "Weights need no sum: they count against each other. Where all are shares a sum like 0.9 shows that a member was forgotten, or a figure misread.",
        "members = [{ id = \"imports-usd\", weight = 0.5 }, { id = \"csto-ties\", weight = 0.4 }]",
        "members = [{ id = \"imports-usd\", weight = 0.6 }, { id = \"csto-ties\", weight = 0.4 }]";
    WeakEvidence "weak-evidence" Warning
        "An index rests on evidence of grade F6.",
        "F6 says that neither the source nor the item can be judged. The newest value of a member should rest on more, or stay out of the index.",
        "grade = \"F6\"",
        "grade = \"C3\"";
    Stale "stale" Hint
        "The newest value of an indicator is older than it may be.",
        "It is older than stale_after, or than twice the cadence, on the day of the check. Look for a newer value, or state a longer cadence. The screen marks the value.",
        "cadence = \"1mo\"\n\n[[indicator.observation]]\ndate = 2019-01-31\nvalue = 5",
        "cadence = \"1y\"\n\n[[indicator.observation]]\ndate = 2026-06-30\nvalue = 5";
    FutureDate "future-date" Warning
        "Something is dated after the day of the check.",
        "What has not happened cannot have been observed; the year is probably a slip. It stays hidden until its day.",
        "date = 2062-06-30",
        "date = 2026-06-30";
    UnusedIndicator "unused-indicator" Hint
        "Nothing uses an indicator.",
        "It is in no index, on no panel, and no judgement, finding or question names it: readers will hardly come across it.",
        "kind = \"note\"\ntext = \"Ties are close.\"",
        "kind = \"scorecard\"\nindicators = [\"csto-ties\"]";
    EmptyPanel "empty-panel" Warning
        "What a panel is told to list is nothing.",
        "No item fits its keys, so it stays empty whatever the date. Widen them, or take the panel out.",
        "kind = \"scorecard\"\ndimension = \"energy\" # no indicator is of it",
        "kind = \"scorecard\"\ndimension = \"security\"";
    NoAddress "no-address" Hint
        "A source has no address.",
        "Readers cannot look it up. Give its url; of a document that is nowhere on the web say so with allow.",
        "[[source]]\nid = \"cpc-2024\"\ntitle = \"Shipments\"",
        "[[source]]\nid = \"cpc-2024\"\ntitle = \"Shipments\"\nurl = \"https://www.cpc.ru/en/\"";
    NoIndicator "no-indicator" Warning
        "A judgement names no indicator.",
        "What it rests on cannot be followed, and nothing tells when it no longer holds.",
        "text = \"Ties will loosen.\"",
        "text = \"Ties will loosen.\"\nindicators = [\"csto-ties\"]";
    MixedJudgement "mixed-judgement" Warning
        "A sentence states likelihood and confidence together.",
        "Readers take one for the other. How likely something is and how well it is known are stated apart (ICD 203): in likelihood and confidence, and in sentences of their own.",
        "text = \"We have high confidence that it is likely.\"",
        "text = \"It is likely.\"\nconfidence = \"high\"";
    BadAllow "bad-allow" Warning
        "A key `allow` names something that it cannot switch off.",
        "Only warnings and hints can be allowed, by their codes. Errors must be mended.",
        "allow = [\"no-rubric\", \"no-rubrik\"]",
        "allow = [\"no-rubric\"]";
    UnusedAllow "unused-allow" Hint
        "A key `allow` switches nothing off.",
        "What it was for has been mended, or stands elsewhere. Left in place it would hide the next mistake.",
        "allow = [\"no-rubric\"] # the rubric is there by now",
        "# nothing to allow";
    PublishedEarly "published-early" Warning
        "An observation was published before the period it covers.",
        "Either date is probably a slip; looking back to what was known then would show it too early.",
        "date = 2024-11-28\npublished = 2024-01-02",
        "date = 2024-11-28\npublished = 2024-12-02";
    NoPages "no-pages" Warning
        "The dashboard has no page.",
        "There is nothing to show. Add a [[page]] with a row and a panel.",
        "# no [[page]] in any file",
        "[[page]]\nid = \"overview\"\ntitle = \"Overview\"\n\n[[page.row]]\n\n[[page.row.panel]]\nkind = \"scorecard\"";
    TooManyProblems "too-many-problems" Warning
        "A file has more mistakes than are shown.",
        "The first ones are listed; mend them and the rest will show, or vanish.",
        "# a spreadsheet saved as .toml",
        "# a file written by hand";
}

impl Code {
    /// Whether it is told only where someone asks for it (`tightrope check`): not while people write.
    pub const fn is_lint(self) -> bool {
        matches!(
            self,
            Self::OddWeights
                | Self::WeakEvidence
                | Self::Stale
                | Self::FutureDate
                | Self::UnusedIndicator
                | Self::EmptyPanel
                | Self::NoAddress
                | Self::NoIndicator
                | Self::MixedJudgement
        )
    }

    /// The code of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn names_are_kebab_case_distinct_and_found() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for &code in Code::ALL {
            let name = code.name();
            let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(name.bytes().all(kebab), "{name}");
            assert_eq!(Code::of_name(name), Some(code));
        }
        assert_eq!(Code::of_name("no-such-code"), None);
    }

    #[test]
    fn every_code_is_explained_by_sentences_and_examples_that_differ() {
        for &code in Code::ALL {
            assert!(
                code.what().ends_with('.') && code.why().ends_with('.'),
                "{code:?}"
            );
            assert!(
                !code.bad().is_empty() && code.bad() != code.good(),
                "{code:?}"
            );
        }
    }
}
