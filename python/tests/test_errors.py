"""Bad input gives an exception of the package's own, with a kind, a byte offset and a message that helps."""

import pathlib

import baogao
import pytest


@pytest.mark.parametrize(
    ("data", "error", "kind", "offset"),
    [
        (b"", baogao.EmptyInputError, "empty", 0),
        (" \n\t", baogao.EmptyInputError, "empty", 0),
        (b"%PDF\x00\x01", baogao.BinaryInputError, "binary", 4),
    ],
)
def test_what_is_no_text_is_refused(
    data: str | bytes, error: type[baogao.BaogaoError], kind: str, offset: int
) -> None:
    for call in (baogao.parse, baogao.repair):
        with pytest.raises(error) as caught:
            call(data)
        assert (caught.value.kind, caught.value.offset) == (kind, offset)
        assert isinstance(caught.value, (baogao.BaogaoError, ValueError))
        assert len(str(caught.value)) > 20


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(baogao.UnknownEncodingError, match="no-such") as caught:
        baogao.parse(b"abc", encoding="no-such")
    assert caught.value.kind == "unknown_encoding"


def test_a_named_encoding_is_used(text: str) -> None:
    report = baogao.parse(text.encode("big5", "ignore"), encoding="big5")
    assert report.encoding.lower().startswith("big5")
    assert baogao.parse(text.encode("gbk"), encoding="gbk").source_text == text


@pytest.mark.parametrize("data", [None, 5, ["a"], object()])
def test_a_wrong_type_is_a_type_error(data: object) -> None:
    for call in (baogao.parse, baogao.repair):
        with pytest.raises(TypeError, match="str"):
            call(data)  # type: ignore[operator]


def test_a_missing_file_is_an_os_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing.txt") as raised:
        baogao.read(tmp_path / "missing.txt")
    assert (raised.value.errno, raised.value.filename) == (2, str(tmp_path / "missing.txt"))
    with pytest.raises(OSError):
        baogao.read(tmp_path)


@pytest.mark.parametrize("data", ["把面粉和水揉成面团，醒发30分钟。", "A short English text without any figures."])
def test_what_is_no_report_says_so(data: str) -> None:
    report = baogao.parse(data)
    assert not report.targets
    assert any("government work report" in defect.message for defect in report.defects)


def test_malformed_bytes_are_reported(text: str) -> None:
    data = text.encode().replace("完成".encode(), b"\xe5\xae", 1)
    report = baogao.parse(data, encoding="utf-8")
    assert "\ufffd" in report.source_text
    assert any(report.source_text[slice(*defect.source_span)] == "\ufffd" for defect in report.defects)


def test_exceptions_say_where_they_are_found() -> None:
    for name in ("BaogaoError", "EmptyInputError", "FormatError"):
        assert getattr(baogao, name).__module__ == "baogao"
