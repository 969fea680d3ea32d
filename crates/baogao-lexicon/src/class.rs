//! Classes of words. Owns the closed list of classes, and `data/{words,numerals,targets}.tsv`, which hold their words.
//!
//! What a class is for is said by its comment in the file that holds it; `tools/tidy.py` checks that each has one.

use crate::table::{Problem, Table};

const FILES: [Table; 3] = [
    Table { file: "words.tsv", text: include_str!("../data/words.tsv"), columns: &COLUMNS },
    Table { file: "numerals.tsv", text: include_str!("../data/numerals.tsv"), columns: &COLUMNS },
    Table { file: "targets.tsv", text: include_str!("../data/targets.tsv"), columns: &COLUMNS },
];
const COLUMNS: [&str; 2] = ["class", "word"];

macro_rules! classes {
    ($($variant:ident = $name:literal,)*) => {
        /// A class of words by what they do; a class is described by its comment in the file that holds its words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Class {
            $(#[doc = concat!("The words of class `", $name, "`.")] $variant,)*
        }

        impl Class {
            /// Every class.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name in the tables.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

classes! {
    Modality = "modality",
    ModalityNarrow = "modality_narrow",
    NotModality = "not_modality",
    Head = "head",
    Weak = "weak",
    Tail = "tail",
    Attribute = "attribute",
    HeadingEnd = "heading_end",
    Past = "past",
    Speech = "speech",
    Verb = "verb",
    Five = "five",
    Done = "done",
    Todo = "todo",
    Nominal = "nominal",
    NounEnd = "noun_end",
    Compound = "compound",
    Preposition = "preposition",
    Adverb = "adverb",
    Relative = "relative",
    Outcome = "outcome",
    Filler = "filler",
    Activity = "activity",
    Comparison = "comparison",
    Scope = "scope",
    PredicateStart = "predicate_start",
    Annual = "annual",
    TextStart = "text_start",
    Wide = "wide",
    Falls = "falls",
    Rises = "rises",
    FiveAhead = "five_ahead",
    Generic = "generic",
    SharedNoun = "shared_noun",
    PledgeNoun = "pledge_noun",
    PlaceWord = "place_word",
    Compares = "compares",
    Streak = "streak",
    EndsPlan = "ends_plan",
    Before = "before",
    NotBefore = "not_before",
    After = "after",
    NotAfter = "not_after",
    NameHead = "name_head",
    Counted = "counted",
    Idiom = "idiom",
    ClockName = "clock_name",
    HeadingAhead = "heading_ahead",
    HeadingDone = "heading_done",
    PropertyNoun = "property_noun",
    ResultVerb = "result_verb",
    Earned = "earned",
    PartOfYear = "part_of_year",
    HeadingWork = "heading_work",
    ThisYear = "this_year",
    AnnualAim = "annual_aim",
    Recalled = "recalled",
    JustPassed = "just_passed",
    Unusual = "unusual",
    KeyYear = "key_year",
    LastYear = "last_year",
    People = "people",
    NoSign = "no_sign",
    Label = "label",
    Currency = "currency",
    HalfUnit = "half_unit",
    HalfWord = "half_word",
    TargetList = "target_list",
    Hard = "hard",
    Soft = "soft",
    Expected = "expected",
    Binding = "binding",
    NotCue = "not_cue",
    About = "about",
    Aspiration = "aspiration",
    Negation = "negation",
    VagueTarget = "vague_target",
    Above = "above",
    Below = "below",
    Yardstick = "yardstick",
    InStep = "in_step",
    InStepAbout = "in_step_about",
    Measured = "measured",
    AssignedVerb = "assigned_verb",
    Assigner = "assigner",
    Assigned = "assigned",
    AssignedEnd = "assigned_end",
    GenericTask = "generic_task",
    Trend = "trend",
    TrendAnywhere = "trend_anywhere",
    Standing = "standing",
    StandingVerb = "standing_verb",
    RelativeAdverb = "relative_adverb",
    Opener = "opener",
    Pusher = "pusher",
    Pace = "pace",
    Ends = "ends",
    EndsStrict = "ends_strict",
    MakesThing = "makes_thing",
    NotMakes = "not_makes",
    Thing = "thing",
    NotThing = "not_thing",
    VagueObject = "vague_object",
    MakesWork = "makes_work",
    Work = "work",
    WorkAlone = "work_alone",
    MakesText = "makes_text",
    Text = "text",
    VagueText = "vague_text",
    MakesBody = "makes_body",
    Body = "body",
    MakesEvent = "makes_event",
    Event = "event",
    VagueEvent = "vague_event",
    MakesHonour = "makes_honour",
    Honour = "honour",
    AllCovered = "all_covered",
    CoveredVague = "covered_vague",
    Deadline = "deadline",
    NextYear = "next_year",
    NoDeadlineYear = "no_deadline_year",
    LooksBack = "looks_back",
    Conditional = "conditional",
    NotHonour = "not_honour",
    PushedEnd = "pushed_end",
    NotObject = "not_object",
    AssignedName = "assigned_name",
    Praise = "praise",
    VagueThing = "vague_thing",
}

/// The words of every class, by its number; a row of an unknown class, without a word, or written twice is a problem.
pub(crate) fn load(problems: &mut Vec<Problem>) -> Vec<Vec<&'static str>> {
    let mut lists = vec![Vec::new(); Class::ALL.len()];
    for table in FILES {
        for row in table.rows(problems) {
            let (name, word) = (row.field(0), row.field(1));
            let class = Class::ALL.into_iter().find(|class| class.as_str() == name);
            match class.map(|class| &mut lists[class as usize]) {
                Some(_) if word.is_empty() => {
                    problems.push(table.problem(row.line, format!("`{name}` without a word")));
                }
                Some(list) => list.push(word),
                None => problems.push(table.problem(row.line, format!("`{name}` is not a class"))),
            }
        }
    }
    lists
}
