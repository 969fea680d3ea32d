//! Character references: `&ldquo;`, `&#8220;`, `&#x201c;`. html5ever reads them, by the rules and the names of the
//! HTML standard; this file owns the question how far one goes.

use std::cell::RefCell;

use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};

/// The characters that html5ever emits, token by token.
#[derive(Default)]
struct Characters(RefCell<Vec<StrTendril>>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push(text);
        }
        TokenSinkResult::Continue
    }
}

/// The reference that `text`, which begins with `&`, begins with: its length and what it represents.
pub(super) fn read(text: &str) -> Option<(usize, String)> {
    // No reference is longer than this run, so html5ever is shown no more; the runs of a text do not overlap.
    let run =
        1 + text.bytes().skip(1).take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'#').count();
    let run = run + usize::from(text[run..].starts_with(';'));
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&text[..run]));
    let tokenizer = Tokenizer::new(Characters::default(), TokenizerOpts::default());
    // Its answer is a script to run, and there is none.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    // What is no part of the reference comes out as it went in, so the length is what is left.
    let tokens = tokenizer.sink.0.take();
    let (first, rest) = tokens.split_first()?;
    let rest: String = rest.iter().map(|token| &**token).collect();
    let Some(reference) = text[..run].strip_suffix(rest.as_str()) else {
        // Two characters; such references end with their semicolon, and so does the run.
        return Some((run, format!("{first}{rest}")));
    };
    (reference.len() > 1).then(|| (reference.len(), first.to_string()))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_references_of_every_sort() {
        for (text, length, expected) in [
            ("&ldquo;四上", 7, "“"),
            ("&#8220;", 7, "“"),
            ("&#x201C;x", 8, "“"),
            ("&nbsp;", 6, "\u{a0}"),
            ("&amp;amp;", 5, "&"),
            // Old pages leave the semicolon out; C1 codes are those of Windows.
            ("&ampx", 4, "&"),
            ("&#8220在", 6, "“"),
            ("&#147;", 6, "“"),
            ("&notit;", 4, "¬"),
            ("&#0;", 4, "\u{fffd}"),
            // Some represent two characters.
            ("&NotEqualTilde;", 15, "≂\u{338}"),
            ("&fjlig;", 7, "fj"),
        ] {
            assert_eq!(read(text), Some((length, expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_no_reference() {
        for text in ["&", "& ", "&D经费", "&;", "&#", "&#;", "&#x;", "&unknown;", "&T"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
