//! The damage that `fixers::mojibake` undoes, for tests here and, with the feature `test-support`, elsewhere.
//! Owns the converter's way as it was measured: readings put after byte pairs whatever the alignment, key by key,
//! and a stream read with cuts. It must not know how any of this is repaired.

use pinyin::ToPinyin;

use crate::{
    chars::narrow,
    gbk::{Code, Gbk},
};

/// Keys of the converter, in an order that makes the overlaps seen on pages.
pub const KEYS: &str = "數擴務災負產業發報現堅礎驗獎冊範財當訓細網揚國經濟會學實總動區導級環領強戰價標準態無營時場問對應書機權來團庫\
                        統續線織優協壓觀證議質運過達選還遠進連鄉釋長開關陽階際難顯驅龍點";

/// `，；！？`: where these bytes are out of step, the reading may begin anew.
const STOPS: [[u8; 2]; 4] = [[0xA3, 0xAC], [0xA3, 0xBB], [0xA3, 0xA1], [0xA3, 0xBF]];

/// A damaged line: annotated with the `keys`, in their order, and read anew where `cut` says so; as a copy
/// that keeps full-width forms, or not. What code page 936 has no code for becomes a question mark.
#[must_use]
pub fn damage(line: &str, keys: &[char], mut cut: impl FnMut() -> bool, normalised: bool) -> String {
    let mut bytes = encode(line);
    for &key in keys {
        let pair = encode(&key.to_string());
        let reading = key.to_pinyin().map_or("", |reading| reading.with_tone());
        bytes = replace(&bytes, &pair, &[&pair[..], &encode(&format!("({reading})"))].concat());
    }
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        at += 1;
        if (0x81..=0xFE).contains(&lead) {
            let stops = STOPS.iter().any(|stop| bytes[at..].starts_with(stop));
            if stops && cut() {
                cuts.push(at);
            } else {
                at += 1;
            }
        }
    }
    width(&Gbk::get().decode(&bytes, &cuts), normalised)
}

/// The line as such a copy has it without the damage.
#[must_use]
pub fn width(line: &str, normalised: bool) -> String {
    line.chars().map(|c| if normalised { narrow(c) } else { c }).collect()
}

fn encode(text: &str) -> Vec<u8> {
    let code = |c: char| match Gbk::get().code(c) {
        Some(Code::Pair(pair)) => pair.to_vec(),
        Some(Code::Byte(byte)) => vec![byte],
        None => vec![b'?'],
    };
    text.chars().flat_map(code).collect()
}

/// Replaces bytes from left to right, as PHP's `str_replace` does.
fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(from) {
            out.extend_from_slice(to);
            at += from.len();
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}
