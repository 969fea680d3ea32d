//! Errors as exceptions. Owns the exception classes and which kind of error becomes which.

use std::{io, path::Path};

use baogao::ErrorKind;
use pyo3::{
    PyErr, create_exception,
    exceptions::{PyKeyboardInterrupt, PyOSError, PyValueError},
    prelude::*,
};

create_exception!(
    baogao,
    BaogaoError,
    PyValueError,
    "An input that cannot be read; `kind` and `offset` say why and where."
);
create_exception!(baogao, EmptyInputError, BaogaoError, "The input is empty or holds only white space.");
create_exception!(baogao, BinaryInputError, BaogaoError, "The input is not text.");
create_exception!(
    baogao,
    InputTooLargeError,
    BaogaoError,
    "The input is longer than the limit, 64 MiB unless told otherwise."
);
create_exception!(
    baogao,
    UnknownEncodingError,
    BaogaoError,
    "The named encoding is not one that can be read."
);
create_exception!(
    baogao,
    InvalidIndicatorsError,
    BaogaoError,
    "Indicators that do not say what they must; the message names the line and the entry."
);
create_exception!(
    baogao,
    InternalError,
    BaogaoError,
    "The program failed on the input: a fault of baogao, to be reported with the text."
);
create_exception!(
    baogao,
    LimitExceededError,
    BaogaoError,
    "The report has more figures, sections, levels or bytes of JSON than the limits allow; the message names the limit."
);
create_exception!(
    baogao,
    FormatError,
    PyValueError,
    "Labels or a prediction are malformed; `file`, `field` and `line` say where."
);

/// The exception for malformed JSON, with its attributes `file`, `field` (str) and `line` (int, from 1).
pub(crate) fn format_exception(py: Python<'_>, file: &str, error: &baogao::eval::FormatError) -> PyErr {
    let exception = FormatError::new_err(format!("{file}: {error}"));
    let value = exception.value(py);
    let set = value
        .setattr("file", file)
        .and_then(|()| value.setattr("field", &error.field))
        .and_then(|()| value.setattr("line", error.line));
    match set {
        Ok(()) => exception,
        Err(other) => other,
    }
}

/// The exception for an error, with its attributes `kind` (str) and `offset` (int, bytes).
pub(crate) fn exception(py: Python<'_>, error: &baogao::Error) -> PyErr {
    let message = error.to_string();
    let exception = match error.kind {
        ErrorKind::Empty => EmptyInputError::new_err(message),
        ErrorKind::Binary => BinaryInputError::new_err(message),
        ErrorKind::TooLarge => InputTooLargeError::new_err(message),
        ErrorKind::UnknownEncoding => UnknownEncodingError::new_err(message),
        ErrorKind::InvalidIndicators => InvalidIndicatorsError::new_err(message),
        ErrorKind::LimitExceeded => LimitExceededError::new_err(message),
        // Only an interrupt stops a parse; Python raises its own exception for it.
        ErrorKind::Cancelled => return PyKeyboardInterrupt::new_err(message),
        ErrorKind::Internal => InternalError::new_err(message),
    };
    let value = exception.value(py);
    let set = value.setattr("kind", error.kind.as_str()).and_then(|()| value.setattr("offset", error.offset));
    match set {
        Ok(()) => exception,
        Err(other) => other,
    }
}

/// The fitting subclass of `OSError`, with number and file name where the system gave a number.
pub(crate) fn os_error(error: &io::Error, path: &Path) -> PyErr {
    match error.raw_os_error() {
        Some(number) => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or_default().to_owned();
            PyOSError::new_err((number, said, path.as_os_str().to_owned()))
        }
        None => io::Error::new(error.kind(), format!("{}: {error}", path.display())).into(),
    }
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("BaogaoError", py.get_type::<BaogaoError>())?;
    module.add("EmptyInputError", py.get_type::<EmptyInputError>())?;
    module.add("BinaryInputError", py.get_type::<BinaryInputError>())?;
    module.add("InputTooLargeError", py.get_type::<InputTooLargeError>())?;
    module.add("LimitExceededError", py.get_type::<LimitExceededError>())?;
    module.add("InternalError", py.get_type::<InternalError>())?;
    module.add("FormatError", py.get_type::<FormatError>())?;
    module.add("UnknownEncodingError", py.get_type::<UnknownEncodingError>())?;
    module.add("InvalidIndicatorsError", py.get_type::<InvalidIndicatorsError>())
}
