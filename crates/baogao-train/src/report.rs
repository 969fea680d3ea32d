//! What was learned, in tables: for people (docs/confidence.md) and for the parser (`model/*.tsv`).

use std::{fmt::Write as _, fs, io};

use sha2::{Digest, Sha256};

use crate::{Example, Learned, QUESTIONS, labels::Labelled};

/// Weights that are smaller do not matter.
const SMALLEST: f64 = 0.02;

/// How well probabilities sort and fit.
pub(crate) struct Table {
    figures: usize,
    right: f64,
    /// Of the figures at 0.9 and more: the share of all, and the share of right ones.
    sure: (f64, f64),
    /// Right ones among the surest half.
    best_half: f64,
    /// Expected calibration error over ten bands.
    error: f64,
}

impl Table {
    pub(crate) fn of(examples: &[Example], which: usize, judged: &[f64], only_sampled: bool) -> Self {
        let mut pairs: Vec<(f64, bool)> = examples
            .iter()
            .zip(judged)
            .filter(|(example, _)| example.is_sampled || !only_sampled)
            .map(|(example, probability)| (*probability, example.right[which]))
            .collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let share = |part: &[(f64, bool)]| {
            part.iter().filter(|(_, is_right)| *is_right).count() as f64 / part.len().max(1) as f64
        };
        let sure = pairs.partition_point(|(probability, _)| *probability >= 0.9);
        let mut error = 0.0;
        for band in 0..10 {
            let (low, high) = (f64::from(band) / 10.0, f64::from(band + 1) / 10.0);
            let inside: Vec<_> =
                pairs.iter().copied().filter(|(p, _)| *p >= low && (*p < high || band == 9)).collect();
            let mean = inside.iter().map(|(p, _)| p).sum::<f64>() / inside.len().max(1) as f64;
            error += (mean - share(&inside)).abs() * inside.len() as f64 / pairs.len().max(1) as f64;
        }
        Self {
            figures: pairs.len(),
            right: share(&pairs),
            sure: (sure as f64 / pairs.len().max(1) as f64, share(&pairs[..sure])),
            best_half: share(&pairs[..pairs.len() / 2]),
            error,
        }
    }

    fn row(&self, name: &str) -> String {
        let Self { figures, right, sure, best_half, error } = self;
        format!(
            "| {name} | {figures} | {right:.3} | {:.3} | {:.3} | {best_half:.3} | {error:.3} |",
            sure.0, sure.1
        )
    }
}

/// The tables of docs/confidence.md.
pub(crate) fn text(examples: &[Example], learned: &[Learned], curve: &[(f64, Table)]) -> String {
    let mut text = String::from(
        "| question | figures | right | share at 0.9 and more | right among these | right in the surest half | calibration error |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (which, learned) in learned.iter().enumerate() {
        for (only_sampled, of) in [(true, "sampled labels"), (false, "all labels")] {
            let table = Table::of(examples, which, &learned.judged, only_sampled);
            let _ = writeln!(text, "{}", table.row(&format!("{}, {of}", QUESTIONS[which])));
        }
    }
    let whole = &learned[3].judged;
    let by_name = Table::of(examples, 0, whole, true);
    let _ = writeln!(text, "{}", by_name.row("name, sampled labels, sorted by `all`"));
    for (share, table) in curve {
        let _ = writeln!(text, "{}", table.row(&format!("all, with {:.0} % of the labels", share * 100.0)));
    }
    text
}

/// Writes the parser's tables and the page.
pub(crate) fn write(learned: &[Learned], labelled: &[Labelled], text: &str) -> io::Result<()> {
    let digest = Sha256::digest(format!("{labelled:?}"));
    let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let head = format!(
        "# Written by `make train` from the labels of {} reports (digest {digest}). ",
        labelled.len()
    );
    let mut weights = head.clone() + "question, template, value, weight in hundredths\n";
    let mut steps = head + "question, sum of weights in hundredths, share of right readings in thousandths\n";
    for learned in learned {
        for (name, weight) in learned.weights.iter().filter(|(_, weight)| weight.abs() >= SMALLEST) {
            let _ = writeln!(weights, "{}\t{name}\t{:.0}", learned.question, weight * 100.0);
        }
        for (sum, share) in &learned.steps {
            let _ = writeln!(steps, "{}\t{:.0}\t{:.0}", learned.question, sum * 100.0, share * 1000.0);
        }
    }
    fs::write("crates/baogao-parser/model/weights.tsv", weights)?;
    fs::write("crates/baogao-parser/model/calibration.tsv", steps)?;
    let page = format!("{}\n{text}", include_str!("page.md"));
    fs::write("docs/confidence.md", page)
}
