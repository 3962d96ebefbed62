//! The table of keys.

use crossterm::event::{KeyCode, KeyModifiers};

use super::{Action, Binding, Chord, Group, Scope};

const EVERYWHERE: &[Scope] = &Scope::ALL;
const READING: &[Scope] = &[Scope::Page, Scope::Zoom, Scope::Detail, Scope::Overlay];
const CONTENT: &[Scope] = &[Scope::Page, Scope::Zoom, Scope::Detail];
const ON_TOP: &[Scope] = &[Scope::Zoom, Scope::Detail, Scope::Overlay];
const PAGE: &[Scope] = &[Scope::Page, Scope::Zoom];
const BOTTOM: &[Scope] = &[Scope::Page];
const SEARCH: &[Scope] = &[Scope::Search];
const FORM: &[Scope] = &[Scope::Form];
const TYPING: &[Scope] = &[Scope::Search, Scope::Form];
const CHOOSING: &[Scope] = &[
    Scope::Page,
    Scope::Zoom,
    Scope::Detail,
    Scope::Overlay,
    Scope::Search,
];

const fn key(code: KeyCode) -> Chord {
    Chord::key(code)
}

const fn c(c: char) -> Chord {
    Chord::char(c)
}

const fn shift(code: KeyCode) -> Chord {
    Chord::with(KeyModifiers::SHIFT, code)
}

const fn control(code: KeyCode) -> Chord {
    Chord::with(KeyModifiers::CONTROL, code)
}

macro_rules! bindings {
    ($($group:ident { $($action:ident $(($number:literal))? [$($chord:expr),+] $scopes:ident $hint:literal $help:literal;)* })*) => {
        /// Every key. The order is that of the help, and of the footer's hints within a scope.
        pub const BINDINGS: &[Binding] = &[$($(Binding {
            action: Action::$action $(($number))?,
            chords: &[$($chord),+],
            scopes: $scopes,
            group: Group::$group,
            hint: $hint,
            help: $help,
        },)*)*];
    };
}

bindings! {
    Places {
        Page(1) [c('1')] READING "" "go to that page";
        Page(2) [c('2')] READING "" "go to that page";
        Page(3) [c('3')] READING "" "go to that page";
        Page(4) [c('4')] READING "" "go to that page";
        Page(5) [c('5')] READING "" "go to that page";
        Page(6) [c('6')] READING "" "go to that page";
        Page(7) [c('7')] READING "" "go to that page";
        Page(8) [c('8')] READING "" "go to that page";
        Page(9) [c('9')] READING "" "go to that page";
        PreviousPage [c('['), shift(KeyCode::Left)] READING "" "previous page";
        NextPage [c(']'), shift(KeyCode::Right)] READING "" "next page";
        NextPanel [key(KeyCode::Tab)] CONTENT "panel" "next panel, also one that does not fit on the page";
        PreviousPanel [key(KeyCode::BackTab)] CONTENT "" "previous panel";
        Open [key(KeyCode::Enter)] CHOOSING "open" "open the selection: its course, then its evidence";
        Edit [c('e')] READING "" "edit the selection in its file ($VISUAL or $EDITOR)";
        Zoom [c('z')] PAGE "" "the focused panel alone, and back";
        Back [key(KeyCode::Esc)] EVERYWHERE "back" "one step back: closes, or clears the crosshair";
        Back [c('q'), key(KeyCode::Backspace)] ON_TOP "" "close a list, a detail or the panel alone";
    }
    Moving {
        Up [key(KeyCode::Up), c('k')] READING "" "up";
        Up [key(KeyCode::Up), Chord::ctrl('p')] SEARCH "" "up";
        Up [key(KeyCode::Up), key(KeyCode::BackTab), Chord::ctrl('p')] FORM "move" "in the form: up";
        Down [key(KeyCode::Down), c('j')] READING "" "down";
        Down [key(KeyCode::Down), Chord::ctrl('n')] SEARCH "" "down";
        Down [key(KeyCode::Down), key(KeyCode::Tab), Chord::ctrl('n')] FORM "move" "in the form: down";
        PageUp [key(KeyCode::PageUp), Chord::ctrl('b')] READING "" "one screen up";
        PageUp [key(KeyCode::PageUp)] TYPING "" "one screen up";
        PageDown [key(KeyCode::PageDown), Chord::ctrl('f')] READING "" "one screen down";
        PageDown [key(KeyCode::PageDown)] TYPING "" "one screen down";
        Home [key(KeyCode::Home), c('g')] READING "" "to the first";
        End [key(KeyCode::End), c('G')] READING "" "to the last";
        Left [key(KeyCode::Left), c('h')] CONTENT "crosshair" "crosshair one month back, on a time axis";
        Right [key(KeyCode::Right), c('l')] CONTENT "crosshair" "crosshair one month forward";
        FarLeft [control(KeyCode::Left), c('H')] CONTENT "" "crosshair one year back";
        FarRight [control(KeyCode::Right), c('L')] CONTENT "" "crosshair one year forward";
        Sort [c('s')] PAGE "sort" "next order of the list";
    }
    Time {
        EarlierMonth [c(',')] CONTENT "month" "as of one month earlier";
        LaterMonth [c('.')] CONTENT "month" "as of one month later";
        EarlierYear [c('<')] CONTENT "" "as of one year earlier";
        LaterYear [c('>')] CONTENT "" "as of one year later";
        Today [c('t')] CONTENT "today" "as of today again";
    }
    Finding {
        Search [c('/')] READING "search" "search everything by any part of its name";
        NextMatch [c('n')] CONTENT "next hit" "next hit of the search";
        PreviousMatch [c('N')] CONTENT "" "previous hit of the search";
        EraseCharacter [key(KeyCode::Backspace), Chord::ctrl('h')] TYPING "" "while typing: erase a character";
        EraseWord [Chord::ctrl('w')] TYPING "" "while typing: erase a word";
        EraseAll [Chord::ctrl('u')] TYPING "" "while typing: erase everything";
        Problems [c('!')] READING "problems" "what is wrong in the files, with line and caret";
        Files [c('f')] READING "" "the files behind the dashboard and their state";
        Changes [c('d')] READING "changes" "what the last reload, or another method, changed";
    }
    Recording {
        Record [c('a')] CONTENT "record" "record an observation of the selected indicator";
        Correct [c('E')] CONTENT "" "change its last observation, or that at the crosshair";
        GoOn [key(KeyCode::Enter)] FORM "go on" "in the form: show what would change, then write it";
    }
    Program {
        Help [c('?'), key(KeyCode::F(1))] READING "keys" "these keys";
        Method [c('M')] CONTENT "" "score indices by another mean, or by equal weights";
        Theme [c('T')] READING "" "next theme";
        Reload [c('r'), key(KeyCode::F(5))] READING "" "read all files again";
        Mouse [c('m')] READING "" "let the terminal have the mouse, to select text";
        Redraw [Chord::ctrl('l')] EVERYWHERE "" "draw the screen anew";
        Suspend [Chord::ctrl('z')] EVERYWHERE "" "suspend";
        Quit [c('q')] BOTTOM "quit" "quit";
        Quit [Chord::ctrl('c')] EVERYWHERE "" "quit";
    }
}
