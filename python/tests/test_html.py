"""A report as HTML: the card of a notebook and the evidence page, without a browser (``test_browser.py`` has one)."""

import collections
import html.parser
import pathlib
import re

import baogao
import pytest

HOSTILE = """松原岭县人民政府工作报告
一、2023年工作回顾<script>alert(1)</script>
全年<img src=x onerror=alert(2)>地区生产总值完成120亿元，增长5.5%。
二、2024年工作安排"><img src=x onerror=alert(3)>
地区生产总值增长6%左右</main></mark>，新增就业3万人以上&lt;b&gt;。
"""


class Tags(html.parser.HTMLParser):
    """The elements of a page, how many attributes run something, and whether every element is closed in its order."""

    EMPTY = frozenset({"meta", "link", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.count: collections.Counter[str] = collections.Counter()
        self.handlers = 0
        self.addresses: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        self.handlers += sum(name.startswith("on") for name, _ in attrs)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.text.append(data)


def test_a_hostile_report_is_shown_as_text() -> None:
    # Markup is not the parser's to judge here: it is text that was read as text.
    report = baogao.parse(HOSTILE)
    for shown, scripts in ((report._repr_html_(), 0), (report.to_html(), 1)):
        tags = Tags(shown)
        assert (tags.count["script"], tags.count["img"], tags.handlers) == (scripts, 0, 0)
        assert "<script>alert(1)</script>" in "".join(tags.text)
    assert "<img src=x onerror=alert(2)>" in "".join(Tags(report.to_html()).text)


def test_the_page_loads_nothing(sample: pathlib.Path) -> None:
    page = baogao.read(sample).to_html()
    assert all(address.startswith("#") or address == "data:," for address in Tags(page).addresses)
    assert "http://" not in page and "https://" not in page and "@import" not in page and "url(" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and policy[1].startswith("default-src 'none'") and "unsafe" not in policy[1]


def check(report: baogao.Report) -> collections.Counter[str]:
    """Every fact has its mark, and the text stands as it was repaired; returns how many marks of each kind."""
    page = report.to_html()
    marks = collections.Counter(re.findall(r'<mark class="(\w+)(?: sign)?" id=', page))
    kinds = collections.Counter(figure.kind for figure in report.figures)
    assert marks["actual"] == kinds["actual"]
    assert marks["context"] == kinds["context"]
    assert marks["target"] == kinds["target"] + sum(target.form != "figure" for target in report.targets)
    assert marks["term"] == sum(len(term.mentions) for term in report.glossary)
    assert marks["defect"] == len(report.defects)
    article = re.search(r'<article id="text">(.*?)</article>', page, re.S)
    assert article
    shown = [line for line in "".join(Tags(article[1]).text).split("\n") if line]
    assert shown == [line for line in report.text.split("\n") if line]
    Tags(page)
    return marks


def test_every_fact_has_its_mark(sample: pathlib.Path) -> None:
    marks = check(baogao.read(sample))
    assert marks["actual"] > 30 and marks["target"] > 30 and marks["term"] > 0 and marks["edit"] > 0


def test_every_shared_report_has_its_page(shared_reports: list[pathlib.Path]) -> None:
    total = sum((check(baogao.read(path)) for path in shared_reports), collections.Counter[str]())
    assert all(total[kind] > 0 for kind in ("actual", "target", "context", "term", "defect", "edit")), total


def test_a_card_has_all_parts(sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    card = report._repr_html_()
    tags = Tags(card)
    text = "".join(tags.text)
    assert "<script" not in card and tags.handlers == 0 and "澜溪市" in text
    for part in ("Outline", "Targets", "Glossary"):
        assert part in text
    assert all(section.heading in text for section in report.sections)
    assert card.count("<li>") == len(report.figures), "every figure stands in the outline"
    assert set(re.findall(r'class="([^"]+)"', card)) <= {
        f"baogao-{name}" for name in ("card", "head", "counts", "leaf", "target", "actual", "context")
    }


def test_cards_are_small(shared_reports: list[pathlib.Path]) -> None:
    largest = max(shared_reports, key=lambda path: path.stat().st_size)
    for path in (largest, *shared_reports[:3]):
        card = baogao.read(path)._repr_html_()
        assert len(card.encode()) < 300_000, path
        Tags(card)


def test_a_card_says_what_it_leaves_out() -> None:
    report = baogao.parse("一、2024年工作安排\n" + "<&\">地区生产总值增长6%左右，建成市博物馆。" * 9000)
    card = report._repr_html_()
    assert len(card.encode()) < 300_000
    left = re.search(r"and (\d+) more lines", card)
    assert left and card.count("<li>") + int(left[1]) == len(report.figures)
    assert re.search(r"and \d+ more rows", card)


def test_mime_types_are_chosen(text: str) -> None:
    report = baogao.parse(text)
    bundle = report._repr_mimebundle_()
    assert bundle == {"text/plain": repr(report), "text/html": report._repr_html_()}
    assert set(report._repr_mimebundle_(include={"text/html"})) == {"text/html"}
    assert set(report._repr_mimebundle_(exclude=["text/html"])) == {"text/plain"}
    assert report._repr_mimebundle_(["image/png"], None) == {}


@pytest.mark.parametrize("text", ["增长", "\n\n增长\n", "8", "一、", "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n增长5%。"])
def test_small_texts_have_pages(text: str) -> None:
    report = baogao.parse(text)
    assert report.text.strip() in "".join(Tags(report.to_html()).text)
    Tags(report._repr_html_())


def test_records_show_their_first_rows() -> None:
    report = baogao.parse("一、2024年工作安排\n<script>，新增就业3万人以上。\n" * 20)
    html = report.figures._repr_html_()
    assert "20 figures" in html and "and 8 more rows" in html and "新增就业" in html
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "source_start" not in html and "value_hi" not in html
    assert "0 terms" in report.glossary._repr_html_()
