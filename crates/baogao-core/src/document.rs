//! What sort of document a text is. Owns [`DocumentKind`].

use serde::{Deserialize, Serialize};

/// The sort of a document, as its head says it.
///
/// ```
/// use baogao_core::DocumentKind;
/// assert_eq!(DocumentKind::BudgetReport.as_str(), "budget_report");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A government work report (政府工作报告), or the work report of a zone (管委会工作报告).
    WorkReport,
    /// A report on the plan for economic and social development (国民经济和社会发展计划).
    PlanReport,
    /// A report on the budget (预算执行情况, 预算草案).
    BudgetReport,
    /// The outline of a five-year plan (规划纲要), or a report on it.
    Outline,
    /// A statistical bulletin (统计公报).
    Bulletin,
    /// Another document, or one whose head does not say what it is.
    #[default]
    Other,
}

impl DocumentKind {
    /// The name in JSON, tables and Python.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WorkReport => "work_report",
            Self::PlanReport => "plan_report",
            Self::BudgetReport => "budget_report",
            Self::Outline => "outline",
            Self::Bulletin => "bulletin",
            Self::Other => "other",
        }
    }
}
