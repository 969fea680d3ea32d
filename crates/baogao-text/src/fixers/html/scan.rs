//! Where markup begins and ends. Owns the boundaries of tags, comments and raw text by the tokenization rules of
//! the HTML standard; what an element means is not its business.
//!
//! html5ever's tokenizer gives tokens without places (a line number at best), and it compares every attribute of a tag
//! with all others, which is quadratic. Only boundaries are needed here, so they are found by the same rules in one
//! pass, and the tests hold every token against html5ever's.
//!
//! Assumption: a page is HTML, not XML: `<![CDATA[` opens a comment, and `<script/>` is not closed.

use std::ops::Range;

/// What a piece of the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Characters, with references in them.
    Text,
    /// A start tag and its element.
    Start(&'t str),
    /// An end tag and its element.
    End(&'t str),
    /// Comments, the doctype, processing instructions, and what is no tag and shows nothing.
    Nothing,
    /// The content of an element that holds no markup.
    Raw(Raw),
}

/// How the content of an element is read that holds no markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    /// Up to the end tag, but for comments within.
    Script,
    /// Up to the end tag, as it is.
    Text(&'static str),
    /// Up to the end tag, with character references.
    Characters(&'static str),
}

impl Raw {
    fn of(name: &str) -> Option<Self> {
        const TEXT: [&str; 6] = ["style", "xmp", "iframe", "noembed", "noframes", "noscript"];
        const CHARACTERS: [&str; 2] = ["title", "textarea"];
        let named =
            |list: &[&'static str]| list.iter().copied().find(|known| known.eq_ignore_ascii_case(name));
        if name.eq_ignore_ascii_case("script") {
            return Some(Self::Script);
        }
        named(&TEXT).map(Self::Text).or_else(|| named(&CHARACTERS).map(Self::Characters))
    }

    fn end(self, text: &str, at: usize) -> usize {
        match self {
            Self::Script => script_end(text, at),
            Self::Text(name) | Self::Characters(name) => raw_end(text, at, name),
        }
    }
}

/// A piece of the source; the pieces tile it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) range: Range<usize>,
}

/// Cuts a source into pieces.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    raw: Option<Raw>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, raw: None }
    }
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let (mut kind, mut end) = markup(self.text, start).unwrap_or((Kind::Text, start));
        if let Some(raw) = self.raw.take() {
            let content = raw.end(self.text, start);
            if content > start {
                (kind, end) = (Kind::Raw(raw), content);
            }
        }
        match kind {
            Kind::Text => end = text_end(self.text, start),
            Kind::Start(name) => self.raw = Raw::of(name),
            _ => {}
        }
        self.at = end;
        Some(Piece { kind, range: start..end })
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Text goes on up to a `<` that opens markup.
fn text_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = text[at..].find('<') {
        if opens_markup(text.as_bytes(), at + found) {
            return at + found;
        }
        at += found + 1;
    }
    text.len()
}

fn opens_markup(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1) {
        Some(b'/') => at + 2 < bytes.len(),
        Some(b'!' | b'?') => true,
        Some(byte) => byte.is_ascii_alphabetic(),
        None => false,
    }
}

/// The markup that opens at a `<`, and its end.
fn markup(text: &str, at: usize) -> Option<(Kind<'_>, usize)> {
    let bytes = text.as_bytes();
    if bytes[at] != b'<' || !opens_markup(bytes, at) {
        return None;
    }
    let name_at = at + 1 + usize::from(bytes[at + 1] == b'/');
    Some(match bytes[name_at] {
        byte if byte.is_ascii_alphabetic() => {
            let is_name = |&byte: &u8| !is_space(byte) && byte != b'/' && byte != b'>';
            let name_end = name_at + bytes[name_at..].iter().take_while(|byte| is_name(byte)).count();
            let name = &text[name_at..name_end];
            match tag_end(bytes, name_end) {
                // A tag that the page breaks off in shows nothing.
                None => (Kind::Nothing, bytes.len()),
                Some(end) if name_at == at + 1 => (Kind::Start(name), end),
                Some(end) => (Kind::End(name), end),
            }
        }
        b'!' if bytes[at..].starts_with(b"<!--") => (Kind::Nothing, comment_end(text, at + 4)),
        _ => (Kind::Nothing, find(text, name_at, '>').map_or(bytes.len(), |end| end + 1)),
    })
}

fn find(text: &str, from: usize, c: char) -> Option<usize> {
    text[from..].find(c).map(|found| from + found)
}

/// The end of a tag, past its attributes: a `>` within quotes does not end it. `at` is behind the name.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let skip = |from: usize, pass: fn(u8) -> bool| {
        from + bytes[from..].iter().take_while(|&&byte| pass(byte)).count()
    };
    loop {
        at = skip(at, |byte| is_space(byte) || byte == b'/');
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        // The first character belongs to the name even where it is `=`.
        at = skip(at + 1, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        at = skip(at, is_space);
        if *bytes.get(at)? != b'=' {
            continue;
        }
        at = skip(at + 1, is_space);
        at = match *bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'"' => skip(at + 1, |byte| byte != b'"') + 1,
            b'\'' => skip(at + 1, |byte| byte != b'\'') + 1,
            _ => skip(at, |byte| !is_space(byte) && byte != b'>'),
        };
        if at > bytes.len() {
            return None;
        }
    }
}

/// The end of a comment; `at` is behind its `<!--`.
fn comment_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    for abrupt in [">", "->"] {
        if text[at..].starts_with(abrupt) {
            return at + abrupt.len();
        }
    }
    while let Some(dash) = find(text, at, '-') {
        for close in ["-->", "--!>"] {
            if bytes[dash..].starts_with(close.as_bytes()) {
                return dash + close.len();
            }
        }
        at = dash + 1;
    }
    bytes.len()
}

/// Whether a tag opens with these characters: `</script` and what ends a name.
fn is_tag(bytes: &[u8], opening: &[u8], name: &str) -> bool {
    let end = opening.len() + name.len();
    bytes.starts_with(opening)
        && bytes.get(opening.len()..end).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(end).is_some_and(|&byte| is_space(byte) || byte == b'/' || byte == b'>')
}

fn raw_end(text: &str, mut at: usize, name: &str) -> usize {
    while let Some(found) = find(text, at, '<') {
        if is_tag(&text.as_bytes()[found..], b"</", name) {
            return found;
        }
        at = found + 1;
    }
    text.len()
}

/// The end of a script. Within a comment, `<script>` hides the next `</script>`.
fn script_end(text: &str, mut at: usize) -> usize {
    #[derive(PartialEq)]
    enum State {
        Plain,
        Comment,
        Script,
    }
    let mut state = State::Plain;
    while let Some(found) = text[at..].find(['<', '-']) {
        at += found;
        let rest = &text.as_bytes()[at..];
        if state != State::Plain && rest.starts_with(b"-->") {
            state = State::Plain;
        } else if state == State::Plain && rest.starts_with(b"<!--") {
            state = State::Comment;
            // These dashes may be the ones of `-->` too.
            at += 1;
        } else if is_tag(rest, b"</", "script") {
            if state != State::Script {
                return at;
            }
            state = State::Comment;
        } else if state == State::Comment && is_tag(rest, b"<", "script") {
            state = State::Script;
        }
        at += 1;
    }
    text.len()
}
