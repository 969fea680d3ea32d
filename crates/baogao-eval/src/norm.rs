//! When two words, units or numbers count as the same. Owns the normalisation; it must not know what is
//! compared.
//!
//! Named assumptions. *Typography is no difference*: width, white space, quotation marks, brackets, pauses
//! and full stops are dropped; letters are compared in lower case. *A target word is no comparator*: 达到 and
//! 完成 say nothing about a bound. *Six decimals are enough* to tell two values apart.

use unicode_normalization::UnicodeNormalization as _;

/// The text in NFKC without white space and light punctuation, in lower case.
pub(crate) fn norm(text: &str) -> String {
    text.nfkc().filter(|&c| !is_space(c) && !is_light(c)).collect::<String>().to_lowercase()
}

/// White space, the four separators of ASCII included, which Unicode does not count but Python does.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn is_light(c: char) -> bool {
    "“”\"'‘’《》*·、,。:;()".contains(c)
}

/// A unit, where 个百分点 is 百分点 and none is the empty one.
pub(crate) fn unit(text: Option<&str>) -> String {
    let unit = norm(text.unwrap_or_default());
    if unit == "个百分点" { "百分点".to_owned() } else { unit }
}

/// A qualifier or modality without what does not bound or promise anything.
pub(crate) fn comparator(word: Option<&str>) -> Option<&str> {
    match word {
        Some("达到" | "完成" | "") => None,
        Some("力争达到") => Some("力争"),
        other => other,
    }
}

/// A value with six decimals, exactly rounded, ties to even. Values are compared by their bits, so zero has
/// one sign.
pub(crate) fn value(value: f64) -> u64 {
    (decimals::<6>(value) + 0.0).to_bits()
}

/// The number with `N` decimals, exactly rounded, ties to even, as its decimal notation is read back.
pub(crate) fn decimals<const N: usize>(value: f64) -> f64 {
    format!("{value:.N$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_difference_but_words_are() {
        assert_eq!(norm("“ＧＤＰ”\u{3000}（总量）、PM2．5。"), "gdp总量pm2.5");
        assert_eq!(norm("a\u{1c}b\u{1f}c\u{85}d\u{a0}e"), "abcde");
        assert_eq!(norm("ΑΣ"), "ας");
        assert_eq!(norm("㎡"), "m2");
        assert_ne!(norm("工业-增加值"), norm("工业增加值"));
        assert_ne!(norm("产值！"), norm("产值"));
        // A zero-width space is no white space to Unicode.
        assert_ne!(norm("产\u{200b}值"), norm("产值"));
    }

    #[test]
    fn units() {
        assert_eq!(unit(Some("个百分点")), unit(Some("百分点")));
        assert_eq!(unit(Some("％")), "%");
        assert_eq!(unit(Some(" 亿 元 ")), "亿元");
        assert_eq!(unit(None), unit(Some("")));
        assert_ne!(unit(Some("个")), unit(Some("家")));
        assert_ne!(unit(Some("㎡")), unit(Some("平方米")));
    }

    #[test]
    fn comparators() {
        assert_eq!(comparator(Some("达到")), None);
        assert_eq!(comparator(Some("力争达到")), Some("力争"));
        assert_eq!(comparator(Some("超过")), Some("超过"));
        assert_ne!(comparator(Some("以上")), comparator(None));
    }

    #[test]
    fn rounding_is_exact_and_ties_go_to_even() {
        assert_eq!(value(359.8), value(359.800_000_4));
        assert_ne!(value(359.8), value(359.800_001));
        assert_eq!(value(-0.0), value(0.0));
        // 1/128 and 3/128 lie exactly between two numbers of six decimals.
        assert_eq!(decimals::<6>(0.007_812_5), 0.007_812);
        assert_eq!(decimals::<6>(0.023_437_5), 0.023_438);
        assert_eq!(decimals::<4>(0.031_25), 0.0312);
        assert_eq!(decimals::<4>(2.0 / 3.0), 0.6667);
    }
}
