//! Targets measured against something else. Owns the recognition of comparisons (高于全省平均水平), of growth in step
//! (与经济增长同步), of what another level sets (完成省下达任务), of places (进入全省前列) and of mere directions
//! (保持正增长).
//!
//! Assumptions: the thing measured ends as names of measures do; a comparison with a number behind it (不低于5%) is a
//! figure; what is before 的 describes a thing (高于国家标准的农田); mere directions are targets only in the list of
//! targets, but for 正增长 and 翻番.

use crate::cut::cut;
use baogao_core::{TargetForm, Wording};
use baogao_lexicon::{Class, Lexicon};

use super::{
    Pledge,
    clause::{Clause, is_measured, without_end, without_front},
};

/// A longer clause, in characters, is read no further.
const MAX_CLAUSE: usize = 80;
/// The longest name of what is measured, in characters.
const MAX_NAME: usize = 36;

/// The relative target of a clause whose first figure is at `figure` in the sentence; `listed` where a list of
/// targets holds it.
pub(super) fn relative<'t>(
    lexicon: &Lexicon,
    clause: &Clause<'t>,
    figure: Option<usize>,
    listed: bool,
) -> Option<Pledge<'t>> {
    if clause.text.chars().count() > MAX_CLAUSE {
        return None;
    }
    let reader = Reader { lexicon, text: clause.text };
    let without_number = || {
        figure.is_none().then(|| {
            reader
                .assigned()
                .or_else(|| reader.in_step())
                .or_else(|| reader.standing())
                .or_else(|| reader.trend(listed))
        })?
    };
    let figure = figure.map(|at| at.saturating_sub(clause.start));
    let compared = if clause.has_cue { reader.compared(figure) } else { None };
    let found = compared.or_else(without_number)?;
    (found.indicator.chars().count() <= MAX_NAME).then_some(Pledge {
        form: TargetForm::Relative,
        start: clause.start,
        end: clause.end(),
        indicator: found.indicator,
        reference: Some(found.reference),
        wording: found.wording,
        action: None,
        object: None,
        confidence: found.confidence,
    })
}

struct Found<'t> {
    indicator: &'t str,
    reference: &'t str,
    wording: Wording,
    confidence: f32,
}

struct Reader<'l, 't> {
    lexicon: &'l Lexicon,
    text: &'t str,
}

impl<'t> Reader<'_, 't> {
    /// What is measured: the words before a predicate without what opens and what leads on.
    fn name(&self, before: &'t str) -> &'t str {
        let name = without_end(self.lexicon.words(Class::RelativeAdverb), before.trim_end());
        self.front(name).trim_end_matches('的')
    }

    /// A text without the words that open a clause, years among them.
    fn front(&self, mut text: &'t str) -> &'t str {
        loop {
            let length = text.len();
            text = without_front(self.lexicon.words(Class::Opener), text);
            if let Some(year) = crate::lex::period::years(text).first()
                && matches!(&text[..year.range.start], "" | "到" | "至")
            {
                text = text[year.range.end..].trim_start_matches(['底', '末', '前', '，', '使']);
            }
            if text.len() == length {
                return text;
            }
        }
    }

    /// 规上工业增加值增速高于全省1个百分点.
    fn compared(&self, figure: Option<usize>) -> Option<Found<'t>> {
        let words = |class| self.lexicon.words(class).found_in(self.text).next();
        let (at, word, wording) = match (words(Class::Above), words(Class::Below)) {
            (Some((at, word)), None) => (at, word, Wording::AtLeast),
            (None, Some((at, word))) => (at, word, Wording::AtMost),
            // 不低于 holds 低于.
            (Some(a), Some(b)) if a.0 <= b.0 => (a.0, a.1, Wording::AtLeast),
            (Some(_), Some(b)) => (b.0, b.1, Wording::AtMost),
            (None, None) => return None,
        };
        let from = at + word.len();
        let end = figure.filter(|&figure| figure > from).unwrap_or(self.text.len());
        if figure.is_some_and(|figure| figure < from) {
            return None;
        }
        let reference = self.text.get(from..end)?.trim();
        self.lexicon.words(Class::Yardstick).prefix_of(reference)?;
        let name = self.name(&self.text[..at]);
        let fits = (name.is_empty() || is_measured(self.lexicon, name)) && !reference.contains('的');
        let confidence = 0.85;
        fits.then_some(Found { indicator: name, reference, wording, confidence })
    }

    /// 居民收入增长与经济增长基本同步.
    fn in_step(&self) -> Option<Found<'t>> {
        let end = self.lexicon.words(Class::InStep).suffix_of(self.text)?;
        let blurs = self.lexicon.words(Class::InStepAbout).contains(end);
        let pair = &self.text[..self.text.len() - end.len()];
        let pair = without_end(self.lexicon.words(Class::RelativeAdverb), pair);
        ["与", "和", "同", "跟"].iter().find_map(|joint| {
            pair.match_indices(joint).find_map(|(at, _)| {
                let (left, right) = (self.name(&pair[..at]), pair[at + joint.len()..].trim());
                let measured = is_measured(self.lexicon, left) && is_measured(self.lexicon, right);
                measured.then_some(Found {
                    indicator: left,
                    reference: right,
                    wording: if blurs { Wording::About } else { Wording::Point },
                    confidence: 0.92,
                })
            })
        })
    }

    /// 能耗强度完成省下达任务, 登记失业率控制在市定目标以内.
    fn assigned(&self) -> Option<Found<'t>> {
        let lexicon = self.lexicon;
        lexicon.words(Class::AssignedVerb).found_in(self.text).find_map(|(at, verb)| {
            let reference = self.text[at + verb.len()..].trim_start_matches('了').trim();
            let assigner = lexicon.words(Class::Assigner).prefix_of(reference)?;
            let set = &reference[assigner.len()..];
            let task = &set[lexicon.words(Class::Assigned).prefix_of(set)?.len()..];
            let end = lexicon.words(Class::AssignedEnd).suffix_of(task)?;
            let own = match lexicon.words(Class::AssignedName).found_in(task).next() {
                Some((at, name)) => cut(task, at..at + name.len()),
                None => without_end(lexicon.words(Class::AssignedEnd), task).trim_end_matches('的'),
            };
            let own = without_front(lexicon.words(Class::GenericTask), own);
            // 提前三年完成 leaves a time before the verb, not a name.
            let subject = Some(self.name(&self.text[..at])).filter(|name| !name.ends_with('年'));
            let indicator = subject.filter(|name| !name.is_empty()).unwrap_or(own);
            (!indicator.is_empty()).then_some(Found {
                indicator,
                reference,
                wording: if end.ends_with('内') { Wording::AtMost } else { Wording::None },
                confidence: 0.88,
            })
        })
    }

    /// 主要经济指标增速进入全省前列.
    fn standing(&self) -> Option<Found<'t>> {
        let end = self.lexicon.words(Class::Standing).suffix_of(self.text)?;
        let before = &self.text[..self.text.len() - end.len()];
        self.lexicon.words(Class::StandingVerb).found_in(before).find_map(|(at, verb)| {
            let reference = &self.text[at + verb.len()..];
            let name = self.name(&self.text[..at]);
            let yardstick = self.lexicon.words(Class::Yardstick).prefix_of(reference).is_some();
            (yardstick && is_measured(self.lexicon, name)).then_some(Found {
                indicator: name,
                reference,
                wording: Wording::None,
                confidence: 0.8,
            })
        })
    }

    /// 进出口总额保持正增长; in a list of targets also 主要污染物排放量继续下降.
    fn trend(&self, listed: bool) -> Option<Found<'t>> {
        let anywhere = self.lexicon.words(Class::TrendAnywhere).suffix_of(self.text);
        let end =
            anywhere.or_else(|| self.lexicon.words(Class::Trend).suffix_of(self.text).filter(|_| listed))?;
        let before = &self.text[..self.text.len() - end.len()];
        // 在2020年基础上翻一番 names its base.
        let base = before.rfind('在').filter(|&at| before[at..].contains("基础上"));
        let base = base.or_else(|| before.rfind('比').filter(|&at| before[at..].contains('年')));
        let from = base.unwrap_or(before.len());
        let name = self.name(&before[..from]);
        let fits = !name.is_empty() && (listed || is_measured(self.lexicon, name));
        fits.then_some(Found {
            indicator: name,
            reference: &self.text[from..],
            wording: Wording::None,
            confidence: if anywhere.is_some() { 0.85 } else { 0.8 },
        })
    }
}
