//! Markdown read into blocks of styled text. Knows neither width nor colours.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::text::{Align, clean, clean_lines, width};

/// How a run of text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "Markdown's marks are independent of each other"
)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
    pub(super) link: bool,
    /// Secondary: the address behind a link, raw HTML.
    pub(super) aside: bool,
}

/// Text of one look; `\n` is a forced line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Look,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A paragraph or the text of a list item.
    Text(Vec<Run>),
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Run>),
    /// Lines kept as they are.
    Code(Vec<String>),
    /// A horizontal rule.
    Rule,
    /// How each column is aligned, and rows of cells, the head first.
    Table(Vec<Align>, Vec<Vec<String>>),
}

/// A block with what stands before its lines: list markers and quotation bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Before the first line.
    pub(super) first: String,
    /// Before the other lines; as wide as `first`.
    pub(super) rest: String,
    pub(super) body: Body,
    /// Whether an empty line stands above.
    pub(super) apart: bool,
}

/// Reads Markdown. All text comes out display-safe.
pub(super) fn read(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    reader.flush();
    reader.blocks
}

/// What surrounds the present text.
#[derive(Debug)]
enum Frame {
    Quote,
    /// The number of the next item; none for bullets.
    List(Option<u64>),
    /// The width of the marker.
    Item(usize),
}

impl Frame {
    /// What it puts before a line; an item puts its marker before its first.
    fn prefix(&self, marker: Option<&str>) -> String {
        match (self, marker) {
            (Self::Quote, _) => String::from("│ "),
            (Self::List(_), _) => String::new(),
            (Self::Item(_), Some(marker)) => marker.to_owned(),
            (Self::Item(cells), None) => " ".repeat(*cells),
        }
    }
}

#[derive(Debug, Default)]
struct Reader {
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    /// The marker of an item whose first block has not come yet.
    marker: Option<String>,
    runs: Vec<Run>,
    look: Look,
    heading: Option<u8>,
    code: Option<String>,
    /// The addresses of the links that are open, and where their text began.
    links: Vec<(String, usize)>,
    table: Option<(Vec<Align>, Vec<Vec<String>>)>,
    /// True after a block that an empty line must follow.
    apart: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.push(&text, self.look),
            },
            Event::Code(text) => {
                let look = Look {
                    code: true,
                    ..self.look
                };
                self.push(&text, look);
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                let look = Look {
                    aside: true,
                    ..self.look
                };
                self.push(text.trim_end(), look);
            }
            Event::SoftBreak => self.push(" ", self.look),
            Event::HardBreak => self.runs.push(Run {
                text: String::from("\n"),
                look: self.look,
            }),
            Event::Rule => self.block(Body::Rule, true),
            // Extensions that are not switched on.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(depth(level)),
            Tag::BlockQuote(_) => self.open(Frame::Quote),
            Tag::List(first) => self.open(Frame::List(first)),
            Tag::Item => self.item(),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(|column| match column {
                    Alignment::None | Alignment::Left => Align::Left,
                    Alignment::Center => Align::Centre,
                    Alignment::Right => Align::Right,
                });
                self.table = Some((columns.collect(), Vec::new()));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some((_, rows)) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            Tag::Emphasis => self.look.italic = true,
            Tag::Strong => self.look.bold = true,
            Tag::Strikethrough => self.look.struck = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((dest_url.into_string(), self.runs.len()));
                self.look.link = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => self.close(),
            TagEnd::Item => {
                self.close();
                self.marker = None;
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let lines = clean_lines(&code).lines().map(str::to_owned).collect();
                self.block(Body::Code(lines), true);
            }
            TagEnd::Table => {
                if let Some((columns, rows)) = self.table.take() {
                    self.block(Body::Table(columns, rows), true);
                }
            }
            TagEnd::TableCell => {
                let cell = self.runs.drain(..).map(|run| run.text).collect();
                if let Some(row) = self.table.as_mut().and_then(|(_, rows)| rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Emphasis => self.look.italic = false,
            TagEnd::Strong => self.look.bold = false,
            TagEnd::Strikethrough => self.look.struck = false,
            TagEnd::Link | TagEnd::Image => self.address(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, look: Look) {
        self.runs.push(Run {
            text: clean(text).into_owned(),
            look,
        });
    }

    /// Writes the address behind a link's text, unless the text is the address.
    fn address(&mut self) {
        let Some((address, from)) = self.links.pop() else {
            return;
        };
        self.look.link = !self.links.is_empty();
        let text: String = self.runs.iter().skip(from).map(|run| &*run.text).collect();
        if address.trim_start_matches("mailto:") != text {
            let look = Look {
                aside: true,
                ..Look::default()
            };
            let lead = if text.is_empty() { "" } else { " " };
            self.push(&format!("{lead}({address})"), look);
        }
    }

    fn open(&mut self, frame: Frame) {
        self.flush();
        self.frames.push(frame);
    }

    fn close(&mut self) {
        self.flush();
        self.frames.pop();
        self.apart = !matches!(self.frames.last(), Some(Frame::List(_)));
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.frames.last_mut() {
            Some(Frame::List(Some(number))) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => String::from("• "),
        };
        self.frames.push(Frame::Item(width(&marker)));
        self.marker = Some(marker);
    }

    /// Ends the text collected so far.
    fn flush(&mut self) {
        if self.runs.is_empty() {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        if let Some(level) = self.heading.take() {
            self.block(Body::Heading(level, runs), false);
        } else {
            // Items of a list stand close together.
            let apart = !matches!(self.frames.last(), Some(Frame::Item(_)));
            self.block(Body::Text(runs), apart);
        }
    }

    fn block(&mut self, body: Body, apart_after: bool) {
        let heads = matches!(body, Body::Heading(..));
        let marker = self.marker.take();
        let rest: String = self.frames.iter().map(|frame| frame.prefix(None)).collect();
        // A marker that has not been written belongs to the innermost item.
        let items = |frame: &Frame| matches!(frame, Frame::Item(_));
        let innermost = self.frames.iter().rposition(items);
        let frames = self.frames.iter().enumerate();
        let first = frames
            .map(|(at, frame)| frame.prefix(marker.as_deref().filter(|_| Some(at) == innermost)))
            .collect();
        self.blocks.push(Block {
            first,
            rest,
            body,
            apart: !self.blocks.is_empty() && (self.apart || heads),
        });
        self.apart = apart_after;
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
