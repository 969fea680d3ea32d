//! The module `baogao._baogao`. Owns the conversion between Python and the `baogao` crate, and nothing else.

#![allow(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over by value")]

mod condition;
mod error;
mod evaluate;
mod export;
mod facts;
mod figure;
mod indicators;
mod interrupt;
mod limits;
mod pickle;
mod quantity;
mod records;
mod repair;
mod report;
mod shared;
mod target;

use pyo3::prelude::*;

#[pymodule]
fn _baogao(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    error::register(module)?;
    module.add_class::<report::Report>()?;
    module.add_class::<figure::Figure>()?;
    module.add_class::<indicators::Indicator>()?;
    module.add_class::<indicators::Indicators>()?;
    module.add_class::<limits::Limits>()?;
    module.add_class::<target::Target>()?;
    module.add_class::<facts::Meta>()?;
    module.add_class::<facts::Section>()?;
    module.add_class::<facts::Term>()?;
    module.add_class::<facts::Mention>()?;
    module.add_class::<facts::Defect>()?;
    module.add_class::<records::Records>()?;
    module.add_class::<quantity::Quantity>()?;
    module.add_class::<repair::Edit>()?;
    module.add_class::<repair::Repaired>()?;
    module.add_function(wrap_pyfunction!(report::parse, module)?)?;
    module.add_function(wrap_pyfunction!(report::read, module)?)?;
    module.add_function(wrap_pyfunction!(limits::restore, module)?)?;
    pickle::register(module)?;
    module.add_function(wrap_pyfunction!(repair::repair, module)?)?;
    module.add_function(wrap_pyfunction!(quantity::quantities, module)?)?;
    module.add_function(wrap_pyfunction!(command, module)?)?;
    module.add_class::<evaluate::Scores>()?;
    module.add_function(wrap_pyfunction!(evaluate::evaluate, module)?)?;
    Ok(())
}

/// Runs the command line with its arguments, the program's name first; gives its exit status.
#[pyfunction(name = "_command")]
fn command(py: Python<'_>, args: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| baogao_cli::run_process(args))
}
