//! What a quantity measures. Owns the choice of an indicator (指标) for each quantity of a sentence, from the words
//! before it, behind it, and the indicators before.
//!
//! Assumptions, each with a counterexample among the tests: a counted thing is behind its numeral (建成10个社区)
//! or, where nothing does, before it (签约项目50个); a quantity without words of its own measures what the one before
//! it does (359.8亿元，增长8.1%); a bare attribute belongs to the thing named before (项目50个，总投资3亿元).

use crate::indicators::headlines_named;
use baogao_core::Dimension;
use baogao_lexicon::{Class, Lexicon};

use super::{
    clause::{Clause, Link, between},
    list,
    phrase::{base, front, is_generic, is_predicate, object, strip_tail, topic, with_examples},
};

/// The longest words before a counted thing that belong to its name, in characters: 沿河26个景区.
const MAX_PLACE: usize = 12;

/// The longest name that a quantity takes over from others, in bytes (64 characters).
const MAX_INHERITED: usize = 192;

/// An indicator, and whether its own words name it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) sure: bool,
    /// The rule that gave it.
    pub(crate) via: &'static str,
}

/// The indicator of every quantity of a sentence.
pub(crate) fn indicators(lexicon: &Lexicon, clauses: &[Clause<'_>]) -> Vec<Name> {
    let mut names: Vec<String> = Vec::with_capacity(clauses.len());
    let mut sure: Vec<(bool, &'static str)> = Vec::with_capacity(clauses.len());
    while names.len() < clauses.len() {
        let i = names.len();
        let shared = list::distributed(lexicon, clauses, i, &names);
        if shared.is_empty() {
            let name = Naming { lexicon, clauses, i, previous: names.last().map(String::as_str) }.name();
            let bounded = is_bounded(&name.text, &clauses[i]);
            names.push(if bounded { without_inner_verb(lexicon, name.text) } else { String::new() });
            sure.push((name.sure && bounded, name.via));
        } else {
            for (name, clause) in shared.into_iter().zip(&clauses[i..]) {
                let bounded = is_bounded(&name, clause);
                names.push(if bounded { name } else { String::new() });
                sure.push((bounded, "list"));
            }
        }
    }
    names.into_iter().zip(sure).map(|(text, (sure, via))| Name { text, sure, via }).collect()
}

/// The name without a verb before its attribute: 规上工业完成增加值 is 规上工业增加值. 完成投资 is a name of its own.
fn without_inner_verb(lexicon: &Lexicon, name: String) -> String {
    let Some(earned) = lexicon.words(Class::Earned).suffix_of(&name) else { return name };
    let owner = &name[..name.len() - earned.len()];
    let bare =
        owner.strip_suffix("完成").or_else(|| owner.strip_suffix("实现")).filter(|bare| !bare.is_empty());
    match bare {
        Some(bare) => format!("{bare}{earned}"),
        None => name,
    }
}

/// Whether a name is short, or consists of the quantity's own words; so the names of a sentence are in proportion to it.
///
/// A subject of a thousand characters before a thousand bare values is the name of the first value and of no other.
fn is_bounded(name: &str, clause: &Clause<'_>) -> bool {
    name.len() <= MAX_INHERITED || name.len() <= clause.before.len() + clause.behind.len()
}

/// The search for one quantity's indicator.
struct Naming<'a, 't> {
    lexicon: &'a Lexicon,
    clauses: &'a [Clause<'t>],
    i: usize,
    /// The indicator of the quantity before.
    previous: Option<&'a str>,
}

impl<'t> Naming<'_, 't> {
    fn name(&self) -> Name {
        let clause = &self.clauses[self.i];
        let sure = |via: &'static str, text: String| Name { text, sure: true, via };
        let subject = self.subject();
        if let Some(noun) = self.noun_behind() {
            return sure("counted", self.counted(subject, noun));
        }
        if subject.is_empty() {
            // A bare change, or the second half of 由…到…, measures what went before.
            if let Some(previous) = self.previous {
                let follows = clause.predicate.is_some() || clause.link != Link::Clause;
                // 新增企业38家，总数达到412家: the total is not of what was added.
                let total = ["总数", "累计", "总计"].iter().any(|word| clause.before.contains(word));
                let added = ["新增", "净增"].iter().find_map(|word| previous.strip_prefix(word));
                let previous = added.filter(|_| total).unwrap_or(previous);
                return Name { text: previous.to_owned(), sure: follows, via: "inherited" };
            }
            return Name { text: self.topic().to_owned(), sure: false, via: "topic" };
        }
        let attributes = self.lexicon.words(Class::Attribute);
        // 年内投资4亿元，实施19个项目: the money is for what is counted next.
        if matches!(subject, "投资" | "计划投资" | "总投资")
            && self.previous.is_none()
            && let Some(noun) = self.next_noun()
        {
            return sure("money", format!("{noun}{subject}"));
        }
        // 固定资产投资 ends as attributes do and is an indicator by itself.
        if attributes.contains(subject) && headlines_named(subject).next().is_none() {
            return self.of_earlier(subject);
        }
        if matches!(subject, "惠及" | "受益") {
            return sure("reached", format!("{}{subject}", self.previous.unwrap_or_default()));
        }
        if subject.starts_with('占') {
            // 占全市比重: a share of what was named before.
            return sure("share", format!("{}{subject}", self.previous.unwrap_or_default()));
        }
        if let Some(governed) = self.governed(subject) {
            return sure("governed", governed);
        }
        sure("subject", self.turned(subject))
    }

    /// The thing that the next quantity counts.
    fn next_noun(&self) -> Option<&'t str> {
        let next = self.clauses.get(self.i + 1)?;
        let noun = object(self.lexicon, self.raw_behind(self.i + 1)?, next.runs_on);
        (!noun.is_empty()).then_some(noun)
    }

    /// The words before the numeral that may name it; a comparison (比去年, 高于全省) names nothing.
    fn subject(&self) -> &'t str {
        let clause = &self.clauses[self.i];
        let subject = front(self.lexicon, clause.subject);
        if let Some(whole) = clause.before.trim_start().strip_prefix('占') {
            let end = clause.before.len() - whole.len();
            let share = &clause.before[end - '占'.len_utf8()..];
            let predicates = strip_tail(self.lexicon, share);
            return predicates.trim_end_matches(['的', '达', '到', '为', '超']);
        }
        // 为调整预算的104%: a share of another number.
        let compares = clause.before.starts_with(['为', '是']) && clause.before.ends_with('的');
        if compares || self.lexicon.words(Class::Comparison).prefix_of(subject).is_some() {
            return "";
        }
        self.compared(subject)
    }

    /// 增速高于全省平均水平1.5个百分点: what something is compared with is no part of its name.
    fn compared(&self, subject: &'t str) -> &'t str {
        let clause = &self.clauses[self.i];
        let unit = clause.found.quantity.unit.as_ref();
        let distance = unit.is_some_and(|unit| {
            matches!(unit.dimension, Some(Dimension::Points | Dimension::Ratio | Dimension::Yuan))
        });
        if !distance || !clause.behind.is_empty() {
            return subject;
        }
        let words = self.lexicon.words(Class::Compares);
        let cut = subject.char_indices().skip(2).find(|&(at, _)| words.prefix_of(&subject[at..]).is_some());
        cut.map_or(subject, |(at, _)| strip_tail(self.lexicon, &subject[..at]))
    }

    /// The thing counted behind the numeral.
    fn noun_behind(&self) -> Option<&'t str> {
        let noun = self.raw_behind(self.i)?;
        let clause = &self.clauses[self.i];
        let noun = object(self.lexicon, noun, clause.runs_on);
        (!noun.is_empty()).then_some(noun)
    }

    fn raw_behind(&self, i: usize) -> Option<&'t str> {
        let clause = &self.clauses[i];
        if clause.cites_pledge(self.lexicon) {
            return None;
        }
        let unit = clause.found.quantity.unit.as_ref();
        let counts = match unit.and_then(|unit| unit.dimension) {
            Some(Dimension::Yuan | Dimension::Dollar) => {
                clause.attributive || self.goes_on_attributive(i) || bounds_things(clause)
            }
            Some(Dimension::Ratio) => clause.attributive && clause.subject.is_empty(),
            Some(Dimension::Points) => false,
            _ => unit.is_some_and(|unit| unit.text != "倍"),
        };
        if !counts {
            return None;
        }
        let noun = clause.behind;
        if noun.is_empty() {
            // 141户377名监测人口, 总投资94亿元的18个项目: two quantities of one thing.
            let next = self.clauses.get(i + 1).filter(|next| {
                let joined = clause.runs_on || next.link == Link::Item;
                joined
                    && !next.behind.is_empty()
                    && next.before.trim_matches(['的', '、']).is_empty()
                    && (clause.attributive || self.subject().is_empty())
            });
            return next.and_then(|_| self.raw_behind(i + 1));
        }
        let predicate = is_predicate(self.lexicon, noun) && !noun.starts_with("增加值");
        let is_noun = !predicate && !noun.starts_with(['、', '和', '及', '与', '以', '”', '）']);
        is_noun.then_some(noun)
    }

    /// 投资8亿元的养老院、5亿元文体馆: a list of sums may say 的 once.
    fn goes_on_attributive(&self, i: usize) -> bool {
        let clause = &self.clauses[i];
        let before = i.checked_sub(1).map(|i| &self.clauses[i]);
        clause.link == Link::Item
            && clause.subject.is_empty()
            && !clause.behind.is_empty()
            && before.is_some_and(|before| before.attributive && !before.behind.is_empty())
    }

    /// The name of a counted thing: with the verb that belongs to it, the place it is in, or the attribute it is a sum of.
    fn counted(&self, subject: &str, noun: &str) -> String {
        let clause = &self.clauses[self.i];
        let lexicon = self.lexicon;
        let unit = clause.found.quantity.unit.as_ref();
        let money =
            unit.is_some_and(|unit| matches!(unit.dimension, Some(Dimension::Yuan | Dimension::Dollar)));
        let noun = self.completed(noun);
        if money {
            return format!("{}{}", noun, self.sum_of(subject));
        }
        if lexicon.words(Class::Nominal).contains(subject) {
            return if noun.ends_with(subject) { noun } else { format!("{noun}{subject}") };
        }
        if lexicon.words(Class::Verb).contains(subject) {
            return format!("{subject}{noun}");
        }
        if is_generic(lexicon, &noun)
            && let Some(examples) = with_examples(lexicon, clause.subject)
        {
            return format!("{examples}{noun}");
        }
        let weak = lexicon.words(Class::Weak).suffix_of(subject);
        if let Some(verb) = weak.filter(|_| subject.starts_with(['每', '各'])) {
            return format!("{}{noun}", strip_tail(lexicon, &subject[..subject.len() - verb.len()]));
        }
        let verb = weak.or_else(|| lexicon.words(Class::Verb).suffix_of(subject));
        let place = subject.trim_end_matches('的');
        // 80个乡镇300万群众: the words before belong to the count before.
        let taken = clause.link == Link::Direct && self.i > 0;
        let is_place = verb.is_none()
            && !taken
            && !place.is_empty()
            && subject.chars().count() <= MAX_PLACE
            && !subject.contains(['、', '和', '及', '“', '"'])
            && lexicon.words(Class::Scope).prefix_of(subject).is_none();
        // 甲厂日产4500吨生产线: an attribute before the numeral is what the quantity says of the thing.
        match lexicon.words(Class::Attribute).suffix_of(subject) {
            Some(attribute) if verb.is_none() => {
                let owner = &subject[..subject.len() - attribute.len()];
                format!("{}{noun}{attribute}", if owner.chars().count() <= MAX_PLACE { owner } else { "" })
            }
            _ if is_place => format!("{subject}{noun}"),
            _ => front(lexicon, &noun).to_owned(),
        }
    }

    /// 8个国家级、36个省级重点专科: the noun of the last item is that of all.
    fn completed(&self, noun: &str) -> String {
        let next = self.clauses.get(self.i + 1).filter(|next| next.link == Link::Item);
        if noun.ends_with('级')
            && noun.chars().count() <= 4
            && let Some(next) = next
        {
            let whole = object(self.lexicon, next.behind, next.runs_on);
            if let Some(at) = whole.find('级') {
                return format!("{noun}{}", &whole[at + '级'.len_utf8()..]);
            }
        }
        noun.to_owned()
    }

    /// What a sum of money is: 总投资, 投资; in a list it is said once.
    fn sum_of(&self, subject: &str) -> String {
        let attributes = self.lexicon.words(Class::Attribute);
        let own = attributes.suffix_of(subject);
        let inherited = || {
            let list = self.clauses[self.i].link == Link::Item;
            self.previous.filter(|_| list).and_then(|name| attributes.suffix_of(name))
        };
        own.or_else(inherited).unwrap_or(subject).to_owned()
    }

    /// An attribute of the thing named before: 项目50个，总投资3亿元.
    fn of_earlier(&self, attribute: &str) -> Name {
        let topic = self.topic();
        let Some(previous) = self.previous.filter(|_| topic.is_empty()) else {
            return Name {
                text: joined(base(self.lexicon, topic), attribute),
                sure: false,
                via: "attribute",
            };
        };
        // A share is one of the very indicator before; any other attribute belongs to its thing.
        let shares = ["占比", "比重", "比例"].contains(&attribute);
        let owner = if shares { previous } else { base(self.lexicon, previous) };
        // 办理提案65件，办结率100%: the rate is of the things, not of the act.
        let act = self.lexicon.words(Class::Verb).prefix_of(owner).filter(|_| attribute.ends_with('率'));
        let owner = act.map_or(owner, |act| &owner[act.len()..]);
        // 总值 and its total are one.
        let same = previous.ends_with("总值") && matches!(attribute, "总量" | "总额");
        let text = match same {
            true => previous.to_owned(),
            false => joined(owner, attribute),
        };
        Name { text, sure: true, via: "attribute" }
    }

    /// The verb of a list governs its items: 办理建议20件、提案65件.
    fn governed(&self, subject: &str) -> Option<String> {
        let previous = self.previous.filter(|_| self.clauses[self.i].link == Link::Item)?;
        let verbs = self.lexicon.words(Class::Verb);
        if self.lexicon.words(Class::Attribute).suffix_of(subject).is_some()
            || verbs.prefix_of(subject).is_some()
        {
            return None;
        }
        if let Some(nominal) = self.lexicon.words(Class::Nominal).suffix_of(previous) {
            return Some(format!("{subject}{nominal}")).filter(|_| !subject.ends_with(nominal));
        }
        verbs.prefix_of(previous).map(|verb| format!("{verb}{subject}"))
    }

    /// 改造老旧小区20个 → 老旧小区改造.
    fn turned(&self, subject: &str) -> String {
        match self.lexicon.words(Class::Nominal).prefix_of(subject) {
            Some(verb) if subject.len() > verb.len() && !subject.ends_with(verb) => {
                format!("{}{verb}", &subject[verb.len()..])
            }
            _ => self.with_change(without_verb(subject)),
        }
    }

    /// 经济增长 and 居民消费价格涨幅 are names, though 增长 and 涨幅 are what is said of others.
    fn with_change(&self, name: String) -> String {
        let tail = self.clauses[self.i].tail;
        if name == "经济" && tail.starts_with("增长") {
            return format!("{name}增长");
        }
        if (name.ends_with("价格") || name.ends_with("物价")) && tail.starts_with("涨幅") {
            return format!("{name}涨幅");
        }
        name
    }

    /// What the clause before, which holds no quantity, is about.
    fn topic(&self) -> &'t str {
        topic(self.lexicon, between(self.clauses, self.i))
    }
}

/// 5亿元以上大项目: the sum is a bound on the things behind it.
fn bounds_things(clause: &Clause<'_>) -> bool {
    let qualifier = clause.found.quantity.qualifier.as_deref();
    matches!(qualifier, Some("以上" | "以下" | "以内")) && !clause.behind.is_empty()
}

/// 商品房销售 and 销售额 → 商品房销售额: what both say is said once.
fn joined(owner: &str, attribute: &str) -> String {
    let ends = attribute.char_indices().map(|(at, c)| at + c.len_utf8());
    let shared = ends.rev().find(|&end| end >= 2 * '字'.len_utf8() && owner.ends_with(&attribute[..end]));
    format!("{owner}{}", &attribute[shared.unwrap_or(0)..])
}

/// 规模以上工业实现利润 → 规模以上工业利润: 实现 inside a name says nothing.
fn without_verb(name: &str) -> String {
    name.replace("实现", "")
}
