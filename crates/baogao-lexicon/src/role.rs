//! What headings say of their sections. Owns `data/roles.tsv`.

use baogao_core::Role;

use crate::table::{Problem, Table};

const ROLES: Table =
    Table { file: "roles.tsv", text: include_str!("../data/roles.tsv"), columns: &["role", "where", "cue"] };

/// A cue in a heading, and the role that it gives.
#[derive(Debug)]
pub struct RoleEntry {
    /// What the section is for.
    pub role: Role,
    /// Whether the cue counts at the first level of the outline only.
    pub main_only: bool,
    /// The words that the heading contains.
    pub cue: &'static str,
}

pub(crate) fn load(problems: &mut Vec<Problem>) -> Vec<RoleEntry> {
    let mut roles = Vec::new();
    for row in ROLES.rows(problems) {
        let role = Role::ALL.into_iter().find(|role| role.as_str() == row.field(0));
        match (role, row.field(1), row.field(2)) {
            (Some(role), place @ ("main" | "any"), cue) if !cue.is_empty() => {
                roles.push(RoleEntry { role, main_only: place == "main", cue });
            }
            _ => problems
                .push(ROLES.problem(row.line, "a role, `main` or `any`, and a cue are needed".to_owned())),
        }
    }
    roles
}
