//! What the line fixer joins, and what it must keep apart.

use super::plan;
use crate::fixers::testing::{leaves, repairs};

#[test]
fn joins_sentences_cut_by_pages() {
    repairs(
        plan,
        "全年完成投资八亿元。新建创新集\n\n聚区一处，开工率高。",
        "全年完成投资八亿元。新建创新集聚区一处，开工率高。",
    );
    repairs(
        plan,
        "1.“双随机”：随机抽取对象的简称，到今年底，全市至少三十家重点企业达到一级\n\n水平。",
        "1.“双随机”：随机抽取对象的简称，到今年底，全市至少三十家重点企业达到一级水平。",
    );
    repairs(
        plan,
        "环境好转。深入开展“重点项目攻坚年”\n\n要求，全面推开。",
        "环境好转。深入开展“重点项目攻坚年”要求，全面推开。",
    );
    // A number cut in two is no enumeration.
    repairs(
        plan,
        "办好民生实事。全年改造住房八百套，受益二千人。十\n二是改造道路。",
        "办好民生实事。全年改造住房八百套，受益二千人。十二是改造道路。",
    );
}

#[test]
fn joins_hyperlinked_words_and_subscripts() {
    repairs(plan, "空气好转。细颗粒物（PM\n2.5\n）浓度下降。", "空气好转。细颗粒物（PM2.5）浓度下降。");
    repairs(
        plan,
        "推进改革。认真执行\n《青川条例》\n，把政府\n权力\n严格限制在法律之内。",
        "推进改革。认真执行《青川条例》，把政府权力严格限制在法律之内。",
    );
    repairs(plan, "加强治理。惩治\"\n青川帮\n\"等团伙。", "加强治理。惩治\"青川帮\"等团伙。");
    repairs(plan, "城镇是\n青川省\n的主要载体。", "城镇是青川省的主要载体。");
}

#[test]
fn joins_the_name_of_a_congress() {
    repairs(plan, "——在青川市第七届人民代表大会  \n第二次会议上", "——在青川市第七届人民代表大会第二次会议上");
    leaves(plan, &["——在青川市第七届人民代表大会第二次会议上\n青川市市长 林溪"]);
}

#[test]
fn joins_words_that_the_document_knows() {
    let report = "推动青川发展，加快产业发展，实现绿色发展。";
    let cut = format!("{report}\n经济社会发\n展的好形势鼓舞了我们。");
    repairs(plan, &cut, &format!("{report}\n经济社会发展的好形势鼓舞了我们。"));
    leaves(plan, &[&format!("{report}\n加快发展\n全市经济平稳运行。")]);
}

#[test]
fn drops_a_doubled_character() {
    repairs(plan, "空气质量好转。细颗\n\n颗粒物浓度下降。", "空气质量好转。细颗粒物浓度下降。");
    repairs(plan, "环境好转。我们要常\n\n常抓不懈。", "环境好转。我们要常常抓不懈。");
    // It shows the cut by itself, but not before what opens a paragraph.
    let cut = "投资稳定增长。全年建成贫困地区\n区域道路八百里。";
    repairs(plan, cut, "投资稳定增长。全年建成贫困地区域道路八百里。");
}

#[test]
fn unwraps_wrapped_texts() {
    let sentence = "青川市经济稳中有进结构优化动能增强全年完成投资八亿元。".repeat(6);
    let chars: Vec<char> = sentence.chars().collect();
    let wrapped = |indent: &str| {
        let lines: Vec<String> = chars.chunks(30).map(|line| line.iter().collect()).collect();
        format!("{indent}{}\n", lines.join("\n")).repeat(8)
    };
    let indented = format!("　　{sentence}\n").repeat(8);
    repairs(plan, &wrapped("　　"), &indented);
}

#[test]
fn keeps_paragraphs_and_headings_apart() {
    leaves(
        plan,
        &[
            "一、工作回顾\n过去一年，我们奋力前行。",
            "全年工作完成。成绩居全市第一\n\n一年来，我们聚焦发展。",
            "实现了目标。\n推动改革。",
            "办好各项工作。做到全覆盖\n（一）加快转型",
            "让信心强起来\n稳预期、强信心是关键所在。",
            "坚持实事求是\n广大干部奋勇争先。",
            "（一）坚持稳中求进，推动产业转型，着力增强发展动能后劲\n工业经济稳步回升。",
            "全年工作完成。成绩居全市第一（详见附表）\n青川市统计局",
            "各项工作完成。我们奋勇争先\n各位代表，成绩来之不易。",
            "圆满完成任务。成绩居全省前列\n与此同时，我们也看到不足。",
        ],
    );
}
