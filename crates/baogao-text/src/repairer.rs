//! From source to clean text. Owns the order of the fixers, the choice among their plans, and the alignment
//! of the result; what counts as damage is each fixer's own knowledge.

use std::{borrow::Cow, ops::Range};

use baogao_core::{Alignment, Clean, Defect, DefectKind, Edit, EditKind, Encoding, Source, Span};

use crate::fixers;

/// One edit that a fixer would make, in the text it was shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// What is replaced; never empty.
    pub(crate) range: Range<usize>,
    /// The replacement.
    pub(crate) text: String,
    /// The sort of damage.
    pub(crate) kind: EditKind,
    /// 0 to 1.
    pub(crate) confidence: f32,
    /// What is said of it, where the kind does not say everything. Boxed: there may be a plan per character.
    pub(crate) note: Option<Box<Note>>,
    /// Whether `text` is a reading; a plan without one is only reported.
    pub(crate) known: bool,
}

/// What a plan says beside its kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Note {
    /// Why: the sort of furniture, the second-best reading.
    Reason(Cow<'static, str>),
    /// What is wrong, as a sentence for the reader of a defect.
    Message(String),
    /// The replacement is what the bytes of the range are in this encoding.
    Recoded(Encoding),
}

impl Plan {
    pub(crate) fn new(range: Range<usize>, text: impl Into<String>, kind: EditKind, confidence: f32) -> Self {
        Self { range, text: text.into(), kind, confidence, note: None, known: true }
    }

    /// A place that is damaged, with the reading that is likely, if one is.
    pub(crate) fn report(
        range: Range<usize>,
        kind: EditKind,
        message: String,
        reading: Option<String>,
        confidence: f32,
    ) -> Self {
        let known = reading.is_some();
        let note = Some(Box::new(Note::Message(message)));
        Self { note, known, ..Self::new(range, reading.unwrap_or_default(), kind, confidence) }
    }

    /// A line that is no part of the report, and what it is.
    pub(crate) fn set_aside(range: Range<usize>, reason: &'static str) -> Self {
        Self::new(range, "", EditKind::Furniture, 0.95).because(reason)
    }

    /// Bytes that were read as Windows-1252 are read in the encoding that they are in.
    pub(crate) fn recoded(range: Range<usize>, text: String, encoding: Encoding) -> Self {
        let note = Some(Box::new(Note::Recoded(encoding)));
        Self { note, ..Self::new(range, text, EditKind::Mojibake, 1.0) }
    }

    /// A deletion that is certain.
    pub(crate) fn delete(range: Range<usize>, kind: EditKind) -> Self {
        Self::new(range, "", kind, 1.0)
    }

    /// The same with a reason.
    pub(crate) fn because(self, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { note: Some(Box::new(Note::Reason(reason.into()))), ..self }
    }

    /// Adds a certain deletion; one that touches the last deletion of its kind extends that: a run of marks is one edit.
    pub(crate) fn push_deletion(plans: &mut Vec<Self>, range: Range<usize>, kind: EditKind) {
        match plans.last_mut() {
            Some(last)
                if last.range.end == range.start
                    && last.kind == kind
                    && last.text.is_empty()
                    && last.note.is_none() =>
            {
                last.range.end = range.end;
            }
            _ => plans.push(Self::delete(range, kind)),
        }
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        match self.note.as_deref() {
            Some(Note::Reason(reason)) => Some(reason),
            Some(Note::Recoded(Encoding::Utf8)) => Some(RECODED_UTF8),
            Some(Note::Recoded(_)) => Some(RECODED_GBK),
            _ => None,
        }
    }

    pub(crate) fn message(&self) -> Option<&str> {
        match self.note.as_deref() {
            Some(Note::Message(message)) => Some(message),
            _ => None,
        }
    }
}

const RECODED_UTF8: &str = "UTF-8 that was read as Latin-1 or Windows-1252";
const RECODED_GBK: &str = "GBK that was read as Latin-1 or Windows-1252";

/// Looks at a text and says what it would change.
type Fixer = fn(&str, &mut Vec<Plan>);

type Layer = [(Fixer, &'static [EditKind], f32)];

/// The layers are gone through again while a pass makes edits of these kinds: a joined line or a resolved escape shows more
/// damage. Few texts need it, and a text without such edits is not read twice.
const SHOWS_MORE: [EditKind; 5] =
    [EditKind::HardWrap, EditKind::Escape, EditKind::Html, EditKind::Markdown, EditKind::Furniture];
/// Passes at most: of 1,789 shared texts none changes in a fourth.
const MAX_PASSES: usize = 3;

/// The fixers by layer, each with the kinds of its plans: it is not asked when none of them is wanted; and with the
/// confidence of its plans at most: where less is not applied, it does not change the text. A layer sees
/// the text that the layers before it made; within a layer the first fixer wins where two would change the same place.
const LAYERS: &[&Layer] = &[
    // Read in the wrong encoding, nothing of the text can be recognised.
    &[(fixers::recoded::plan, &[EditKind::Mojibake], 1.0)],
    // All that follows is text that a reader of the page sees.
    #[cfg(feature = "html")]
    &[(fixers::html::plan, &[EditKind::Html, EditKind::Furniture], 1.0)],
    // The pinyin is a checksum for byte damage, so nothing may touch the text before it is read.
    // A reading inside a mended place belongs to it.
    &[
        (fixers::mojibake::plan, &[EditKind::Mojibake], 1.0),
        (fixers::pinyin::plan, &[EditKind::Pinyin], 1.0),
        (fixers::escape::plan, &[EditKind::Escape], 1.0),
    ],
    &[(fixers::script::plan, &[EditKind::Script], 1.0)],
    // What a page prints again and again goes first: a footer is known by having nothing of the report behind it.
    &[
        (fixers::copies::plan, &[EditKind::Furniture], 1.0),
        (fixers::pages::plan, &[EditKind::Furniture], 1.0),
    ],
    // Marks and furniture are recognised in simplified text; lines can be joined only once furniture is gone.
    &[
        (fixers::furniture::plan, &[EditKind::Furniture], 1.0),
        (fixers::markdown::plan, &[EditKind::Markdown], 1.0),
    ],
    // Spaces are judged by the punctuation beside them, so that is widened first.
    &[(fixers::punctuation::plan, &[EditKind::Punctuation], 1.0)],
    &[
        (fixers::lines::plan, &[EditKind::HardWrap, EditKind::Duplicate], 1.0),
        (fixers::spacing::plan, &[EditKind::Spacing], 1.0),
    ],
    // Misread and lost characters are seen only in whole paragraphs.
    &[
        (fixers::ocr::plan, &[EditKind::Ocr, EditKind::Mojibake], 1.0),
        (fixers::repeated::plan, &[EditKind::Duplicate], 0.7),
        (fixers::lost::plan, &[EditKind::Lost], 0.7),
    ],
];

/// A repaired text, and what was found but not repaired.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// The clean text with its edits and the way back.
    pub clean: Clean,
    /// Doubtful repairs that were not applied.
    pub defects: Vec<Defect>,
}

/// Mends damaged text.
///
/// ```
/// use baogao_core::EditKind;
/// use baogao_text::{Repairer, from_text};
/// let source = from_text("", "增长 8.1 %")?.source;
/// assert_eq!(Repairer::default().repair(&source).clean.text, "增长8.1%");
/// let without = Repairer::builder().skip(EditKind::Spacing).build();
/// assert_eq!(without.repair(&source).clean.text, "增长 8.1 %");
/// # Ok::<(), baogao_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Repairer {
    kinds: Vec<EditKind>,
    min_confidence: f32,
}

impl Default for Repairer {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// Chooses what a [`Repairer`] may do.
#[derive(Debug, Clone, PartialEq)]
pub struct RepairerBuilder(Repairer);

impl RepairerBuilder {
    /// Leaves damage of this kind alone.
    #[must_use]
    pub fn skip(mut self, kind: EditKind) -> Self {
        self.0.kinds.retain(|&k| k != kind);
        self
    }

    /// Mends damage of these kinds and no other.
    #[must_use]
    pub fn only(mut self, kinds: &[EditKind]) -> Self {
        self.0.kinds = kinds.to_vec();
        self
    }

    /// Applies edits of at least this confidence, 0 to 1; the others become defects. The default is 0.8.
    ///
    /// What is not a number asks for nothing that can be met, so no edit is applied.
    ///
    /// ```
    /// use baogao_text::{Repairer, from_text};
    /// let source = from_text("", "增长 8.1 %")?.source;
    /// let none = Repairer::builder().min_confidence(f32::NAN).build();
    /// assert_eq!(none.repair(&source).clean.text, "增长 8.1 %");
    /// # Ok::<(), baogao_core::Error>(())
    /// ```
    #[must_use]
    pub const fn min_confidence(mut self, confidence: f32) -> Self {
        self.0.min_confidence = if confidence.is_nan() { f32::INFINITY } else { confidence };
        self
    }

    /// The repairer.
    #[must_use]
    pub fn build(self) -> Repairer {
        self.0
    }
}

impl Repairer {
    /// Starts from all kinds of repair.
    #[must_use]
    pub fn builder() -> RepairerBuilder {
        RepairerBuilder(Self { kinds: EditKind::ALL.to_vec(), min_confidence: 0.8 })
    }

    /// Mends a text. Total: whatever the text, there is a result.
    #[must_use]
    pub fn repair(&self, source: &Source) -> Repaired {
        self.run(source, true)
    }

    /// The clean text alone, the same that [`Repairer::repair`] gives: no time is spent on what would only be reported.
    ///
    /// ```
    /// let source = baogao_text::from_text("", "增长 8.1 %，，2023是关键。")?.source;
    /// let repairer = baogao_text::Repairer::default();
    /// assert_eq!(repairer.clean(&source), repairer.repair(&source).clean);
    /// # Ok::<(), baogao_core::Error>(())
    /// ```
    #[must_use]
    pub fn clean(&self, source: &Source) -> Clean {
        self.run(source, false).clean
    }

    fn run(&self, source: &Source, reports: bool) -> Repaired {
        let mut work = Work::new(source);
        for _ in 0..MAX_PASSES {
            let before = work.edits.len();
            for layer in LAYERS {
                self.apply_layer(layer, reports, &mut work);
            }
            if !work.edits[before..].iter().any(|edit| SHOWS_MORE.contains(&edit.kind)) {
                break;
            }
        }
        let Work { text, alignment, mut edits, mut defects } = work;
        edits.sort_by_key(|edit| edit.span);
        let now = |edit: &Edit| alignment.to_clean(edit.span).slice(&text).filter(|now| !now.is_empty());
        defects.extend(edits.iter().filter_map(|edit| as_mended(edit, now)));
        defects.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        // Another pass finds again what it must not change.
        defects.dedup();
        Repaired { clean: Clean { text, edits, alignment }, defects }
    }

    fn apply_layer(&self, layer: &Layer, reports: bool, work: &mut Work) {
        let Work { text, alignment, edits, defects } = work;
        let mut plans = Vec::new();
        for (fixer, kinds, confidence) in layer {
            let is_wanted = kinds.iter().any(|kind| self.kinds.contains(kind));
            // The plans of other fixers come before those that are only reported, and are not changed by them.
            if !is_wanted || !reports && *confidence < self.min_confidence {
                continue;
            }
            let before = plans.len();
            fixer(text, &mut plans);
            debug_assert!(
                plans[before..].iter().all(|p| kinds.contains(&p.kind) && p.confidence <= *confidence),
                "of its kinds, and no surer"
            );
            plans.retain_from(before, |plan| self.kinds.contains(&plan.kind));
        }
        let mut plans = choose(plans);
        // A plan whose replacement equals the original is a report, not an edit.
        let is_doubtful = |plan: &mut Plan| {
            !plan.known || plan.confidence < self.min_confidence || plan.text == text[plan.range.clone()]
        };
        // In place: of plans there may be as many as characters, and a second list of them is memory.
        let doubtful: Vec<Plan> = plans.extract_if(.., is_doubtful).collect();
        let to_source = |plan: &Plan| alignment.to_source(Span::<Clean>::from_range(plan.range.clone()));
        defects.extend(doubtful.iter().map(|plan| as_defect(plan, text, to_source(plan))));
        if plans.is_empty() {
            return;
        }
        defects.extend(as_recoded(&plans, to_source));
        let (next, step) = apply(text, &plans);
        edits.reserve_exact(plans.len());
        edits.extend(plans.into_iter().map(|plan| Edit {
            span: to_source(&plan),
            reason: plan.reason().map(str::to_owned),
            text: plan.text,
            kind: plan.kind,
            confidence: plan.confidence,
        }));
        *alignment = alignment.then(&step);
        *text = next;
    }
}

/// A text on its way through the layers.
struct Work {
    text: String,
    alignment: Alignment<Source, Clean>,
    edits: Vec<Edit>,
    defects: Vec<Defect>,
}

impl Work {
    fn new(source: &Source) -> Self {
        let text = source.text.clone();
        let alignment = Alignment::identity(length(&text));
        Self { text, alignment, edits: Vec::new(), defects: Vec::new() }
    }
}

/// `Vec::retain` for the tail of a vector.
trait RetainFrom<T> {
    fn retain_from(&mut self, start: usize, keep: impl FnMut(&T) -> bool);
}

impl<T> RetainFrom<T> for Vec<T> {
    fn retain_from(&mut self, start: usize, keep: impl FnMut(&T) -> bool) {
        let mut tail = self.split_off(start);
        tail.retain(keep);
        self.append(&mut tail);
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Orders the plans and drops those that touch what an earlier fixer of the layer wants to change.
pub(crate) fn choose(plans: Vec<Plan>) -> Vec<Plan> {
    let in_order = plans.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
    if in_order {
        return plans;
    }
    // The fixers' order is the order of the vector.
    let mut ranked: Vec<(usize, Plan)> = plans.into_iter().enumerate().collect();
    ranked.sort_by_key(|(rank, plan)| (plan.range.start, *rank));
    let mut chosen: Vec<(usize, Plan)> = Vec::with_capacity(ranked.len());
    for (rank, plan) in ranked {
        match chosen.last_mut() {
            Some((other, last)) if plan.range.start < last.range.end => {
                if rank < *other {
                    (*other, *last) = (rank, plan);
                }
            }
            _ => chosen.push((rank, plan)),
        }
    }
    chosen.into_iter().map(|(_, plan)| plan).collect()
}

pub(crate) fn apply(text: &str, plans: &[Plan]) -> (String, Alignment<Clean, Clean>) {
    let mut out = String::with_capacity(text.len());
    let mut builder = Alignment::builder();
    let mut at = 0;
    for plan in plans {
        out.push_str(&text[at..plan.range.start]);
        out.push_str(&plan.text);
        match plan.note.as_deref() {
            // The bytes of each character are known, so each has its own way back.
            Some(Note::Recoded(encoding)) => {
                for (range, c) in fixers::recoded::steps(text, plan.range.start, &plan.text, *encoding) {
                    builder.rewrite(Span::from_range(range), u32::try_from(c.len_utf8()).unwrap_or(0));
                }
            }
            _ => builder.rewrite(Span::from_range(plan.range.clone()), length(&plan.text)),
        }
        at = plan.range.end;
    }
    out.push_str(&text[at..]);
    (out, builder.finish(length(text)))
}

fn as_defect(plan: &Plan, text: &str, span: Span<Source>) -> Defect {
    let name = plan.kind.as_str();
    let known = plan.known && plan.text != text[plan.range.clone()];
    let message = match (plan.message(), plan.reason()) {
        (Some(message), _) => message.to_owned(),
        _ if !known => format!("damage ({name}) that nothing repairs"),
        (None, Some(reason)) => format!("a doubtful repair ({name}) was not applied: {reason}"),
        (None, None) => format!("a doubtful repair ({name}) was not applied"),
    };
    Defect { span, kind: defect_kind(plan.kind), message, repair: known.then(|| plan.text.clone()) }
}

fn defect_kind(kind: EditKind) -> DefectKind {
    match kind {
        EditKind::Pinyin | EditKind::Mojibake => DefectKind::Mojibake,
        EditKind::Script => DefectKind::WrongScript,
        EditKind::Ocr => DefectKind::Ocr,
        EditKind::Lost => DefectKind::LostText,
        EditKind::Duplicate => DefectKind::Duplicate,
        _ => DefectKind::Other,
    }
}

/// One defect for all stretches that were read in the wrong encoding.
fn as_recoded(plans: &[Plan], to_source: impl Fn(&Plan) -> Span<Source>) -> Option<Defect> {
    let is_recoded = |plan: &&Plan| matches!(plan.note.as_deref(), Some(Note::Recoded(_)));
    let reason = plans.iter().find(is_recoded)?.reason()?;
    let span = plans.iter().filter(is_recoded).map(to_source).reduce(Span::hull)?;
    let message = format!("the text was saved in the wrong encoding; it was read back: {reason}");
    Some(Defect { span, kind: DefectKind::Mojibake, message, repair: None })
}

/// What was mended by judgement is reported all the same: a reader will want to see where the text was damaged.
/// `now` says what the place became, when it is still there.
fn as_mended<'t>(edit: &Edit, now: impl Fn(&Edit) -> Option<&'t str>) -> Option<Defect> {
    let what = match edit.kind {
        // One defect says it for the whole text.
        EditKind::Mojibake if matches!(edit.reason.as_deref(), Some(RECODED_UTF8 | RECODED_GBK)) => {
            return None;
        }
        EditKind::Mojibake => "bytes were out of step here; they were put back",
        // A page in traditional script is not damaged; a stray character is.
        EditKind::Script if edit.confidence < 1.0 => {
            "a traditional character in simplified text; it was converted"
        }
        EditKind::Ocr => "a character was misread here; it was corrected",
        EditKind::Lost => "characters were lost here; they were put back",
        EditKind::Duplicate => "this was printed twice; it stands once now",
        _ => return None,
    };
    let message = match &edit.reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what.to_owned(),
    };
    let repair = Some(now(edit).unwrap_or(&edit.text).to_owned());
    Some(Defect { span: edit.span, kind: defect_kind(edit.kind), message, repair })
}
