//! One file, one sort of damage. Each fixer looks at a text and plans edits; none sees another's plans.

pub(crate) mod copies;
pub(crate) mod escape;
pub(crate) mod furniture;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod lines;
pub(crate) mod lost;
pub(crate) mod markdown;
pub(crate) mod mojibake;
pub(crate) mod ocr;
pub(crate) mod pages;
pub(crate) mod pinyin;
pub(crate) mod punctuation;
pub(crate) mod recoded;
pub(crate) mod repeated;
pub(crate) mod script;
pub(crate) mod spacing;

/// The lines of a lexicon file that say something: no comments, no blank lines.
pub(crate) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What every fixer's tests say: this becomes that, and those stay as they are.
#[cfg(test)]
pub(crate) mod testing {
    use crate::repairer::{Plan, apply, choose};

    fn run(fixer: fn(&str, &mut Vec<Plan>), text: &str) -> String {
        let mut plans = Vec::new();
        fixer(text, &mut plans);
        apply(text, &choose(plans)).0
    }

    #[track_caller]
    pub(crate) fn repairs(fixer: fn(&str, &mut Vec<Plan>), damaged: &str, expected: &str) {
        assert_eq!(run(fixer, damaged), expected);
    }

    /// What a fixer reports without mending it: the place's text and the likely reading.
    #[track_caller]
    pub(crate) fn reports(fixer: fn(&str, &mut Vec<Plan>), text: &str, expected: &[(&str, Option<&str>)]) {
        let mut plans = Vec::new();
        fixer(text, &mut plans);
        let found: Vec<(&str, Option<&str>)> = plans
            .iter()
            .filter(|plan| plan.message().is_some())
            .map(|plan| (&text[plan.range.clone()], plan.known.then_some(plan.text.as_str())))
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[track_caller]
    pub(crate) fn leaves(fixer: fn(&str, &mut Vec<Plan>), texts: &[&str]) {
        for text in texts {
            assert_eq!(run(fixer, text), *text);
        }
    }
}
