//! The style sheets and the script, and the policy that lets a browser run these and nothing else.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

/// The style of fragments for notebooks.
const FRAGMENT_CSS: &str = include_str!("../assets/fragment.css");
const PAGE_CSS: &str = include_str!("../assets/page.css");
const PAGE_JS: &str = include_str!("../assets/page.js");

/// Nothing is loaded; only the style and the script with these digests count, so that not even a mistake in escaping
/// would let a report run anything.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(PAGE_CSS),
        digest(PAGE_JS)
    )
});

fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// What a fragment carries with it.
pub(crate) fn fragment_style() -> Markup {
    html! { style { (PreEscaped(FRAGMENT_CSS)) } }
}

/// What the head of the page holds: the policy first, for it binds what comes after it.
pub(crate) fn page_head() -> Markup {
    html! {
        meta http-equiv="Content-Security-Policy" content=(*POLICY);
        // Browsers ask a server for an icon that no page names.
        link rel="icon" href="data:,";
        style { (PreEscaped(PAGE_CSS)) }
    }
}

pub(crate) fn page_script() -> Markup {
    html! { script { (PreEscaped(PAGE_JS)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard() {
        // The example of the Content Security Policy standard, level 2, section 7.17.
        assert_eq!(digest("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn assets_end_where_they_end() {
        for asset in [FRAGMENT_CSS, PAGE_CSS, PAGE_JS] {
            assert!(!asset.contains("</") && !asset.contains("http"), "no end tag, no address");
        }
    }
}
