//! How a target reads that is more than its number: what is pledged, and of what.

use baogao_core::{Report, Target, TargetForm};

use crate::show::{NAME, amount, clip};

/// What the target is about: its indicator, or a commitment's object.
pub(crate) fn subject(target: &Target) -> String {
    let subject = target.object.as_deref().filter(|_| target.form == TargetForm::Commitment);
    clip(subject.unwrap_or(&target.indicator), NAME).into_owned()
}

/// What is pledged: the amount with its bound, the yardstick, the deed.
pub(crate) fn pledge(report: &Report, target: &Target) -> String {
    match target.form {
        TargetForm::Figure => report.figure_of(target).map_or_else(String::new, amount),
        TargetForm::Relative => reference(target),
        TargetForm::Commitment => {
            let deadline = target.deadline.as_ref().map_or("", |deadline| deadline.text.as_str());
            let action = target.action.as_deref().unwrap_or_default();
            format!("{} {}", clip(deadline, NAME), clip(action, NAME)).trim().to_owned()
        }
        TargetForm::Absent => "none set".to_owned(),
    }
}

/// The yardstick of a relative target, with the distance from it.
fn reference(target: &Target) -> String {
    let Some(reference) = &target.reference else { return String::new() };
    let unit = reference.unit.as_deref().unwrap_or_default();
    let offset = reference.offset.map_or_else(String::new, |offset| format!(" {}{unit}", offset.normalize()));
    format!("{}{offset}", clip(&reference.text, NAME))
}
