//! The adversarial texts. Owns the table of [`shapes`]: each repeats one unit between a start and an end.

/// A text that repeats one thing.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// What precedes the repeats, such as the heading of a plan.
    pub(crate) start: &'static str,
    /// What is repeated; empty for report-like text.
    pub(crate) unit: &'static str,
    /// What follows the repeats.
    pub(crate) end: &'static str,
}

impl Shape {
    /// The text in about `size` bytes.
    pub(crate) fn text(&self, size: usize) -> Vec<u8> {
        if self.unit.is_empty() {
            return plain(size);
        }
        let count = size / self.unit.len();
        [self.start, &self.unit.repeat(count), self.end].concat().into_bytes()
    }
}

/// Report-like text without repeated paragraphs: a figure in every few hundred bytes, a heading for every few paragraphs.
pub(crate) fn plain(size: usize) -> Vec<u8> {
    const WORDS: [&str; 16] = [
        "城乡", "产业", "项目", "生态", "农业", "教育", "创新", "民生", "交通", "社区", "园区", "市场",
        "文化", "水利", "就业", "养老",
    ];
    const PROSE: [&str; 8] = [
        "坚持把{}建设摆在突出位置，统筹推进{}与{}协同发展，",
        "深化{}领域改革，完善{}服务体系，",
        "着力补齐{}短板，{}面貌明显改善，",
        "一批群众关心的{}问题得到解决，{}保障更加有力，",
        "加快{}转型升级，推动{}提质增效，",
        "扎实开展{}专项行动，持续优化{}环境，",
        "健全{}工作机制，{}能力稳步提升，",
        "广泛凝聚{}共识，形成{}合力，",
    ];
    const FIGURES: [&str; 6] = [
        "地区生产总值达到#亿元，增长#%。",
        "新增{}企业#家。",
        "完成{}投资#亿元，同比增长#%。",
        "改造{}设施#处，惠及群众#万人。",
        "{}覆盖率提高到#%。",
        "城镇居民人均可支配收入增长#%左右。",
    ];
    let mut state = 1_u32;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut text = String::from("政府工作报告\n");
    let mut paragraph = 0;
    while text.len() < size {
        if paragraph % 8 == 0 {
            text += ["一、2023年工作回顾\n", "二、2024年工作安排\n"][paragraph / 8 % 2];
        }
        paragraph += 1;
        for _ in 0..6 {
            let ending =
                if next(2) == 0 { FIGURES[next(FIGURES.len())] } else { "社会大局保持稳定。" };
            for template in [PROSE[next(PROSE.len())], PROSE[next(PROSE.len())], ending] {
                for c in template.chars() {
                    match c {
                        '{' => text += WORDS[next(WORDS.len())],
                        '}' => {}
                        '#' => text += &(next(9000) as f64 / 10.0).to_string(),
                        c => text.push(c),
                    }
                }
            }
        }
        text.push('\n');
    }
    text.truncate(text.floor_char_boundary(size));
    text.into_bytes()
}

const PLAN: &str = "政府工作报告\n一、2023年工作回顾\n";
const NEXT: &str = "政府工作报告\n二、2024年工作安排\n";
const NOTES: &str = "政府工作报告\n名词解释\n";

/// Every shape.
pub(crate) fn shapes() -> Vec<Shape> {
    let table: &[(&str, &str, &str, &str)] = &[
        ("`5%`", "", "5%", ""),
        ("`5%` in a plan", NEXT, "5%", ""),
        ("`５％`", "", "５％", ""),
        ("`5%—`", "", "5%—", ""),
        ("`5%、`", PLAN, "5%、", ""),
        ("`5%，` in a plan", NEXT, "5%，", ""),
        ("`5%。`", PLAN, "5%。", ""),
        ("`5%` a line", PLAN, "5%\n", ""),
        ("`1个`", PLAN, "1个", ""),
        ("`一个`", PLAN, "一个", ""),
        ("digits", "", "9", ""),
        ("digits and points", "", "9.", ""),
        ("thousands", "", "1,111", ""),
        ("full-width thousands", "", "１，１１１", ""),
        ("numerals", "", "一", ""),
        ("numerals and scales", "", "一亿", ""),
        ("scales", "", "亿", ""),
        ("半", "", "半", ""),
        ("fractions", "", "1/3", ""),
        ("分之", "", "百分之", ""),
        ("products", "", "2×", ""),
        ("ranges", PLAN, "1%—2%，", ""),
        ("falling ranges", PLAN, "5—3%、", ""),
        ("ranges from to", PLAN, "由1亿元增加到2亿元，", ""),
        ("`\\n` as two characters", "", "\\n", ""),
        ("`\\u4e00` as characters", "", "\\u4e00", ""),
        ("`*`", "", "*", ""),
        ("`**` around words", PLAN, "**增长**", ""),
        ("`# ` headings", "", "# 工作\n", ""),
        ("`&ldquo;`", "", "&ldquo;", ""),
        ("`&nbsp;`", "", "&nbsp;", ""),
        ("`&#`", "", "&#", ""),
        ("`<p>` with a figure", "", "<p>增长5%</p>", ""),
        ("`<p>` alone", "", "<p>", ""),
        ("`<`", "", "<", ""),
        ("`<!--`", "", "<!--", ""),
        ("attributes", "<p ", "a=1 ", ">增长5%</p>"),
        ("`<td>` rows", "<table>", "<tr><td>1</td></tr>", "</table>"),
        ("nested `<div>`", "", "<div>", "增长5%"),
        ("byte order marks", "", "\u{feff}", "增长5%"),
        ("byte order marks in words", "", "\u{feff}增", ""),
        ("zero-width spaces", "", "增\u{200b}", ""),
        ("one-character lines", "", "增\n", ""),
        ("one-letter lines", "", "a\n", ""),
        ("one-digit lines", "", "1\n", ""),
        ("empty lines", "增长5%", "\n", "增长5%"),
        ("blanks", "增长", " ", "5%"),
        ("full-width blanks", "增长", "　", "5%"),
        ("blanks between characters", "", "增 长 ", ""),
        ("no punctuation", PLAN, "全市经济平稳增长人民生活改善", ""),
        ("no punctuation, with figures", PLAN, "全市经济平稳增长5%人民生活改善", ""),
        ("one clause", PLAN, "扎实推进", "5%"),
        ("many 的", PLAN, "的", "5%"),
        ("many 为", PLAN, "为", "甲乙5%"),
        ("many 等", PLAN, "甲等", "5个"),
        ("quotes never closed", PLAN, "“甲", "5%"),
        ("quotes closed only", PLAN, "甲”", "5%"),
        ("ASCII quotes", PLAN, "\"2项", ""),
        ("book marks never closed", PLAN, "《甲", "5%"),
        ("nested brackets", PLAN, "（", "5%"),
        ("closing brackets", PLAN, "）", "5%"),
        ("bracket pairs", PLAN, "（甲）", "5%"),
        ("ASCII brackets", "", "(", ""),
        ("brackets around figures", PLAN, "（增长5%）", ""),
        ("【 never closed", NOTES, "。①【", ""),
        (
            "subjects of 40 characters with a figure",
            PLAN,
            "全市高标准推进城乡融合发展综合试验建设示范工程重大基础设施补短板项目建设投资额5亿元，",
            "",
        ),
        ("names with 分别", PLAN, "甲、乙、丙分别增长5%、6%、7%，", ""),
        ("分别 alone", PLAN, "分别", "5%"),
        ("分别 without names", PLAN, "分别为5%、6%；", ""),
        ("lists of names", PLAN, "甲乙、", "分别增长5%、6%"),
        ("years", PLAN, "2023年", ""),
        ("years of comparison", PLAN, "比2023年5%", ""),
        ("ranges of years", PLAN, "2018年至2021年", ""),
        ("years with 分别", PLAN, "2018年、2019年分别5%、6%，", ""),
        ("plans", PLAN, "“十四五”末", ""),
        ("plans without an opening quote", PLAN, "五”末", "绿化率5%"),
        ("months", PLAN, "6月底前", "5%"),
        ("list marks 一是", PLAN, "一是", ""),
        ("list marks （一）", "", "（一）", ""),
        ("headings （一）", PLAN, "（一）工作\n", ""),
        ("headings 一、", "", "一、工作\n", ""),
        ("headings 1.", "", "1.工作\n", ""),
        ("headings of many levels", PLAN, "一、甲乙\n（一）甲乙\n1.甲乙\n（1）甲乙\n", ""),
        ("circled numbers", PLAN, "①", ""),
        ("lines of circled numbers", PLAN, "⑥甲乙丙丁\n", ""),
        ("dashes", PLAN, "——", ""),
        ("commas", PLAN, "，", ""),
        ("ASCII commas", PLAN, "甲,", ""),
        ("ASCII commas alone", "", ",", ""),
        ("points", "", ".", ""),
        ("ellipses", PLAN, "……", ""),
        ("semicolons", PLAN, "；", ""),
        ("markdown tables", PLAN, "| 指标 | 5% |\n", ""),
        ("bars", "", "|", ""),
        ("tabs", "", "5%\t", ""),
        ("CSV rows", "", "1,2,3,4,5,6\n", ""),
        ("glossary entries", NOTES, "1.三净：甲乙丙丁。\n", ""),
        ("glossary titles", PLAN, "名词解释\n", ""),
        ("glossary with sums", NOTES, "1.三净：", "五个、五个"),
        ("glossary definitions without end", "名词解释\n1.三净：", "五个、", ""),
        ("glossary entries of one name, mentioned", NOTES, "1.三净：三净。\n", "三净"),
        (
            "glossary entries of two names, mentioned",
            "三净三减三净三减\n名词解释\n",
            "1.三净：三减。\n2.三减：三净。\n",
            "",
        ),
        ("glossary quotes", "名词解释\n1.三净：", "“三”指", ""),
        ("note numbers", PLAN, "三净[1]、", ""),
        ("congress mentions", "", "第十四届人民代表大会第三次会议", ""),
        ("congress lines", "", "2024年1月15日在青禾市第十四届人民代表大会第三次会议上\n", ""),
        ("places", PLAN, "浙江省杭州市", ""),
        ("offices", "", "市长", ""),
        ("我代表", "", "现在，我代表市人民政府", ""),
        ("titles", "", "政府工作报告\n", ""),
        ("targets", NEXT, "力争绿化率增长9.9%，", ""),
        ("targets in years", NEXT, "在2025年绿化率9.9%，", ""),
        ("commitments", NEXT, "建成甲路，开工乙桥，", ""),
        ("commitments without marks", NEXT, "建成甲路开工乙桥", ""),
        ("relative targets", NEXT, "高于全省平均水平，", ""),
        ("negated targets", NEXT, "不设增长目标，", ""),
        ("pinyin", "", "报告(bào)", ""),
        ("pinyin that lost its character", "", "?(bào)", ""),
        ("question marks", "", "?", ""),
        ("questions in words", "", "增?", ""),
        ("replacement characters", "", "\u{fffd}", ""),
        ("traditional characters", "", "發展經濟", ""),
        ("doubtful traditional characters", "", "乾著後", ""),
        ("mojibake of UTF-8", "", "å¢žé•¿", ""),
        ("mojibake of GBK", "", "Ôö³¤", ""),
        ("GBK read out of step", "", "锟斤拷", ""),
        ("letters O for zeros", PLAN, "5OO家，", ""),
        ("doubled characters", "", "增增长长", ""),
        ("repeated paragraphs", "", "全市经济平稳增长，人民生活改善，社会大局稳定。\n", ""),
        ("page numbers", "", "增长\n- 1 -\n", ""),
        ("Latin words", "", "growth ", ""),
        ("combining marks", "增", "\u{301}", ""),
        ("rare characters", "", "𠀀", ""),
        ("emoji", "", "😀", ""),
        ("places of lost text", PLAN, "增长，达到亿元，", ""),
    ];
    let of_row = |&(name, start, unit, end): &(&'static str, &'static str, &'static str, &'static str)| {
        Shape { name, start, unit, end }
    };
    let mut shapes: Vec<Shape> = table.iter().map(of_row).collect();
    // A subject of a thousand characters, then bare figures: each must not carry the subject.
    let subject = "全市高标准推进城乡融合发展".repeat(80);
    let long = |start: &str| -> &'static str { String::leak(format!("{start}{subject}")) };
    for (name, start, unit) in [
        ("a long subject, then figures", PLAN, "5亿元、"),
        ("a long subject, then counts", PLAN, "5个、"),
        ("a long subject, then changes", PLAN, "，增长5%"),
        ("a long subject, then targets", NEXT, "，增长5%以上"),
        ("a long subject, then sentences", PLAN, "5亿元。增长6%，"),
    ] {
        shapes.push(Shape { name, start: long(start), unit, end: "" });
    }
    shapes
}
