//! The border of the parser. Owns the turn of a panic into an error: one input that makes the program fail is a failure of
//! that input, so that a batch goes on without it.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use baogao_core::{Error, ErrorKind};

/// The result of `read`, or [`ErrorKind::Internal`] if it panics.
///
/// What `read` borrows is not used again after a panic: each input is read from its own values.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|payload| {
        let message = format!(
            "baogao failed on this input ({}); this is a fault of the program: report it with the text, or with the \
             part of it that still fails",
            reason(payload.as_ref())
        );
        Error::new(ErrorKind::Internal, 0, message)
    })
}

/// What a panic said.
fn reason(payload: &(dyn Any + Send)) -> &str {
    let literal = payload.downcast_ref::<&str>().copied();
    literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_an_error_that_says_what_to_do() {
        let error = guarded(|| -> u8 { panic!("begin <= end") }).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Internal);
        assert!(error.message.contains("begin <= end") && error.message.contains("report it"), "{error}");
        assert_eq!(guarded(|| 7), Ok(7));
    }
}
