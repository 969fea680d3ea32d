//! How much of the damage done on purpose is undone: `cargo run --release -p baogao-tests --example damage`.
//!
//! Prints a table; `--json` prints the numbers for `tools/accuracy.py`, `--errors NAME` what remains wrong of one
//! damage, as it should read and as it was read.

use std::{env, process::ExitCode};

use baogao::Repairer;
use baogao_tests::damage::{ALL, Damage, differences, repaired, texts, wrong};
use serde_json::json;

/// Characters shown on each side of a difference.
const CONTEXT: usize = 12;

fn main() -> ExitCode {
    let Some(texts) = texts() else { return ExitCode::FAILURE };
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        [] => table(&texts),
        ["--json"] => println!("{}", json(&texts)),
        ["--errors", name] => {
            let Some(damage) = ALL.iter().find(|damage| damage.name == name) else {
                eprintln!("no damage has the name {name}");
                return ExitCode::FAILURE;
            };
            errors(damage, &texts);
        }
        _ => {
            eprintln!("usage: damage [--json | --errors NAME]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn table(texts: &[(String, String)]) {
    println!(
        "| damage | characters | wrong before | wrong after | accuracy | with likely readings |\n|{}",
        "---|".repeat(6)
    );
    for damage in ALL {
        let score = damage.measure(texts);
        println!(
            "| {} | {} | {} | {} | {:.5} | {:.5} |",
            damage.name,
            score.chars,
            before(damage, texts),
            score.wrong,
            score.accuracy(),
            score.accuracy_with_likely()
        );
    }
}

/// One object a damage.
fn json(texts: &[(String, String)]) -> serde_json::Value {
    let score = |damage: &Damage| {
        let score = damage.measure(texts);
        json!({
            "name": damage.name,
            "what": damage.what,
            "chars": score.chars,
            "wrong_before": before(damage, texts),
            "wrong": score.wrong,
            "accuracy": score.accuracy(),
            "accuracy_with_likely": score.accuracy_with_likely(),
        })
    };
    ALL.iter().map(score).collect()
}

/// Wrong characters of the damaged copies as they are.
fn before(damage: &Damage, texts: &[(String, String)]) -> usize {
    damage.cases(texts).iter().map(|case| wrong(&case.clean, &case.damaged)).sum()
}

fn errors(damage: &Damage, texts: &[(String, String)]) {
    for case in damage.cases(texts) {
        let found = repaired(&Repairer::default(), &case.damaged);
        let [expected, read] = [&case.clean, &found].map(|text| text.chars().collect::<Vec<_>>());
        for (old, new) in differences(&case.clean, &found) {
            let show = |text: &[char], range: std::ops::Range<usize>| {
                let around = range.start.saturating_sub(CONTEXT)..(range.end + CONTEXT).min(text.len());
                text[around].iter().collect::<String>()
            };
            println!("{}: {:?} for {:?}", case.name, show(&read, new), show(&expected, old));
        }
    }
}
