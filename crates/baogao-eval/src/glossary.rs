//! The glossary. Owns which predicted term answers which labelled one; it must not know the other records.
//!
//! Named assumption: *a term is its words*, wherever it is; definition and expansion are compared whole.

use crate::{
    gold::GoldTerm,
    matching::Pool,
    norm::norm,
    prediction::PredictedTerm,
    scores::{Document, Miss},
};

pub(crate) fn score(gold: &[GoldTerm], predicted: &[PredictedTerm], document: &mut Document) {
    let mut pool = Pool::new(predicted.iter().map(|term| term.term.as_deref().map(norm)));
    for label in gold {
        let miss = |sort, got, want| Miss { sort, at: label.at, subject: label.term.clone(), got, want };
        let Some(index) = pool.take([Some(norm(&label.term))]) else {
            document.missed("glossary.terms", miss("term missed", None, None));
            continue;
        };
        let term = &predicted[index];
        document.found("glossary.terms");
        let same = term.definition.as_deref().map(norm) == label.definition.as_deref().map(norm);
        if !document.judge("glossary.definition", same) {
            document.misses.push(miss("definition", term.definition.clone(), label.definition.clone()));
        }
        let items =
            |list: &Option<Vec<String>>| list.iter().flatten().map(|item| norm(item)).collect::<Vec<_>>();
        let expansion = items(&label.expansion);
        if !expansion.is_empty() && !document.judge("glossary.expansion", expansion == items(&term.expansion))
        {
            let words = |list: &Option<Vec<String>>| list.as_ref().map(|list| list.join("、"));
            document.misses.push(miss("expansion", words(&term.expansion), words(&label.expansion)));
        }
    }
    for term in pool.rest().map(|index| &predicted[index]) {
        let subject = term.term.clone().unwrap_or_default();
        let miss = Miss { sort: "term not in gold", at: None, subject, got: None, want: None };
        document.alarm("glossary.terms", miss);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::Counts;

    fn label(term: &str, definition: &str, expansion: &[&str]) -> GoldTerm {
        GoldTerm {
            at: Some(1),
            term: term.to_owned(),
            definition: Some(definition.to_owned()),
            expansion: Some(expansion.iter().map(ToString::to_string).collect()),
        }
    }

    fn predicted(term: &str, definition: &str, expansion: Option<&[&str]>) -> PredictedTerm {
        PredictedTerm {
            term: Some(term.to_owned()),
            definition: Some(definition.to_owned()),
            expansion: expansion.map(|list| list.iter().map(ToString::to_string).collect()),
        }
    }

    fn scored(gold: &[GoldTerm], predicted: &[PredictedTerm]) -> Document {
        let mut document = Document::new("d");
        score(gold, predicted, &mut document);
        document
    }

    #[test]
    fn a_term_is_its_words_wherever_it_stands() {
        let gold = [label("“三绿”", "绿水、绿山、绿城。", &["绿水", "绿山"])];
        let found = scored(&gold, &[predicted("三绿", "绿水绿山绿城", Some(&["绿水", "绿山"]))]);
        assert_eq!(found.misses, []);
        let other = scored(&gold, &[predicted("三绿行动", "", None)]);
        assert_eq!(other.tally.get("glossary.terms"), Some(Counts::Found([0, 1, 1])));
    }

    #[test]
    fn expansions_are_compared_in_order_and_only_where_a_label_has_one() {
        let wrong = [predicted("三绿", "绿", Some(&["绿山", "绿水"]))];
        let ordered = scored(&[label("三绿", "绿", &["绿水", "绿山"])], &wrong);
        assert_eq!(ordered.tally.get("glossary.expansion"), Some(Counts::Judged([0, 1])));
        assert_eq!(ordered.misses[0].to_string(), "1 三绿: 绿山、绿水 for 绿水、绿山");
        assert_eq!(scored(&[label("三绿", "绿", &[])], &wrong).tally.get("glossary.expansion"), None);
    }

    #[test]
    fn each_term_answers_once() {
        let twice = [label("三绿", "绿", &[]), label("三绿", "绿", &[])];
        let document = scored(&twice, &[predicted("三绿", "红", None)]);
        assert_eq!(document.tally.get("glossary.terms"), Some(Counts::Found([1, 0, 1])));
        assert_eq!(document.tally.get("glossary.definition"), Some(Counts::Judged([0, 1])));
    }
}
