//! The lexers: small hand-written readers that return a value and what is left. None looks at meaning.
//!
//! Places are computed from places here: parts of a text are taken by [`cut`](crate::cut::cut), never by a slice.

#![warn(clippy::string_slice)]

mod arabic;
mod compound;
mod name;
pub(crate) mod number;
pub(crate) mod period;
pub(crate) mod quantity;
mod sign;
mod spaced;
mod spoken;
mod unit;
