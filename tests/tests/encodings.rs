//! Encodings of damaged files: every text of `../shared/texts`, written in four encodings and damaged once, is read in the
//! right encoding, keeps its figures, and has a defect where the damage is.
//!
//! `cargo test -p baogao-tests --test encodings -- --nocapture` prints the table of docs/reliability.md.

use std::collections::HashMap;

use baogao::{Encoding, Parser, Report};
use baogao_tests::shared;

/// The share of texts read in the right encoding, the share of figures kept, and the share of defects in place, at least.
const FLOOR: f64 = 0.99;

/// The same for defects in Big5: a trail byte that is a letter behind a mark shows nothing.
const BIG5_REPORTED: f64 = 0.86;

/// One accident that happens to a file.
#[derive(Debug, Clone, Copy)]
enum Accident {
    LastCharacterCut,
    LeadByteLost,
    HalfBeforeLineEnd,
    Stray(u8),
}

const ACCIDENTS: [Accident; 6] = [
    Accident::LastCharacterCut,
    Accident::LeadByteLost,
    Accident::HalfBeforeLineEnd,
    Accident::Stray(0xA0),
    Accident::Stray(0xFF),
    Accident::Stray(0x80),
];

/// The text in an encoding, and where each of its characters begins.
fn encode(text: &str, encoding: Encoding) -> Option<(Vec<u8>, Vec<usize>)> {
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    let mut buffer = [0; 4];
    for c in text.chars() {
        starts.push(bytes.len());
        let one = &*c.encode_utf8(&mut buffer);
        match encoding {
            Encoding::Utf8 => bytes.extend_from_slice(one.as_bytes()),
            Encoding::Utf16Le => {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| bytes.extend(unit.to_le_bytes()));
            }
            Encoding::Utf16Be => {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| bytes.extend(unit.to_be_bytes()));
            }
            Encoding::Gb18030 | Encoding::Big5 => {
                let by = if encoding == Encoding::Big5 { encoding_rs::BIG5 } else { encoding_rs::GB18030 };
                let (encoded, _, unmappable) = by.encode(one);
                if unmappable {
                    return None;
                }
                bytes.extend_from_slice(&encoded);
            }
        }
    }
    Some((bytes, starts))
}

/// Damages the bytes, and says at which byte. Only characters beyond ASCII are damaged: half of an ASCII character is
/// nothing, and no encoding shows that it is missing.
fn damage(bytes: &mut Vec<u8>, text: &str, starts: &[usize], accident: Accident) -> Option<usize> {
    let chars: Vec<char> = text.chars().collect();
    let is_wide = |index: &usize| chars.get(*index).is_some_and(|c| !c.is_ascii());
    let middle = chars.len() / 2;
    match accident {
        Accident::LastCharacterCut => {
            let last = (0..chars.len()).rfind(is_wide)?;
            let end = starts.get(last + 1).copied().unwrap_or(bytes.len());
            bytes.truncate(end - 1);
            starts.get(last).copied()
        }
        Accident::LeadByteLost => {
            let at = *starts.get((middle..chars.len()).find(is_wide)?)?;
            bytes.remove(at);
            Some(at)
        }
        Accident::HalfBeforeLineEnd => {
            let is_last = |index: &usize| chars.get(index + 1) == Some(&'\n');
            let last = (middle..chars.len()).find(|index| is_wide(index) && is_last(index))?;
            bytes.remove(*starts.get(last + 1)? - 1);
            starts.get(last).copied()
        }
        Accident::Stray(byte) => {
            let at = *starts.get((middle..chars.len()).find(is_wide)?)?;
            bytes.insert(at, byte);
            Some(at)
        }
    }
}

/// The text as Big5 can hold it: in traditional script, without the lines that hold a character beyond Big5.
#[cfg(feature = "opencc")]
fn traditional(text: &str) -> Option<String> {
    use opencc_rust::{DefaultConfig, OpenCC, generate_static_dictionary};
    let directory = tempfile::tempdir().ok()?;
    generate_static_dictionary(directory.path(), DefaultConfig::S2T).ok()?;
    let text = OpenCC::new(directory.path().join(DefaultConfig::S2T)).ok()?.convert(text).ok()?;
    let fits = |line: &&str| !encoding_rs::BIG5.encode(line).2;
    Some(text.lines().filter(fits).map(|line| format!("{line}\n")).collect())
}

#[cfg(not(feature = "opencc"))]
fn traditional(_: &str) -> Option<String> {
    None
}

type Reading = (String, String, String, String, Option<i32>);

fn readings(report: &Report) -> HashMap<Reading, usize> {
    let mut counts = HashMap::new();
    for figure in &report.figures {
        let quantity = &figure.quantity;
        let year = figure.period.map(baogao::Period::last);
        let key = (
            quantity.value.to_string(),
            format!("{:?}", quantity.unit),
            format!("{:?}", figure.measure),
            format!("{:?}", figure.kind),
            year.map(i32::from),
        );
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    texts: usize,
    right: usize,
    figures: usize,
    kept: usize,
    reported: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.texts += other.texts;
        self.right += other.right;
        self.figures += other.figures;
        self.kept += other.kept;
        self.reported += other.reported;
    }

    fn shares(&self) -> [f64; 3] {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        [share(self.right, self.texts), share(self.kept, self.figures), share(self.reported, self.texts)]
    }
}

/// Bytes within which a defect points at the damage: the end of the run of characters that it puts out of step.
const NEAR: usize = 64;

fn measure(text: &str, encoding: Encoding, accident: Accident) -> Option<Score> {
    let (whole, starts) = encode(text, encoding)?;
    let mut damaged = whole.clone();
    let at = damage(&mut damaged, text, &starts, accident)?;
    let parser = Parser::default();
    let expected = readings(&parser.parse("whole", &whole).ok()?);
    let figures = expected.values().sum();
    let Ok(report) = parser.parse("damaged", &damaged) else {
        return Some(Score { texts: 1, figures, ..Score::default() });
    };
    let found = readings(&report);
    let kept = expected.iter().map(|(key, count)| *count.min(found.get(key).unwrap_or(&0))).sum();
    let is_near = |defect: &baogao::Defect| {
        let bytes = report.source.bytes_of(defect.span).range();
        defect.message.contains("bytes that are not") && bytes.start <= at + NEAR && at <= bytes.end + NEAR
    };
    Some(Score {
        texts: 1,
        right: usize::from(report.source.encoding == encoding),
        figures,
        kept,
        reported: usize::from(report.defects.iter().any(is_near)),
    })
}

#[test]
fn damaged_files_are_read_in_their_encoding() {
    let Some(texts) = shared("texts") else { return };
    let simplified: Vec<String> =
        texts.into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect();
    let in_traditional: Vec<String> = simplified.iter().filter_map(|text| traditional(text)).collect();
    println!("| encoding | accident | texts | encoding right | figures kept | reported in place |");
    println!("|---|---|---|---|---|---|");
    let mut failures = Vec::new();
    for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be]
    {
        let texts = if encoding == Encoding::Big5 { &in_traditional } else { &simplified };
        for accident in ACCIDENTS {
            let half = texts.len() / 2;
            let score = std::thread::scope(|scope| {
                let run = |part: &[String]| {
                    let mut sum = Score::default();
                    part.iter()
                        .filter_map(|text| measure(text, encoding, accident))
                        .for_each(|one| sum.add(one));
                    sum
                };
                let (first, second) = texts.split_at(half);
                let other = scope.spawn(move || run(first));
                let mut sum = run(second);
                if let Ok(other) = other.join() {
                    sum.add(other);
                }
                sum
            });
            let [right, kept, reported] = score.shares();
            let (name, texts) = (encoding.as_str(), score.texts);
            println!("| {name} | {accident:?} | {texts} | {right:.4} | {kept:.4} | {reported:.4} |");
            let reported_floor = if encoding == Encoding::Big5 { BIG5_REPORTED } else { FLOOR };
            if score.texts > 0 && (right.min(kept) < FLOOR || reported < reported_floor) {
                failures.push(format!("{name} {accident:?}: {right:.4} {kept:.4} {reported:.4}"));
            }
        }
    }
    assert!(failures.is_empty(), "below {FLOOR}:\n{}", failures.join("\n"));
}
