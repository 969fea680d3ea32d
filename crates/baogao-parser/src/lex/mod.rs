//! The lexers: small hand-written readers that return a value and what is left. None looks at meaning.

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
