//! Commitments without a number: 年内建成市博物馆. Owns the recognition of clauses that pledge a thing which can be seen to
//! be done, in three shapes: a verb before its object, an object before a verb of completion, and full coverage.
//!
//! Assumptions: the verbs and the nouns are those of `targets.tsv`, and the noun ends its phrase; a phrase with 的 that
//! describes no number is praise, not a name; a clause that begins with a preposition or looks back pledges nothing; a
//! completion without an object (力争年底完工) is of the thing that the clause before pushes on. Better to miss one than
//! to take an exhortation (加快…建设, 完善…体系) for a pledge.

use baogao_core::{TargetForm, Wording};
use baogao_lexicon::{Class, Lexicon};

use super::{
    Pledge,
    clause::{Clause, place, without_bracket, without_end},
};

/// The longest clause that is read, in characters: longer ones have lost their marks.
const MAX_CLAUSE: usize = 56;
/// The shortest name of a thing, in characters.
const MIN_OBJECT: usize = 3;

/// Of each sort of object: the verbs before it, the nouns that end its name, what is such a noun without a name of its
/// own, and how sure that is.
const SORTS: [(Class, Class, Class, f32); 5] = [
    (Class::MakesThing, Class::Thing, Class::VagueThing, 0.88),
    (Class::MakesText, Class::Text, Class::VagueText, 0.85),
    (Class::MakesBody, Class::Body, Class::VagueThing, 0.8),
    (Class::MakesEvent, Class::Event, Class::VagueEvent, 0.85),
    (Class::MakesHonour, Class::Honour, Class::NotHonour, 0.8),
];

/// The commitment of a clause; `described` when its figures only describe the thing.
pub(super) fn commitment<'t>(
    lexicon: &Lexicon,
    clause: &Clause<'t>,
    before: Option<&Clause<'t>>,
    described: bool,
) -> Option<Pledge<'t>> {
    let text = clause.text;
    let opens = |class| lexicon.words(class).prefix_of(text).map_or(0, str::len);
    if text.chars().count() > MAX_CLAUSE
        || opens(Class::Conditional) > opens(Class::Opener).max(opens(Class::Deadline))
    {
        return None;
    }
    let reader = Reader { lexicon, described };
    let (rest, pushed) = reader.opened(text);
    let first = (!pushed).then(|| reader.verb_first(rest)).flatten();
    let found =
        first.or_else(|| reader.covered(rest)).or_else(|| reader.verb_last(text, rest)).or_else(|| {
            // The clause only says that something is finished: the thing is before.
            let before = before.filter(|_| reader.is_bare_end(rest))?;
            let object = reader.pushed_on(before.text)?;
            Some(Found {
                action: rest,
                object,
                confidence: 0.7,
                start: Some(before.start + place(before.text, object)),
            })
        })?;
    Some(Pledge {
        form: TargetForm::Commitment,
        start: found.start.unwrap_or(clause.start),
        end: clause.end(),
        indicator: "",
        reference: None,
        wording: Wording::None,
        action: Some(found.action),
        object: Some(found.object),
        confidence: found.confidence,
    })
}

struct Found<'t> {
    action: &'t str,
    object: &'t str,
    confidence: f32,
    /// Where it starts, if not with the clause.
    start: Option<usize>,
}

struct Reader<'l> {
    lexicon: &'l Lexicon,
    described: bool,
}

impl Reader<'_> {
    /// A clause without what opens it, and whether a verb that pushes a thing on was among it.
    fn opened<'t>(&self, mut text: &'t str) -> (&'t str, bool) {
        let mut pushed = false;
        loop {
            if let Some(word) = self.lexicon.words(Class::Deadline).prefix_of(text) {
                text = &text[word.len()..];
            } else if let Some(word) = self.lexicon.words(Class::Opener).prefix_of(text) {
                pushed = self.lexicon.words(Class::Pusher).contains(word);
                text = &text[word.len()..];
            } else if let Some(len) = date(text) {
                text = text[len..].trim_start_matches(['前', '底', '末']);
            } else {
                return (text, pushed);
            }
        }
    }

    /// 建成市博物馆, 完成老城管网改造, 出台养犬管理条例.
    fn verb_first<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        if self.lexicon.words(Class::NotMakes).prefix_of(text).is_some() {
            return None;
        }
        let sorted = SORTS.iter().find_map(|&(verbs, nouns, vague, confidence)| {
            let verb = self.lexicon.words(verbs).prefix_of(text)?;
            let object = text[verb.len()..].trim_start_matches('了').trim();
            self.ends_in(object, nouns, vague).then_some((verb, object, confidence))
        });
        let found = sorted.or_else(|| {
            let verb = self.lexicon.words(Class::MakesWork).prefix_of(text)?;
            let object = text[verb.len()..].trim();
            self.is_work(object).then_some((verb, object, 0.85))
        });
        found.map(|(action, object, confidence)| Found { action, object, confidence, start: None })
    }

    /// 市博物馆年内建成投用.
    fn verb_last<'t>(&self, whole: &str, text: &'t str) -> Option<Found<'t>> {
        let action = self.lexicon.words(Class::Ends).suffix_of(text)?;
        let before = &text[..text.len() - action.len()];
        let object = self.paced(before);
        let alone = whole.len() == text.len() && object.len() == before.len();
        if alone && self.lexicon.words(Class::EndsStrict).contains(action) {
            return None;
        }
        let object = object.trim_end_matches('的');
        self.ends_in(object, Class::Thing, Class::VagueThing).then_some(Found {
            action,
            object,
            confidence: 0.88,
            start: None,
        })
    }

    /// 实现乡镇污水处理设施全覆盖.
    fn covered<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        let action = self.lexicon.words(Class::AllCovered).suffix_of(text)?;
        let object = self.paced(&text[..text.len() - action.len()]);
        let vague = self.lexicon.words(Class::CoveredVague).is_in(object);
        (self.is_name(object, Class::Text) && !vague).then_some(Found {
            action,
            object,
            confidence: 0.82,
            start: None,
        })
    }

    /// Whether a text only says that something is finished: 年底前全面完工.
    fn is_bare_end(&self, text: &str) -> bool {
        self.lexicon
            .words(Class::Ends)
            .suffix_of(text)
            .is_some_and(|end| self.paced(&text[..text.len() - end.len()]).is_empty())
    }

    /// The thing that a clause pushes on: 加快城北水厂建设 → 城北水厂.
    fn pushed_on<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (rest, pushed) = self.opened(text);
        let object = without_end(self.lexicon.words(Class::PushedEnd), rest);
        (pushed && self.ends_in(object, Class::Thing, Class::VagueThing)).then_some(object)
    }

    /// A text without the adverbs at its end, deadlines among them.
    fn paced<'t>(&self, text: &'t str) -> &'t str {
        let text = without_end(self.lexicon.words(Class::Pace), text);
        // 城北水厂6月底前: a date is between thing and verb.
        match text.strip_suffix(['前', '底', '份']).unwrap_or(text).trim_end_matches('底').strip_suffix('月')
        {
            Some(number) => {
                let number = number.trim_end_matches(|c: char| c.is_ascii_digit());
                without_end(self.lexicon.words(Class::Pace), number)
            }
            None => text,
        }
    }

    /// Whether an object is a name whose last words are of a class; examples before 等 name what is vague by itself.
    fn ends_in(&self, object: &str, nouns: Class, vague: Class) -> bool {
        let bare = without_bracket(object);
        let last = bare.trim_end_matches(['”', '》', '等']);
        let Some(noun) = self.lexicon.words(nouns).suffix_of(last) else { return false };
        if let Some(at) = bare.rfind('等') {
            return self.is_name(&bare[..at], nouns);
        }
        let other =
            self.lexicon.words(Class::NotThing).suffix_of(last).is_some_and(|word| word.len() > noun.len());
        self.is_name(bare, nouns) && !other && !self.lexicon.words(vague).contains(bare)
    }

    /// Whether an object is a work that can be finished.
    fn is_work(&self, object: &str) -> bool {
        let Some(work) = self.lexicon.words(Class::Work).suffix_of(object) else { return false };
        let place = object[..object.len() - work.len()].trim_end_matches('的');
        let alone = self.lexicon.words(Class::WorkAlone).contains(work) && self.is_name(object, Class::Work);
        alone
            || self.ends_in(
                without_end(self.lexicon.words(Class::Work), place),
                Class::Thing,
                Class::VagueThing,
            )
    }

    fn is_name(&self, object: &str, nouns: Class) -> bool {
        let begins = |class| self.lexicon.words(class).prefix_of(object).is_some();
        let vague = || self.lexicon.words(Class::VagueObject).is_in(object);
        object.chars().count() >= MIN_OBJECT
            && (self.described || !object.contains('的'))
            && !begins(Class::NotObject)
            && (nouns == Class::Text || !begins(Class::Praise) && !vague())
    }
}

/// The length of 到2025年 or 6月 at the start of a text.
fn date(text: &str) -> Option<usize> {
    let inner = text.trim_start_matches(['到', '于', '至']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let unit = inner[digits..].chars().next().filter(|c| digits > 0 && matches!(c, '年' | '月'))?;
    Some(text.len() - inner.len() + digits + unit.len_utf8())
}
