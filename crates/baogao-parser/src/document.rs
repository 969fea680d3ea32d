//! What sort of document a text is. Owns the reading of its head; what a document of another sort says is read as far as the
//! rules for reports apply.

use baogao_core::DocumentKind;

/// Words of a head, each with what the document is. The first that is found counts: a report on a budget names the work
/// report of the same congress less often than a work report names a budget in its head.
const WORDS: [(&str, DocumentKind); 12] = [
    ("统计公报", DocumentKind::Bulletin),
    ("预算执行情况", DocumentKind::BudgetReport),
    ("预算（草案）", DocumentKind::BudgetReport),
    ("预算草案", DocumentKind::BudgetReport),
    ("社会发展计划执行情况", DocumentKind::PlanReport),
    ("社会发展计划草案", DocumentKind::PlanReport),
    ("社会发展计划（草案）", DocumentKind::PlanReport),
    ("政府工作报告", DocumentKind::WorkReport),
    ("规划纲要", DocumentKind::Outline),
    ("计划纲要", DocumentKind::Outline),
    ("远景目标纲要", DocumentKind::Outline),
    ("工作报告", DocumentKind::WorkReport),
];

/// The longest line of a head, in characters: sentences name other documents.
const LINE: usize = 60;

/// The sort of a document whose head has these lines; `is_report` where its salutation is that of a work report.
pub(crate) fn kind<'t>(lines: impl Iterator<Item = &'t str>, is_report: bool) -> DocumentKind {
    let head: Vec<String> = lines
        .filter(|line| line.chars().count() <= LINE)
        .map(|line| line.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    let named = |line: &String| WORDS.iter().find(|(word, _)| line.contains(word)).map(|&(_, kind)| kind);
    // The first line that names a sort is the title.
    match head.iter().find_map(named) {
        Some(kind) => kind,
        None if is_report => DocumentKind::WorkReport,
        None => DocumentKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_what_a_document_is() {
        for (head, expected) in [
            (
                &["青川市政府工作报告", "——2024年1月9日在青川市第五届人民代表大会上"][..],
                DocumentKind::WorkReport,
            ),
            (&["政 府 工 作 报 告"], DocumentKind::WorkReport),
            (&["青禾经济技术开发区管委会2024年工作报告"], DocumentKind::WorkReport),
            (&["关于青川市2023年财政预算执行情况和2024年财政预算（草案）的报告"], DocumentKind::BudgetReport),
            (
                &["关于青川市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告"],
                DocumentKind::PlanReport,
            ),
            (&["青川市国民经济和社会发展第十四个五年规划纲要"], DocumentKind::Outline),
            (&["青川市2023年国民经济和社会发展统计公报"], DocumentKind::Bulletin),
            (&["青川市人民政府办公室关于印发方案的通知"], DocumentKind::Other),
        ] {
            assert_eq!(kind(head.iter().copied(), false), expected, "{head:?}");
        }
        assert_eq!(kind(["2024年1月9日"].into_iter(), true), DocumentKind::WorkReport);
        let sentence = "我受市人民政府委托，向大会报告2023年预算执行情况，请各位代表审议，并请政协各位委员和其他列席人员提出意见。今年以来，各项事业取得新的成绩，全年任务圆满完成。";
        assert_eq!(kind([sentence].into_iter(), false), DocumentKind::Other);
    }
}
