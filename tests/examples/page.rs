//! Makes the damaged page of the example notebooks out of a clean report, so that what it should read is known:
//! `cargo run -p baogao-tests --example page < clean.txt > page.txt`. Owns what the invented site puts around the
//! report; the damage itself is `baogao_tests::damage`'s.

use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

use baogao_tests::damage::ALL;
use fastrand::Rng;

/// Another seed gives another page; the committed one is of this.
const SEED: u64 = 3;
const HEADER: &str = "汀洲市人民政府门户网站\n首页 > 政府信息公开 > 政府工作报告\n\
                      发布时间：2025-01-20 来源：市政府办公室 浏览次数：486次\n";
const FOOTER: &str = "【打印本页】 【关闭窗口】\n上一篇：汀洲市2024年预算执行情况\n下一篇：没有了\n";

fn main() -> ExitCode {
    let mut clean = String::new();
    let Some(damage) = ALL.iter().find(|damage| damage.name == "repair.pinyin") else {
        eprintln!("no damage has the name repair.pinyin");
        return ExitCode::FAILURE;
    };
    let page = io::stdin().read_to_string(&mut clean).and_then(|_| {
        let page = (damage.to)(&format!("{HEADER}{clean}{FOOTER}"), &mut Rng::with_seed(SEED));
        io::stdout().write_all(page.as_bytes())
    });
    match page {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
