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
    Syntax "syntax" Error
        "The text is not TOML.",
        "Nothing after the mistake can be trusted, so the last good version of the file stays in use.",
        "id = csto-ties", "id = \"csto-ties\"";
    UnknownKey "unknown-key" Error
        "A table has a key that means nothing there.",
        "A misspelt key would otherwise be ignored in silence.",
        "nmae = \"CSTO ties\"", "name = \"CSTO ties\"";
}

impl Code {
    /// The code of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
