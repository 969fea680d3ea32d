//! Where bytes of an encoding of pairs are out of step. A byte that was lost or added makes every pair behind it begin one
//! byte off; this finds the byte that has to be left out so that the text is in step again.

use crate::detect::{is_common_big5, is_common_gbk};

/// Pairs that must become common characters before a byte counts as odd. Behind a byte that is lost or added, half of the
/// pairs are common ones by chance.
const MIN_GAIN: i64 = 4;

/// The bytes of GBK text behind which the rest of a run is in step again: at most one per run of bytes beyond ASCII.
///
/// Nearly all characters are two bytes beyond ASCII, so a run of an odd number of them is damaged, unless its last
/// character has a trail byte in the range of ASCII.
pub(crate) fn gbk(bytes: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        if run.len() % 2 == 1 && run.first().is_some_and(|byte| !byte.is_ascii()) {
            found.extend(odd_byte(run).map(|at| start + at));
        }
        start += run.len();
    }
    found
}

/// The byte of an odd run whose removal makes the most pairs common characters.
fn odd_byte(run: &[u8]) -> Option<usize> {
    let common = |at: usize| run.get(at..at + 2).is_some_and(|pair| is_common_gbk(pair[0], pair[1]));
    let score = |at: usize| i64::from(common(at));
    // Behind the odd byte pairs begin at odd places.
    let mut gain: i64 = (0..run.len()).step_by(2).map(|at| score(at + 1) - score(at)).sum();
    let mut best = (0, gain);
    for at in (0..run.len()).step_by(2) {
        if gain > best.1 {
            best = (at, gain);
        }
        gain -= score(at + 1) - score(at);
    }
    if best.1 >= MIN_GAIN {
        return Some(best.0);
    }
    // 0x80 is the euro sign of code page 936; before a Chinese character it is a stray byte.
    run.iter().position(|&byte| byte == 0x80).filter(|at| at % 2 == 0 && at + 1 < run.len())
}

/// What a reading of Big5 bytes costs: a character that is not common, a letter among Chinese, a byte left out. Leaving a
/// byte out costs as much as two rare characters, as they are found in names; of equals, characters win.
const RARE: u32 = 2;
const LETTER: u32 = 3;
const LEFT_OUT: u32 = 4;

/// Places of Big5 text where its cheapest reading is not plain Chinese text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Big5Steps {
    /// Bytes that are left out.
    pub(crate) left_out: Vec<usize>,
    /// Where half of a character may be missing: letters among Chinese, the second of two rare characters.
    pub(crate) doubtful: Vec<usize>,
}

/// The rows of Big5 before this lead byte hold marks.
const BIG5_HAN: u8 = 0xA4;
/// Rare characters and letters within this many bytes make each other doubtful.
const NEAR: usize = 6;

/// The cheapest reading of Big5 bytes.
///
/// Trail bytes lie in the range of ASCII too, so a text gets in step again by itself, and no run is odd: every reading of
/// the bytes is compared, in one pass.
pub(crate) fn big5(bytes: &[u8]) -> Big5Steps {
    // The cost of the cheapest reading up to each byte, and the length of its last step; 0 leaves a byte out.
    let mut costs = vec![u32::MAX; bytes.len() + 1];
    let mut steps = vec![0_u8; bytes.len() + 1];
    costs[0] = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let (cost, step) = (costs[at], steps[at]);
        let mut reach = |end: usize, step: u8, price: u32| {
            let total = cost.saturating_add(price);
            if total < costs[end] {
                (costs[end], steps[end]) = (total, step);
            }
        };
        if byte.is_ascii() {
            reach(at + 1, 1, if step == 2 && is_letter_among_wide(bytes, at) { LETTER } else { 0 });
            continue;
        }
        if let Some(&trail) = bytes.get(at + 1)
            && matches!(byte, 0x81..=0xFE)
            && matches!(trail, 0x40..=0x7E | 0xA1..=0xFE)
        {
            reach(at + 2, 2, if is_common_big5(byte) { 0 } else { RARE });
        }
        reach(at + 1, 0, LEFT_OUT);
    }
    let mut found = Big5Steps::default();
    let mut end = bytes.len();
    let mut odd_behind = usize::MAX;
    while end > 0 {
        let step = steps[end];
        let start = end - usize::from(step.max(1));
        let is_priced = costs[end] > costs[start];
        // A letter behind a mark says nothing, unless a rare character is near.
        let is_behind_mark = start >= 2 && bytes[start - 2] < BIG5_HAN;
        let is_alone = odd_behind.saturating_sub(start) > NEAR;
        match step {
            0 => found.left_out.push(start),
            1 if is_priced && !is_behind_mark => found.doubtful.push(start),
            _ if is_priced && !is_alone => found.doubtful.push(odd_behind),
            _ => {}
        }
        if is_priced {
            odd_behind = start;
        }
        end = start;
    }
    found.left_out.reverse();
    found.doubtful.reverse();
    found
}

/// A trail byte in the range of ASCII looks like a letter that has Chinese characters or marks on both sides.
fn is_letter_among_wide(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], 0x40..=0x7E) && bytes.get(at + 1).is_some_and(|byte| !byte.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Big5Steps, big5, gbk};

    const SIMPLIFIED: &str = "全年地区生产总值增长百分之五，城镇新增就业一千人";
    const TRADITIONAL: &str = "全年地區生產總值增長百分之五，城鎮新增就業一千人";

    #[test]
    fn whole_text_is_in_step() {
        assert_eq!(gbk(&encoding_rs::GBK.encode(SIMPLIFIED).0), [0_usize; 0]);
        assert_eq!(gbk(&encoding_rs::GBK.encode("朱镕基").0), [0_usize; 0]);
        assert_eq!(big5(&encoding_rs::BIG5.encode(TRADITIONAL).0), Big5Steps::default());
        assert_eq!(big5(&encoding_rs::BIG5.encode("Ａ級企業，B級企業").0), Big5Steps::default());
    }

    #[test]
    fn a_stray_byte_is_found() {
        let mut bytes = encoding_rs::GBK.encode(SIMPLIFIED).0.into_owned();
        bytes.insert(16, 0xA0);
        assert_eq!(gbk(&bytes), [16]);
        let mut bytes = encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned();
        bytes.insert(16, 0xFF);
        assert_eq!(big5(&bytes).left_out, [16]);
    }

    #[test]
    fn a_lost_lead_byte_is_found() {
        let mut bytes = encoding_rs::GBK.encode(SIMPLIFIED).0.into_owned();
        bytes.remove(16);
        let found = gbk(&bytes);
        // Where the pairs before it are common in both steps, the place is not known to the byte.
        assert!(found.len() == 1 && found[0].abs_diff(16) <= 4, "{found:?}");
    }
}
