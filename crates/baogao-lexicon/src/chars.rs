//! Single characters that every crate must see alike: Han characters, and the marks of lists.

/// Whether a character is a Han character, extensions, compatibility forms and 〇 included.
///
/// Source: the blocks of Unicode 16, CJK Unified Ideographs (with extensions A to H) and CJK Compatibility Ideographs.
///
/// ```
/// use baogao_lexicon::is_han;
/// assert!("王䶮李㛃张𫖮〇".chars().all(is_han));
/// assert!(!"，ａ1".chars().any(is_han));
/// ```
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether a character before an item of a list marks it without counting: ● of ●新增就业3万人.
///
/// ```
/// use baogao_lexicon::is_list_mark;
/// assert!("●◇►".chars().all(is_list_mark));
/// assert!(!"①—·".chars().any(is_list_mark));
/// ```
#[must_use]
pub const fn is_list_mark(c: char) -> bool {
    matches!(
        c,
        '●' | '◆'
            | '■'
            | '★'
            | '▲'
            | '◎'
            | '○'
            | '※'
            | '▍'
            | '◇'
            | '□'
            | '☆'
            | '△'
            | '►'
            | '▶'
            | '•'
    )
}
