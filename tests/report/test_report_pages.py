"""Markdown for a merge request and the HTML page: escaped, bounded, complete, self-contained."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import county
from hypothesis import given
from hypothesis import strategies as st

from quanze.report import render
from quanze.report.view import View


def lines_of(file):
    return county.SOURCES.get(file, ())


class Page(HTMLParser):
    """Collects tags, attributes and text; checks that every element is closed."""

    VOID = frozenset(("meta", "input", "br"))

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.words = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


def test_the_page_fetches_nothing():
    text = render("html", county.few(), View(lines=lines_of))
    page = Page(text)
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"https?:|@import|url\(", text)
    assert "default-src 'none'" in text


def test_the_page_holds_every_finding_its_source_and_its_authority():
    page = Page(render("html", county.few(), View(lines=lines_of)))
    for finding in county.few().findings:
        assert finding.message in page.text
    assert page.tags.count("pre") == len(county.few().findings)
    assert "依据 (法定)《示例生态法典》第一千二百四十二条" in page.text
    assert "依据 (政策)示政办〔2021〕81号五(一)" in page.text
    assert "不能进入“审核”: 4 个错误" in page.text


def test_the_page_lists_every_finding_of_a_common_cause():
    page = Page(render("html", county.common(), View()))
    assert page.text.count("追责情形只有一条“其他违反法律法规规章文件规定的行为”") == 500 + 1
    assert "其余 497 处" in page.text


def test_departments_without_findings_are_on_the_page():
    assert "县卫生健康委员会" in Page(render("html", county.few(), View())).text


@given(st.text(), st.text())
def test_no_text_of_a_list_becomes_markup_of_the_page(message, source):
    odd = replace(county.PLACEHOLDER, message=f"<script>{message}</script>", file=f"<b>{message}.yaml")
    page = Page(render("html", county.result((odd,)), View(lines=lambda _file: [source] * 9)))
    plain = Page(render("html", county.result((county.PLACEHOLDER,)), View(lines=lambda _file: ["甲"] * 9)))
    assert page.tags == plain.tags


def test_a_comment_never_outgrows_what_a_code_host_takes():
    text = render("markdown", county.many(), View(statistics=True))
    assert len(text) < 65_536
    assert "种问题没有列出, 见 `quanze check --format text`" in text
    assert text.count("<details>") == text.count("</details>") > 0


def test_a_comment_says_the_verdict_first_and_its_sources_last():
    lines = render("markdown", county.few(), View()).splitlines()
    assert lines[0] == "## 不能进入“审核”: 4 个错误。现能通过的档位: 采集"
    assert lines[-1].startswith("quanze 0.1.0 · 规则库 3f2a91c · 法规表 截至 2026-08-28")


def test_text_of_a_list_is_not_read_as_markdown():
    odd = replace(
        county.PLACEHOLDER,
        message="a|b *c* [d](e) <img> `f` @someone #12 $x$ \\",
        file="data/`|`.yaml",
        cause="x",
    )
    text = render("markdown", county.result((odd,)), View())
    assert r"a\|b \*c\* \[d\](e) &lt;img&gt; \`f\` &#64;someone \#12 \$x\$ " in text
    assert "`` data/`¦`.yaml:4:7 ``" in text or "``data/`¦`.yaml:4:7``" in text
    assert "<img>" not in text


def test_every_row_of_a_table_has_as_many_cells_as_its_heading():
    odd = replace(county.PLACEHOLDER, message="一|二|三")
    for block in re.findall(r"(?:^\|.*\n)+", render("markdown", county.result((odd,)), View()), re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(cells) == 1


def test_an_item_is_found_on_the_page_by_its_name():
    named = county.result((county.REPEALED,), item_names={county.PERMIT: "环评<审批>"})
    assert "410116012000 环评<审批> · 县生态环境局" in Page(render("html", named, View())).text
