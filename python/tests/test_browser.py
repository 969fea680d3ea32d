"""The evidence page and the card in a real browser: Debian's chromium without a window, driven by selenium.

Without chromium the tests are skipped with a line that says so; in CI they fail.
"""

import os
import pathlib
import shutil
import typing
from collections.abc import Iterator

import baogao
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1400,900 --hide-scrollbars"
).split()

DAMAGED = """松原嶺縣人民政府工作報告
一、2023年工作回顧
全年地區生產總值完成 120 億元,增長 5.5％。
二、2024年工作安排
地區生產總值增長6%左右,居民收入增長与經濟增長同步。
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not service:
        message = "chromium and chromium-driver are not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(f"SKIPPED: {message}, the evidence page is not tested in a browser")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    yield made
    made.quit()


class Page:
    """A page in the browser; ``done`` asserts that nothing was complained of, and nothing ran that is not ours."""

    def __init__(self, driver: webdriver.Chrome, path: pathlib.Path, html: str) -> None:
        self.driver = driver
        path.write_text(html, encoding="utf-8")
        driver.get("about:blank")
        self.complaints()
        driver.get(path.as_uri())

    def complaints(self) -> list[str]:
        """What the browser's console says since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def all(self, selector: str) -> list[typing.Any]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> typing.Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.one(selector).text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.one("body").send_keys(key)

    def script(self, code: str, *arguments: typing.Any) -> typing.Any:
        return self.driver.execute_script(code, *arguments)

    def wait(self, ready: typing.Callable[[], bool]) -> None:
        WebDriverWait(self.driver, 5).until(lambda _: ready())

    def facts(self) -> dict[str, str]:
        """The details of the selected mark by the names of its columns."""
        return dict(
            self.script(
                "return [...document.querySelectorAll('#details dt')]"
                ".map(dt => [dt.textContent.split(' ')[0], dt.nextSibling.textContent])"
            )
        )

    def done(self) -> None:
        assert self.complaints() == []


@pytest.fixture
def open_page(driver: webdriver.Chrome, tmp_path: pathlib.Path) -> typing.Callable[[str], Page]:
    return lambda html: Page(driver, tmp_path / "page.html", html)


OpenPage = typing.Callable[[str], Page]


def test_marks_are_counted_and_selected_by_a_click(open_page: OpenPage, sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    page = open_page(report.to_html())
    targets = [figure for figure in report.figures if figure.kind == "target"]
    pledges = [target for target in report.targets if target.form != "figure"]
    assert len(page.all("mark.actual[id]")) == len(report.actuals)
    assert len(page.all("mark.target[id]")) == len(targets) + len(pledges)
    assert len(page.all("mark.term[id]")) == sum(len(term.mentions) for term in report.glossary)
    assert len(page.all("mark.defect[id]")) == len(report.defects)
    assert [mark.text for mark in page.all("mark[data-record^=f]")] == [
        page.script("return arguments[0].textContent", mark) for mark in page.all("mark[data-record^=f]")
    ]
    figure = targets[0]
    index = report.figures.index(figure)
    mark = page.one(f'mark[data-record="f{index}"]')
    page.script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    facts = page.facts()
    assert page.text("#details h2") == figure.text
    assert page.text("#details .kind").startswith("Target")
    assert facts["indicator"] == figure.indicator and facts["unit"] == figure.unit
    assert float(facts["value"]) == figure.value and facts["year"] == str(figure.year)
    assert facts["confidence"] == f"{figure.confidence:.2f}" and facts["measure"] == figure.measure
    assert facts["source"] == f"{figure.source_start}–{figure.source_end}", "the last column of that name"
    assert figure.section and facts["section"].endswith(figure.section.heading)
    page.script("document.querySelector('#text p').click()")
    assert page.text("#details") == ""
    page.done()


def test_keys_lead_through_the_marks(open_page: OpenPage, sample: pathlib.Path) -> None:
    page = open_page(baogao.read(sample).to_html())
    total = int(page.text("#position"))
    assert total == len(page.all("mark[id]:not(.edit)"))
    page.press("j", "j", "j")
    assert page.text("#position") == f"3 / {total}"
    third = page.script("return document.activeElement.id")
    page.press(Keys.ARROW_RIGHT, "k", "k")
    assert page.text("#position") == f"2 / {total}"
    page.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert page.text("#position") == f"{total} / {total}", "the way goes round"
    assert page.script("return location.hash") == f"#{page.script('return document.activeElement.id')}"
    page.press("e")
    assert page.script("return document.activeElement.className").startswith("edit")
    page.press(Keys.ESCAPE)
    assert page.text("#details") == "" and not page.all("mark.on")
    assert page.script("return document.querySelectorAll('mark[tabindex=\"0\"]').length") == 1
    page.script("location.hash = arguments[0]", third)
    page.wait(lambda: page.text("#position") == f"3 / {total}")
    page.one("#next").click()
    assert page.text("#position") == f"4 / {total}"
    page.done()


def test_the_outline_follows_the_text(open_page: OpenPage, sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    page = open_page(report.to_html())
    assert len(page.all("#outline li")) == len(report.sections)
    section = next(section for section in report.sections if section.heading.startswith("聚焦绿色低碳"))
    index = next(i for i, figure in enumerate(report.figures) if figure.section == section)
    page.script("location.hash = document.querySelector(arguments[0]).id", f'mark[data-record="f{index}"]')
    page.script("scrollBy(0, innerHeight / 4)")
    page.wait(lambda: [link.text for link in page.all("#outline a[aria-current]")] == [f"（四）{section.heading}"])
    page.one("#outline li:last-child a").click()
    assert page.text("#outline li:last-child a") == report.sections[-1].heading
    assert page.one(f"#s{len(report.sections) - 1}").is_displayed()
    page.done()


def test_kinds_are_filtered(open_page: OpenPage, sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    page = open_page(report.to_html())

    def tint(kind: str) -> str:
        return str(page.one(f"mark.{kind}").value_of_css_property("background-color"))

    total, before = int(page.text("#position")), tint("actual")
    page.one(".chip.actual").click()
    assert int(page.text("#position")) == total - len(report.actuals)
    assert tint("actual") != before and not page.one("tr.actual").is_displayed()
    page.press("j")
    assert not page.all("mark.actual.on") and page.all("mark.on")
    page.one(".chip.actual").click()
    assert tint("actual") == before
    assert page.text("#position").endswith(f"/ {total}")
    page.done()


def test_the_text_is_searched(open_page: OpenPage, sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    page = open_page(report.to_html())
    page.press("/")
    search = page.one("#search")
    assert search == page.driver.switch_to.active_element
    # Letters in the field are no commands, and words that marks cut are found.
    for wanted in ("地区生产总值", "增长5.7%；规模", "JJ"):
        search.clear()
        search.send_keys(wanted)
        count = report.text.count(wanted)
        page.wait(lambda count=count: page.text("#found") == str(count))  # type: ignore[misc]
        assert page.script("return [...CSS.highlights.get('found')].map(r => r.toString())") == [wanted] * count
    search.clear()
    search.send_keys("增长")
    page.wait(lambda: page.text("#found") == str(report.text.count("增长")))
    search.send_keys(Keys.ENTER, Keys.ENTER, Keys.SHIFT + Keys.ENTER)
    assert page.text("#found") == f"1 / {report.text.count('增长')}"
    search.send_keys(Keys.ESCAPE)
    assert search.get_attribute("value") == "" and page.text("#found") == ""
    page.done()


def test_repairs_show_what_the_source_reads(open_page: OpenPage) -> None:
    report = baogao.parse(DAMAGED)
    page = open_page(report.to_html())
    assert "without-edit" in page.script("return document.body.className"), "so many would hide what is said"
    page.one(".chip.edit").click()
    mark = next(mark for mark in page.all("mark.edit") if mark.text == "区")
    mark.click()
    facts = page.facts()
    assert page.one("#details dd.reading").text == "區"
    start, end = map(int, facts["source"].split("–"))
    assert report.source_text[start:end] == "區"
    # A figure whose reading was repaired, and the repairs within it.
    index = next(i for i, figure in enumerate(report.figures) if figure.unit == "亿元")
    page.one(f'mark[data-record="f{index}"]').click()
    page.press(Keys.ESCAPE)
    page.script("location.hash = document.querySelector(arguments[0]).id", f'mark[data-record="f{index}"]')
    page.wait(lambda: bool(page.all("#details .also button")))
    assert page.one("#details dd.reading").text == "120 億元" == report.figures[index].text
    page.one("#details .also button").click()
    assert "Repair" in page.text("#details .kind")
    page.done()


def test_both_themes_can_be_read(open_page: OpenPage, sample: pathlib.Path) -> None:
    page = open_page(baogao.read(sample).to_html())

    def contrast(selector: str) -> float:
        return float(
            page.script(
                """const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(v => {
                       v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
                       return .2126 * r + .7152 * g + .0722 * b; };
                   let e = document.querySelector(arguments[0]), ground = e;
                   while (/, 0\\)$|transparent/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
                   const [a, b] = [getComputedStyle(e).color, getComputedStyle(ground).backgroundColor].map(light);
                   return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);""",
                selector,
            )
        )

    grounds = []
    for theme in ("light", "dark"):
        page.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
        )
        page.press(Keys.ESCAPE)
        grounds.append(page.one("#text").value_of_css_property("background-color"))
        for selector in ("#text p", "mark.target", "mark.actual", "mark.term", "#outline a", "#bar dt", ".chip.actual"):
            assert contrast(selector) >= 4.5, (theme, selector)
        page.press("j")
        for selector in ("mark.on", "#details dt", "#details .kind"):
            assert contrast(selector) >= 4.5, (theme, selector)
    assert grounds[0] != grounds[1]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    page.done()


def test_paper_has_the_text_and_no_tools(open_page: OpenPage, sample: pathlib.Path) -> None:
    page = open_page(baogao.read(sample).to_html())
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.one("#text").is_displayed() and page.one("#figures").is_displayed()
    assert not any(page.one(f"#{name}").is_displayed() for name in ("tools", "outline", "panel"))
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.done()


def test_the_page_reads_without_its_script(open_page: OpenPage, sample: pathlib.Path) -> None:
    html = baogao.read(sample).to_html()
    head, script = html.rsplit("<script>", 1)
    page = open_page(head + script.split("</script>", 1)[1])
    assert not page.one("#tools").is_displayed() and not page.one("#panel").is_displayed()
    row = page.one('#figures tr[id="f3"]')
    row.find_element(By.TAG_NAME, "a").click()
    target = page.one("mark:target")
    assert target.get_attribute("data-record") == "f3"
    page.done()


HOSTILE = "一、2024年工作安排<script>document.title = 'owned'</script>\n" + "\n".join(
    f"全年{attack}地区生产总值增长6%左右{attack}，建成{attack}博物馆。"
    for attack in (
        "<script>document.title = 'owned'</script>",
        '"><img src=x onerror="document.title = \'owned\'">',
        "</script></style></mark></article><svg onload=\"document.title = 'owned'\">",
        "<!--<script>",
    )
)


def test_a_hostile_report_runs_nothing(open_page: OpenPage) -> None:
    report = baogao.parse(HOSTILE, name='"><img src=x onerror="document.title = \'owned\'">')
    for html in (report.to_html(), f"<!DOCTYPE html><title>card</title>{report._repr_html_()}"):
        page = open_page(html)
        for _ in range(len(page.all("mark[id]"))):
            page.press("j")
        assert page.driver.title != "owned"
        assert not page.all("img, svg, article script")
        assert "<script>document.title" in page.script("return document.body.textContent")
        page.done()


def test_what_is_smuggled_in_is_refused(open_page: OpenPage, sample: pathlib.Path) -> None:
    """Even where markup came in by a mistake, the page's policy would not let it run or load anything."""
    html = baogao.read(sample).to_html()
    evil = "<script>document.title = 'owned'</script><img src='https://example.invalid/x.png' onerror=\"document.title='owned'\">"
    page = open_page(html.replace("</main>", f"{evil}</main>"))
    assert page.driver.title != "owned"
    said = page.complaints()
    assert len(said) >= 2 and all("Content Security Policy" in message for message in said), said


def test_the_card_in_a_plain_page(open_page: OpenPage, sample: pathlib.Path) -> None:
    report = baogao.read(sample)
    page = open_page(f"<!DOCTYPE html><meta charset=utf-8>{report._repr_html_()}")
    figures = page.all(".baogao-card li")
    assert len(figures) == len(report.figures) and not figures[0].is_displayed()
    page.one(".baogao-card details details summary").click()
    assert page.one(".baogao-card li").is_displayed()
    page.done()
