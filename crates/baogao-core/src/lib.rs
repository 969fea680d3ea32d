//! The model of a Chinese government work report (政府工作报告): what every other baogao crate speaks.
//!
//! This crate owns the types and their laws. It must not know how a text is repaired or parsed, and it
//! touches no files.
//!
//! | question | module |
//! |---|---|
//! | where in which text is something? | [`span`], [`alignment`] |
//! | what was read, and how was it repaired? | [`source`], [`edit`], [`change`], [`defect`] |
//! | why was it not read? | [`error`] |
//! | how much, of what unit, when? | [`quantity`], [`period`] |
//! | what does the report say? | [`section`], [`figure`], [`target`], [`term`], [`meta`], [`report`] |
//! | the JSON of `CONTRACT` | [`json`] |
//!
//! ```
//! use baogao_core::{Alignment, Clean, Source, Span};
//!
//! // 報(bào)告 → 報告: bytes 3..9 were deleted.
//! let mut alignment = Alignment::<Source, Clean>::builder();
//! alignment.rewrite(Span::new(3, 9), 0);
//! let alignment = alignment.finish(12);
//! assert_eq!(alignment.to_source(Span::new(0, 6)), Span::new(0, 12));
//! ```

pub mod alignment;
pub mod basis;
pub mod change;
pub mod defect;
pub mod document;
pub mod edit;
pub mod error;
pub mod figure;
pub mod json;
pub mod located;
pub mod meta;
pub mod period;
pub mod quantity;
pub mod report;
pub mod section;
pub mod source;
pub mod span;
pub mod target;
pub mod term;

pub use alignment::{Alignment, AlignmentBuilder, Rewrite};
pub use basis::Basis;
pub use change::{Change, Part};
pub use defect::{Defect, DefectKind};
pub use document::DocumentKind;
pub use edit::{Clean, Edit, EditKind};
pub use error::{Error, ErrorKind};
pub use figure::{Figure, FigureKind, Measure, Sign};
pub use located::Located;
pub use meta::{Date, Extent, Level, Meta};
pub use period::Period;
pub use quantity::{Dimension, Quantity, Unit};
pub use report::{Boilerplate, Join, Report};
pub use rust_decimal::Decimal;
pub use section::{Form, Role, Section};
pub use source::{Bytes, Encoding, Source};
pub use span::{CodePoints, Span};
pub use target::{Deadline, Hardness, Reference, Target, TargetForm, Wording};
pub use term::Term;
