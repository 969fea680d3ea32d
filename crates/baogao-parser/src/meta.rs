//! Who reports to whom, and when. Owns the reading of the title lines, the salutation and the years of the main
//! headings.

use crate::cut::cut;
use baogao_core::{Date, Extent, Level, Meta, Section};
use baogao_lexicon::Lexicon;

use crate::{
    block::Block,
    division::{COUNTRY, Division, Divisions},
    document,
    lex::period,
    speaker::speaker,
    year,
};

/// Title lines end with the salutation, at the latest after this many paragraphs.
const MAX_HEADER: usize = 14;
/// The salutation and its first sentence are looked for in this many paragraphs.
const OPENING: usize = 20;

/// What the report says of itself; `captions` are lines set aside as furniture, which may name the speaker.
pub(crate) fn meta(
    lexicon: &Lexicon,
    text: &str,
    blocks: &[Block<'_>],
    sections: &[Section],
    captions: &[&str],
) -> Meta {
    let header: Vec<&str> = header(blocks, sections);
    let opening: Vec<&str> = blocks.iter().take(OPENING).map(|block| block.text).collect();
    let mut meta = Meta::default();
    let is_named = |line: &&str| line.contains("政府工作报告");
    let is_retold = opening.iter().any(|line| line.contains("作政府工作报告"));
    if header.iter().chain(captions).any(is_named) || is_retold || is_salutation(&opening) {
        meta.title = Some("政府工作报告".to_owned());
    }
    let head = header.iter().copied().chain(captions.iter().copied());
    meta.document_kind = document::kind(head, meta.title.is_some());
    if header.iter().any(|line| line.contains("摘要") || line.contains("摘登")) {
        meta.extent = Extent::Summary;
    }
    let lines = || header.iter().copied().chain(captions.iter().copied());
    meta.delivered_on = delivered_on(lines());
    // A slogan about the system of congresses names none; one whose numbers are lost still says where.
    let numbered = |congress: &Congress| congress.term.is_some() || congress.session.is_some();
    let congress = lines().filter_map(congress).find(numbered).or_else(|| lines().find_map(congress));
    if let Some(congress) = &congress {
        meta.congress_term = congress.term;
        meta.congress_session = congress.session;
    }
    let national = national_session(&header, &opening);
    let head = year::Head { lines: &header, delivered: meta.delivered_on, national };
    let years = year::years(lexicon, &head, sections, blocks);
    (meta.review_year, meta.plan_year) = (years.review, years.plan);
    if let Some(speaker) = lines().find_map(speaker) {
        meta.speaker = Some(speaker.name);
        meta.speaker_office = Some(speaker.office.to_owned());
        meta.acting = speaker.acting;
    }
    let place = congress.as_ref().map_or("", |congress| congress.place.as_str());
    if let Some(division) = jurisdiction(text, &header, &opening, place, meta.plan_year) {
        let divisions = Divisions::get();
        meta.level = Some(division.level());
        meta.adcode = Some(division.code.to_owned());
        meta.jurisdiction = Some(if division == COUNTRY {
            COUNTRY.name.to_owned()
        } else {
            divisions.path(division, meta.plan_year)
        });
        meta.congress = congress.map(|congress| congress.name(division.name));
    } else {
        // A place that the table lacks is reported as it is written; its code stays unknown.
        let named = place.chars().count() > 2;
        meta.jurisdiction = named.then(|| place.to_owned());
        meta.level = written_level(place).filter(|_| named);
        meta.congress =
            congress.filter(|congress| !congress.place.is_empty()).map(|congress| congress.name(""));
    }
    meta
}

/// The term and session of the National People's Congress that the report is delivered to.
fn national_session(header: &[&str], opening: &[&str]) -> Option<(u16, u16)> {
    let addressed = |line: &&&str| line.contains("代表国务院") || line.contains("全国人民代表大会");
    let own = |congress: &Congress| congress.place == "全国";
    let line = header.iter().chain(opening).filter(addressed);
    line.filter_map(|line| {
        // 第十届全国人民代表大会第一次会议 names the place behind the term.
        let at = line.find("届全国人民代表大会第")?;
        let before = line.get(..at)?;
        let term = ordinal(before.get(before.rfind('第')? + '第'.len_utf8()..)?)?;
        let after = line.get(at + "届全国人民代表大会第".len()..)?;
        let (session, rest) = after.split_once('次')?;
        (!rest.starts_with("会议以来")).then_some((term, ordinal(session)?))
    })
    .next()
    .or_else(|| {
        header.iter().filter_map(|line| congress(line)).find(own).and_then(|c| Some((c.term?, c.session?)))
    })
}

/// The title lines: what is before the salutation and the first heading.
fn header<'t>(blocks: &[Block<'t>], sections: &[Section]) -> Vec<&'t str> {
    let first = sections.first().map_or(usize::MAX, |section| section.span.start() as usize);
    blocks
        .iter()
        .take(MAX_HEADER)
        .take_while(|block| block.start < first && !block.text.starts_with("各位代表"))
        .map(|block| block.text)
        .collect()
}

fn is_salutation(opening: &[&str]) -> bool {
    opening.iter().any(|line| {
        line.contains("我代表")
            && (line.contains("报告工作") || line.contains("工作报告") || line.contains("报告政府工作"))
            && line.contains("审议")
    })
}

/// The date in the line that names the congress; else the only date of the header.
fn delivered_on<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<Date> {
    let named = |line: &&str| line.contains("会议") || line.contains("大会");
    lines.clone().filter(named).find_map(date).or_else(|| {
        let mut dates = lines.filter_map(date);
        dates.next().filter(|first| dates.all(|other| other == *first))
    })
}

/// The first date of a line: 2022年1月25日, 二〇〇四年一月八日, or 2023223 where its 年月日 are lost.
fn date(line: &str) -> Option<Date> {
    for mention in period::years(line) {
        let rest = &line[mention.range.end..];
        // A year alone, as in the title on the same line, is no date.
        let Some((month, rest)) = day_part(rest, '月') else { continue };
        let Some((day, _)) = day_part(rest, '日') else { continue };
        if let Some(date) = Date::new(mention.year, month, day) {
            return Some(date);
        }
    }
    lost_date(line)
}

/// A number below 32 in digits or Chinese numerals, and what follows its unit.
fn day_part(text: &str, unit: char) -> Option<(u8, &str)> {
    let (at, _) = text.char_indices().take_while(|&(at, _)| at <= 9).find(|&(_, c)| c == unit)?;
    let words = text[..at].trim();
    let rest = &text[at + unit.len_utf8()..];
    if let Ok(number) = words.parse() {
        return Some((number, rest));
    }
    let mut value = 0_u8;
    for c in words.chars() {
        if c == '十' {
            value = value.max(1).checked_mul(10)?;
        } else {
            let digit = "一二三四五六七八九".chars().position(|d| d == c)?;
            value = value.checked_add(u8::try_from(digit).ok()? + 1)?;
        }
    }
    (value > 0).then_some((value, rest))
}

/// A date without its 年月日, when it can be read in one way only: 2023223 is 23 February.
fn lost_date(line: &str) -> Option<Date> {
    let start = line.find(|c: char| c.is_ascii_digit())?;
    let digits: &str = cut(line, start..start + line[start..].bytes().take_while(u8::is_ascii_digit).count());
    if !(6..=8).contains(&digits.len()) || !line.contains("会议") && !line.contains("大会") {
        return None;
    }
    let year: u16 = digits[..4].parse().ok().filter(|year| period::YEARS.contains(year))?;
    let rest = &digits[4..];
    let readings: Vec<Date> = (1..rest.len())
        .filter(|&cut| !rest[..cut].starts_with('0') || rest.len() == 4)
        .filter(|&cut| !rest[cut..].starts_with('0') || rest.len() == 4)
        .filter_map(|cut| Date::new(year, rest[..cut].parse().ok()?, rest[cut..].parse().ok()?))
        .collect();
    match readings[..] {
        // Congresses meet from January to April, seldom in the last weeks of the year before.
        [only] if only.month() <= 4 || only.month() == 12 => Some(only),
        _ => None,
    }
}

struct Congress {
    /// The place as written before 第…届, perhaps only 市.
    place: String,
    term: Option<u16>,
    session: Option<u16>,
}

impl Congress {
    fn name(&self, division: &str) -> String {
        let place = if self.place.chars().count() > 1 { self.place.as_str() } else { division };
        match self.term {
            Some(term) => format!("{place}第{}届人民代表大会", spelled(term)),
            None => format!("{place}人民代表大会"),
        }
    }
}

/// 在青川市白石区第十七届人民代表大会第二次会议上, or 市五届人大三次会议.
fn congress(line: &str) -> Option<Congress> {
    if let Some(at) = line.find("人民代表大会") {
        let (before, after) = (&line[..at], &line[at + "人民代表大会".len()..]);
        let (place, term) = match before.rfind('第') {
            Some(start) => {
                (&before[..start], ordinal(before[start + '第'.len_utf8()..].trim_end_matches('届')))
            }
            None => (before, None),
        };
        let session =
            after.strip_prefix('第').and_then(|rest| rest.split_once('次')).and_then(|(n, _)| ordinal(n));
        return Some(Congress { place: place_name(place).to_owned(), term, session });
    }
    let at = line.find("届人大")?;
    let before = &line[..at];
    let start =
        before.char_indices().rev().take_while(|(_, c)| "一二三四五六七八九十".contains(*c)).last()?.0;
    let after = &line[at + "届人大".len()..];
    Some(Congress {
        // 省第十三届人大 is written beside 省十三届人大.
        place: place_name(before[..start].trim_end_matches('第')).to_owned(),
        term: ordinal(&before[start..]),
        session: after.split_once('次').and_then(|(n, _)| ordinal(n.trim_start_matches('第'))),
    })
}

/// The name at the end of a text: what is behind 在 or any mark.
fn place_name(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, c)| c == '在' || c.is_ascii() || "，。、：；—－（）年月日".contains(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

fn ordinal(text: &str) -> Option<u16> {
    let number = crate::lex::number::number(text)?;
    (number.len == text.len() && number.scale.zeros == 0).then(|| number.value.try_into().ok()).flatten()
}

/// A number below a hundred in Chinese numerals.
fn spelled(n: u16) -> String {
    let digit = |n: u16| "零一二三四五六七八九".chars().nth(n as usize).unwrap_or('零');
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_string(),
        (tens, ones) => {
            let mut text = if tens > 1 { digit(tens).to_string() } else { String::new() };
            text.push('十');
            if ones > 0 {
                text.push(digit(ones));
            }
            text
        }
    }
}

/// The place that reports: named with its congress or its government, else the one the text speaks of most.
fn jurisdiction(
    text: &str,
    header: &[&str],
    opening: &[&str],
    congress: &str,
    year: Option<u16>,
) -> Option<Division> {
    let divisions = Divisions::get();
    if opening.iter().any(|line| line.contains("代表国务院")) {
        return Some(COUNTRY);
    }
    if let Some(found) = divisions.resolve(congress, year) {
        return Some(found);
    }
    for line in header {
        let named = ["人民政府", "政府工作报告"].iter().find_map(|word| line.find(word));
        if let Some(at) = named
            && let Some(found) = divisions.resolve(place_name(&line[..at]), year)
        {
            return Some(found);
        }
    }
    // 现在，我代表青禾市人民政府: the government that speaks.
    for line in opening {
        let named = line.split_once("代表").and_then(|(_, rest)| Some(rest.split_once("人民政府")?.0));
        let found =
            named.filter(|place| place.chars().count() > 2).and_then(|place| divisions.resolve(place, year));
        if found.is_some() {
            return found;
        }
    }
    divisions.most_mentioned(text, own_levels(text, opening)?, year)
}

/// The rank that the end of a written name shows; 市 may be of several.
fn written_level(place: &str) -> Option<Level> {
    match place.chars().next_back()? {
        '省' => Some(Level::Province),
        '州' | '盟' => Some(Level::Prefecture),
        '县' | '旗' => Some(Level::County),
        '区' if place.contains('市') => Some(Level::County),
        '镇' | '乡' => Some(Level::Township),
        _ => None,
    }
}

/// The ranks that fit how the report speaks of its own place: 全市 and 我市 are a city's words.
fn own_levels(text: &str, opening: &[&str]) -> Option<&'static [Level]> {
    const WORDS: [(&str, [&str; 2], &[Level]); 6] = [
        ("自治区", ["我自治区", "全自治区"], &[Level::Province]),
        ("省", ["全省", "我省"], &[Level::Province]),
        ("市", ["全市", "我市"], &[Level::Prefecture, Level::Province]),
        ("县", ["全县", "我县"], &[Level::County]),
        ("区", ["全区", "我区"], &[Level::County, Level::Province]),
        ("州", ["全州", "我州"], &[Level::Prefecture]),
    ];
    let stated = WORDS.iter().find(|(rank, ..)| {
        let government = format!("代表{rank}人民政府");
        opening.iter().any(|line| line.contains(&government))
    });
    if let Some((.., levels)) = stated {
        return Some(levels);
    }
    let count = |words: &[&str; 2]| words.iter().map(|word| text.matches(word).count()).sum::<usize>();
    let (n, levels) =
        WORDS.iter().map(|(_, words, levels)| (count(words), *levels)).max_by_key(|(n, _)| *n)?;
    (n >= 3).then_some(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_spelling() {
        for (line, expected) in [
            ("——2022年1月25日在青川市第七届人民代表大会上", "2022-01-25"),
            ("（二〇〇四年一月八日）", "2004-01-08"),
            ("——2023223在青川市第次会议上", "2023-02-23"),
            ("2023年政府工作报告——2024年1月5日在青川市第七届人民代表大会上", "2024-01-05"),
        ] {
            assert_eq!(date(line).map(|d| d.to_string()).as_deref(), Some(expected), "{line}");
        }
        // 1月11日 or 11月1日: not guessed, though only one is in the season of congresses.
        assert_eq!(date("——2023111在青川市第次会议上"), None);
        assert_eq!(date("编号2023223"), None);
        assert_eq!(date("2023年"), None);
    }

    #[test]
    fn congress_and_speaker() {
        let found = congress("——2022年1月25日在青川市白石区第十七届人民代表大会第二次会议上");
        assert_eq!(
            found.map(|c| (c.place.clone(), c.term, c.session, c.name(""))),
            Some((
                "青川市白石区".to_owned(),
                Some(17),
                Some(2),
                "青川市白石区第十七届人民代表大会".to_owned()
            ))
        );
        let found = congress("市五届人大三次会议政府工作报告（摘要）");
        assert_eq!(
            found.map(|c| (c.term, c.session, c.name("青川市"))),
            Some((Some(5), Some(3), "青川市第五届人民代表大会".to_owned()))
        );
        let found = congress("林溪在青川省第十三届人大五次会议上的讲话");
        assert_eq!(
            found.map(|c| (c.place.clone(), c.term, c.session)),
            Some(("青川省".to_owned(), Some(13), Some(5)))
        );
    }
}
