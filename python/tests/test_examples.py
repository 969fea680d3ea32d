"""The sample reports of the notebooks are what the notebooks say, and read as they were written."""

import difflib
import pathlib

import baogao
import pytest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "examples" / "notebook_reports"
LONG = ["tingzhou_2025.txt", "tingzhou_2025_page.txt", "qinglan_2025_newspaper.txt", "shiliang_2025_glossary.txt"]


@pytest.mark.parametrize("name", LONG)
def test_they_are_of_a_lifelike_size(name: str) -> None:
    report = baogao.read(FOLDER / name)
    assert len(report.text) >= 3000
    assert len(report.figures) > 100 and len(report.targets) > 50
    assert {"review", "plan", "government_building"} <= {section.role for section in report.sections}


def test_the_page_reads_as_the_report_it_was_made_from() -> None:
    clean = baogao.repair((FOLDER / "tingzhou_2025.txt").read_text("utf-8")).text
    page = baogao.read(FOLDER / "tingzhou_2025_page.txt")
    matcher = difflib.SequenceMatcher(None, clean, page.text, autojunk=False)
    wrong = [(clean[a:b], page.text[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    # The one byte that the page lost.
    assert wrong == [("保", "\N{REPLACEMENT CHARACTER}")]
    assert {edit.kind for edit in page.edits} >= {"pinyin", "script", "mojibake", "furniture"}
    facts = [(target.indicator, target.exact, target.wording, target.year) for target in page.targets]
    of_clean = baogao.read(FOLDER / "tingzhou_2025.txt").targets
    assert facts == [(target.indicator, target.exact, target.wording, target.year) for target in of_clean]


def test_the_newspaper_page_is_put_together() -> None:
    paper = baogao.read(FOLDER / "qinglan_2025_newspaper.txt")
    joined = [paper.source_text[end - 1] + paper.source_text[start] for end, start in paper.joins]
    assert joined == ["万人", "量增", "率达", "于3", "头承", "口就"]
    assert {why for _, _, why in paper.boilerplate} >= {"site navigation", "page credits", "site footer"}
    assert not paper.defects


def test_the_glossary_has_its_terms_and_their_uses() -> None:
    report = baogao.read(FOLDER / "shiliang_2025_glossary.txt")
    assert [term.number for term in report.glossary] == list(range(1, 17))
    assert len(report.mentions) >= 20


def test_the_panel_has_three_places_and_four_years() -> None:
    corpus = baogao.read_many(sorted([*FOLDER.glob("panel/*.txt"), *(FOLDER / name for name in LONG)]))
    assert {report.meta.jurisdiction for report in corpus} == {"汀洲市", "石梁县", "青岚省"}
    assert {report.meta.plan_year for report in corpus} == {2022, 2023, 2024, 2025}
    assert {target.wording for target in corpus.targets.where(canonical="gdp")} == {"about", "at_least", "range"}
