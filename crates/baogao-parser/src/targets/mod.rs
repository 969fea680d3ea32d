//! Targets (目标) as researchers record them. Owns the walk over sentences and the assembly of [`Target`]s; what is
//! pledged is decided in [`figure`] (numbers), [`relative`] (measured against something), [`commitment`] (things to
//! be done) and [`absent`] (said not to be set). It reads figures and never changes them.
//!
//! Assumptions: pledges without a number are in the parts that plan, and a clause holds one; relative targets are
//! there too, and in any sentence outside the review that opens a list of targets; a sentence of a thousand
//! characters is damage, and only its figures are read.

mod absent;
mod clause;
mod commitment;
mod figure;
mod relative;

use crate::cut::cut;
use baogao_core::section::innermost;
use baogao_core::{Clean, Figure, FigureKind, Period, Reference, Role, Span, Target, TargetForm, Wording};
use baogao_lexicon::Class;

use crate::{
    figures::stance::Scene,
    sentence::{Reading, Sentence},
};
use clause::{Clause, clauses};

/// Sentences longer than this, in bytes, are not read for clauses.
const MAX_SENTENCE: usize = 3_000;

/// Every target of the report, in document order.
pub(crate) fn targets(reading: Reading<'_>, figures: &[Figure]) -> Vec<Target> {
    let mut targets = Vec::new();
    let (mut next, mut first_of_block) = (0, 0);
    for sentence in reading.sentences() {
        if sentence.opens {
            first_of_block = targets.len();
        }
        let from = next;
        while figures.get(next).is_some_and(|figure| figure.span.start() < sentence.span.end()) {
            next += 1;
        }
        let readable =
            sentence.text.len() <= MAX_SENTENCE && !matches!(sentence.role, Role::Review | Role::Glossary);
        let opening = readable.then(|| clause::list_opening(reading.lexicon, sentence.text)).flatten();
        let pledges = Pledges { reading, sentence, figures, numbers: from..next, opening };
        if readable {
            pledges.read(first_of_block, &mut targets);
        } else {
            pledges.numbers.clone().for_each(|n| pledges.add(n, "", &mut targets));
        }
    }
    // A commitment may begin with the thing that an earlier clause names, before that clause's figures.
    targets.sort_by_key(|target| target.span.start());
    targets
}

/// A pledge without a number of its own, before its words are looked up.
#[derive(Debug, Clone, PartialEq)]
struct Pledge<'t> {
    form: TargetForm,
    /// Where it is in the sentence.
    start: usize,
    end: usize,
    indicator: &'t str,
    reference: Option<&'t str>,
    wording: Wording,
    action: Option<&'t str>,
    object: Option<&'t str>,
    confidence: f32,
}

/// A sentence with what its targets are made from.
struct Pledges<'t> {
    reading: Reading<'t>,
    sentence: Sentence<'t>,
    figures: &'t [Figure],
    /// The sentence's own figures.
    numbers: std::ops::Range<usize>,
    /// Where the words end that open a list of targets.
    opening: Option<usize>,
}

impl<'t> Pledges<'t> {
    fn read(&self, first_of_block: usize, targets: &mut Vec<Target>) {
        // Its years are read only where a pledge needs them.
        let mut scene: Option<Scene<'_>> = None;
        let clauses = clauses(self.reading.lexicon, self.sentence.text, self.opening);
        let mut next = self.numbers.start;
        for (i, clause) in clauses.iter().enumerate() {
            let first = next;
            while next < self.numbers.end && self.place(next).0 < clause.end() {
                next += 1;
            }
            // The span of an aspiration is that of a clause; it hangs on the target before.
            if first == next
                && clause.has_cue
                && self.reading.lexicon.words(Class::Aspiration).is_in(clause.text)
            {
                let span = self.clean(clause.start, clause.end());
                if let Some(last) = targets.get_mut(first_of_block..).and_then(<[Target]>::last_mut) {
                    last.aspiration = Some(span);
                }
                continue;
            }
            let pledge = self.pledge(clause, i.checked_sub(1).map(|i| &clauses[i]), first..next);
            // The number behind a reference is the distance from it, and no target of its own.
            let reference = pledge.as_ref().and_then(|pledge| pledge.reference);
            let offset = reference.and_then(|reference| {
                let end = clause::place(self.sentence.text, reference) + reference.len();
                (first..next).find(|&n| self.figures[n].kind == FigureKind::Target && self.place(n).0 >= end)
            });
            if let Some(pledge) = pledge {
                let scene = scene.get_or_insert_with(|| self.scene());
                let before = targets.get(first_of_block..).and_then(<[Target]>::last);
                targets.extend(self.target(&pledge, offset, before, scene));
            }
            let numbers = (first..next).filter(|n| Some(*n) != offset);
            numbers.for_each(|n| self.add(n, clause.text, targets));
        }
        // What is behind the last clause, or in a sentence without one.
        (next..self.numbers.end).for_each(|n| self.add(n, "", targets));
    }

    fn scene(&self) -> Scene<'t> {
        let mut scene = Scene::new(self.reading, &self.sentence);
        scene.enter(self.sentence.text);
        scene
    }

    /// What a clause pledges without a number of its own.
    fn pledge(
        &self,
        clause: &Clause<'t>,
        before: Option<&Clause<'t>>,
        numbers: std::ops::Range<usize>,
    ) -> Option<Pledge<'t>> {
        if clause.has_cue
            && let Some(absent) = absent::absent(self.reading.lexicon, clause)
        {
            return Some(absent);
        }
        let plans = matches!(self.sentence.role, Role::Plan | Role::GovernmentBuilding);
        let listed = self.opening.is_some_and(|opening| clause.start >= opening);
        let looks_back = clause.has_cue && self.reading.lexicon.words(Class::LooksBack).is_in(clause.text);
        if !(plans || listed) || looks_back {
            return None;
        }
        let first = numbers.clone().next().map(|n| self.place(n).0);
        if let Some(relative) = relative::relative(self.reading.lexicon, clause, first, listed) {
            return Some(relative);
        }
        let described = numbers.clone().all(|n| self.describes(n));
        (plans && !listed && described)
            .then(|| commitment::commitment(self.reading.lexicon, clause, before, !numbers.is_empty()))
            .flatten()
    }

    /// Whether a figure only describes the thing behind it: 投资3亿元的博物馆.
    fn describes(&self, n: usize) -> bool {
        let figure = &self.figures[n];
        let behind = &self.sentence.text[self.place(n).1..];
        let qualifier = figure.quantity.qualifier.as_deref().unwrap_or_default();
        figure.kind == FigureKind::Context
            || behind.strip_prefix(qualifier).unwrap_or(behind).starts_with('的')
    }

    /// Where a figure is in the sentence.
    fn place(&self, n: usize) -> (usize, usize) {
        let at = |byte: u32| {
            (byte.saturating_sub(self.sentence.span.start()) as usize).min(self.sentence.text.len())
        };
        (at(self.figures[n].span.start()), at(self.figures[n].span.end()))
    }

    fn clean(&self, start: usize, end: usize) -> Span<Clean> {
        let base = self.sentence.span.start() as usize;
        Span::from_range(base + start..base + end)
    }

    /// The target of a figure, if it is one.
    fn figure(&self, n: usize, clause: &str) -> Option<Target> {
        let opening = self.opening.map_or("", |end| &self.sentence.text[..end]);
        let figure = self.figures.get(n).filter(|figure| figure.kind == FigureKind::Target)?;
        Some(figure::of_figure(self.reading.lexicon, figure, u32::try_from(n).ok(), clause, opening))
    }

    /// Adds the target of a figure, or says of the target before that more is striven for: 增长9%以上，力争达到10%.
    fn add(&self, n: usize, clause: &str, targets: &mut Vec<Target>) {
        let Some(target) = self.figure(n, clause) else { return };
        if let Some(last) = targets.last_mut()
            && let Some(start) = self.strives(n, last)
        {
            let aspiration = Span::new(start, self.figures[n].span.end());
            // How firm the pledge is, is said by the words before.
            let words = aspiration.slice(self.reading.text).unwrap_or_default();
            let pledge = clause.find(words).map_or("", |at| &clause[..at]);
            let said = self.figures[n - 1].modality.as_deref();
            let opening = self.opening.map_or("", |end| &self.sentence.text[..end]);
            (last.hardness, last.modality) = figure::firmness(self.reading.lexicon, pledge, said, opening);
            last.aspiration = Some(aspiration);
            last.aspiration_value = Some(self.figures[n].quantity.value);
            return;
        }
        targets.push(target);
    }

    /// Where the words begin that strive for this figure beyond the target of the figure before; `None` if they do not.
    ///
    /// Both are of one indicator and year, and only words of striving and a predicate are between them.
    fn strives(&self, n: usize, last: &Target) -> Option<u32> {
        let before = n.checked_sub(1).filter(|before| u32::try_from(*before).ok() == last.figure)?;
        let (pledged, more) = (self.figures.get(before)?, self.figures.get(n)?);
        let unit = |figure: &Figure| figure.quantity.unit.as_ref().map(|unit| unit.text.clone());
        let is_alike = last.form == TargetForm::Figure
            && (pledged.measure, pledged.sign, pledged.period) == (more.measure, more.sign, more.period)
            && pledged.indicator == more.indicator
            && unit(pledged) == unit(more)
            && pledged.quantity.value < more.quantity.value;
        if !is_alike || before < self.numbers.start {
            return None;
        }
        let lexicon = self.reading.lexicon;
        let gap = Span::<Clean>::new(pledged.span.end(), more.span.start()).slice(self.reading.text)?;
        let qualifier = pledged.quantity.qualifier.as_deref().unwrap_or_default();
        let words =
            gap.strip_prefix(qualifier).unwrap_or(gap).trim_start_matches(['，', '、', '（', '(', '；']);
        let mut rest = words;
        let mut is_striving = false;
        // 努力争取, 力争达到, 争取实现: words of striving, then of change, and nothing else.
        while !rest.is_empty() {
            let soft = lexicon.words(Class::Soft).prefix_of(rest);
            let change = lexicon.predicate_words().prefix_of(rest);
            let word = soft.or(change).or_else(|| lexicon.words(Class::Tail).prefix_of(rest))?;
            is_striving |= soft.is_some();
            rest = &rest[word.len()..];
        }
        let start = more.span.start() as usize - words.len();
        u32::try_from(start).ok().filter(|_| is_striving)
    }

    /// The target that a pledge is; `None` where nothing says what is pledged.
    fn target(
        &self,
        pledge: &Pledge<'_>,
        offset: Option<usize>,
        before: Option<&Target>,
        scene: &Scene<'_>,
    ) -> Option<Target> {
        let clause = cut(self.sentence.text, pledge.start..pledge.end);
        let number = offset.map(|n| &self.figures[n]);
        let mut indicator = pledge.indicator.to_owned();
        let mut confidence = pledge.confidence;
        if indicator.is_empty() && pledge.form == TargetForm::Relative {
            // 增长8%，高于全省平均水平: the words before say of what.
            indicator.clone_from(
                &before.map(|t| t.indicator.clone()).or_else(|| number.map(|f| f.indicator.clone()))?,
            );
            confidence -= 0.15;
        }
        let opening = self.opening.map_or("", |end| &self.sentence.text[..end]);
        let (hardness, modality) = figure::firmness(self.reading.lexicon, clause, None, opening);
        let deadline = (pledge.form == TargetForm::Commitment)
            .then(|| clause::deadline(self.reading.lexicon, clause, self.reading.meta.plan_year))
            .flatten();
        let due = deadline.as_ref().and_then(|deadline| deadline.year).map(Period::year);
        let span = self.clean(pledge.start, pledge.end);
        // 到2027年翻一番 names its year before the yardstick.
        let said =
            pledge.reference.map_or(pledge.start, |reference| clause::place(self.sentence.text, reference));
        Some(Target {
            form: pledge.form,
            figure: offset.and_then(|n| u32::try_from(n).ok()),
            canonical: clause::canonical(self.reading.lexicon, self.reading.indicators, &indicator)
                .map(str::to_owned),
            indicator,
            low: None,
            high: None,
            unit: None,
            wording: pledge.wording,
            hardness,
            modality,
            period: due.or_else(|| scene.promised(said)),
            aspiration: None,
            aspiration_value: None,
            reference: pledge.reference.map(|text| Reference {
                text: text.to_owned(),
                offset: number.map(|figure| figure.quantity.value),
                unit: number.and_then(|figure| figure.quantity.unit.as_ref()).map(|unit| unit.text.clone()),
            }),
            action: pledge.action.map(str::to_owned),
            object: pledge.object.map(str::to_owned),
            deadline,
            span,
            source_span: self.reading.alignment.to_source(span),
            sentence: self.sentence.span,
            section: innermost(self.reading.sections, span.start()).and_then(|id| u32::try_from(id).ok()),
            confidence,
        })
    }
}

#[cfg(test)]
mod tests;
