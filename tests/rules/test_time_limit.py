"""Family TIM: lengths in working and calendar days, and limits with a law of their own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.numeral import to_chinese
from quanze.engine.law_table import example_laws
from quanze.rules.checks.period import CALENDAR, WORKING, fewest_working_days, is_longer, most_working_days, periods
from quanze.rules.checks.review_due import months_after

if TYPE_CHECKING:
    from conftest import Judge

LENGTHS = st.integers(0, 400)


def working_days(first_weekday: int, calendar_days: int) -> int:
    """Count the working days among so many days; 0 = the first is a Monday."""
    return sum((first_weekday + day) % 7 < 5 for day in range(calendar_days))


class TestConversion:
    """A week has five working days; only what holds on every day of the week is said."""

    @given(LENGTHS)
    def test_the_bounds_are_those_of_the_best_and_the_worst_weekday(self, days: int) -> None:
        counted = [working_days(weekday, days) for weekday in range(7)]
        assert (fewest_working_days(days), most_working_days(days)) == (min(counted), max(counted))

    @given(LENGTHS, LENGTHS, st.sampled_from((WORKING, CALENDAR)), st.sampled_from((WORKING, CALENDAR)))
    def test_of_two_lengths_at_most_one_is_longer(self, a: int, b: int, unit: str, other: str) -> None:
        assert not (is_longer(a, unit, b, other) and is_longer(b, other, a, unit))

    @given(LENGTHS)
    def test_no_length_is_longer_than_itself(self, days: int) -> None:
        assert not is_longer(days, WORKING, days, WORKING)
        assert not is_longer(days, CALENDAR, days, WORKING)

    @pytest.mark.parametrize(
        ("days", "unit", "than", "than_unit", "longer"),
        [
            (25, WORKING, 20, WORKING, True),
            (22, WORKING, 30, CALENDAR, False),
            (23, WORKING, 30, CALENDAR, True),
            (30, CALENDAR, 20, WORKING, False),
            (31, CALENDAR, 20, WORKING, True),
            (65, WORKING, 90, CALENDAR, False),
            (66, WORKING, 90, CALENDAR, True),
            (0.5, WORKING, 0, CALENDAR, True),
        ],
    )
    def test_lengths_of_the_statutes(self, days: float, unit: str, than: float, than_unit: str, longer: bool) -> None:
        assert is_longer(days, unit, than, than_unit) is longer


class TestPeriods:
    @given(st.integers(1, 999), st.sampled_from(("日", "天", "个工作日", "个月", "个自然日")))
    def test_both_ways_of_writing_a_number_are_read(self, number: int, unit: str) -> None:
        for written in (f"{number}{unit}", f"自收到之日起{to_chinese(number)}{unit}内"):
            (period,) = periods(written)
            assert period.number == number
            assert written[slice(*period.span)] == period.written

    @pytest.mark.parametrize("text", ["", "依法", "第十五日", "2026年", "第六十条", "〔2021〕18号", "工作日"])
    def test_what_is_no_period(self, text: str) -> None:
        assert periods(text) == ()

    @given(st.text(alphabet="一二三十百0123456789日天个月年工作第前内（）", max_size=40))
    def test_reading_never_fails(self, text: str) -> None:
        for period in periods(text):
            assert text[slice(*period.span)] == period.written


def limits(statutory: str, more: str = "", kind: str = "行政许可") -> str:
    """Return an item of a type with a statutory limit."""
    return f"类型: {kind}\n办事指南:\n  法定时限: {{{statutory}}}\n{more}"


class TestLicences:
    """TIM003, TIM004, TIM005: one cause is one finding."""

    SPECIAL = "依据: {法规: 中华人民共和国民办教育促进法, 条款: 第十七条}"
    GENERAL = "依据: {法规: 中华人民共和国行政许可法, 条款: 第四十二条}"
    UNKNOWN = "依据: {法规: 示例省没有收录的条例, 条款: 第三条}"

    def codes(self, judge: Judge, yaml: str) -> list[str]:
        """Return the rules on limits of licences that speak."""
        codes = ("TIM002", "TIM003", "TIM004", "TIM005")
        return [code for code in codes if judge(code, yaml, laws=example_laws())]

    @pytest.mark.parametrize(
        ("statutory", "more", "codes"),
        [
            ("数值: 20, 单位: 工作日", "", []),
            ("数值: 21, 单位: 工作日", "", ["TIM003"]),
            (f"数值: 30, 单位: 工作日, {GENERAL}", "", ["TIM003"]),
            (f"数值: 90, 单位: 自然日, {SPECIAL}", "", []),
            (f"数值: 90, 单位: 自然日, {UNKNOWN}", "", []),
            ("数值: 90, 单位: 自然日", "", ["TIM003"]),
            ("数值: 20, 单位: 自然日", "", ["TIM005"]),
            (f"数值: 20, 单位: 自然日, {GENERAL}", "", ["TIM005"]),
            ("数值: 45, 单位: 工作日", "  联合办理: true\n", []),
            ("数值: 46, 单位: 工作日", "  联合办理: true\n", ["TIM004"]),
            (f"数值: 60, 单位: 工作日, {SPECIAL}", "  联合办理: true\n", []),
            ("数值: 20, 单位: 工作日", "  延长时限: 11\n", ["TIM004"]),
            ("数值: 45, 单位: 工作日", "  联合办理: true\n  延长时限: 15\n", []),
            ("数值: 20", "", ["TIM005"]),
            ("说明: 《中华人民共和国民办教育促进法》第十七条, 数值: 60, 单位: 工作日", "", []),
        ],
    )
    def test_which_rule_speaks(self, judge: Judge, statutory: str, more: str, codes: list[str]) -> None:
        assert self.codes(judge, limits(statutory, more)) == codes

    def test_another_type_has_other_limits(self, judge: Judge) -> None:
        assert self.codes(judge, limits("数值: 30, 单位: 工作日", kind="行政确认")) == []


class TestPromise:
    """TIM001, TIM002, TIM008, TIM011, TIM012."""

    @pytest.mark.parametrize(
        ("guide", "variants"),
        [
            ("{办件类型: 即办件}", []),
            ("{法定时限: {说明: 无法定时限}, 承诺时限: {数值: 3}}", []),
            ("{法定时限: 无, 承诺时限: {数值: 3}}", ["没有法定"]),
            ("{法定时限: {单位: 工作日}, 承诺时限: {数值: 3}}", ["没有法定"]),
            ("{法定时限: {数值: 20}, 承诺时限: {说明: 当场办结}}", []),
            ("{法定时限: {数值: 20}}", ["没有承诺"]),
            ("{办件类型: 承诺件}", ["都没有"]),
        ],
    )
    def test_what_says_enough(self, judge: Judge, guide: str, variants: list[str]) -> None:
        assert [hit.variant for hit in judge("TIM001", f"类型: 公共服务\n办事指南: {guide}")] == variants

    def test_the_case_kind_follows_the_number(self, judge: Judge) -> None:
        (hit,) = judge("TIM008", "办事指南: {办件类型: 即办件, 承诺时限: {数值: 5}}")
        assert hit.fix is not None
        assert (hit.fix.edits[0].text, hit.fix.safe) == ("承诺件", True)

    def test_delivery_and_special_procedures_do_not_count(self, judge: Judge) -> None:
        steps = "办理流程: [{环节: 受理, 时限: 1}, {环节: 审查, 时限: 8}, {环节: %s, 时限: 10}]"
        for stage, count in (("送达", 0), ("专家评审", 0), ("发证", 0), ("复核", 1)):
            yaml = f"办事指南: {{承诺时限: {{数值: 10}}, {steps % stage}}}"
            assert len(judge("TIM011", yaml)) == count, stage

    def test_halves_of_days_add_up_exactly(self, judge: Judge) -> None:
        steps = ", ".join("{环节: 审查, 时限: 0.1}" for _ in range(10))
        assert judge("TIM011", f"办事指南: {{承诺时限: {{数值: 1}}, 办理流程: [{steps}]}}") == []

    @pytest.mark.parametrize(
        ("note", "promised", "count"),
        [
            ("承诺时限由 20 个工作日压缩到 14 个工作日", 14, 0),
            ("承诺时限由 20 个工作日压缩到 15 个工作日", 15, 1),
            ("承诺办结时限从二十个工作日缩减为十八个工作日", 18, 1),
            ("原承诺时限为10日", 9, 1),
            ("承诺时限由法定20个工作日压缩为10个工作日", 10, 0),
            ("更新办理地点", 18, 0),
        ],
    )
    def test_the_promise_before(self, judge: Judge, note: str, promised: int, count: int) -> None:
        yaml = f"办事指南: {{承诺时限: {{数值: {promised}}}}}\n调整记录: [{{类型: 变更要素, 说明: {note}}}]"
        assert len(judge("TIM012", yaml)) == count

    def test_the_latest_record_counts(self, judge: Judge) -> None:
        records = (
            "调整记录:\n"
            "  - {类型: 变更要素, 日期: 2026-01-01, 说明: 承诺时限由14个工作日压缩到9个工作日}\n"
            "  - {类型: 变更要素, 日期: 2020-01-01, 说明: 承诺时限由15个工作日压缩到14个工作日}\n"
        )
        assert judge("TIM012", f"办事指南: {{承诺时限: {{数值: 9}}}}\n{records}") == []


class TestCorrection:
    """TIM006."""

    def test_the_number_in_a_sentence_is_mended_in_its_own_numerals(self, judge: Judge) -> None:
        for text, mended in (("十日内告知补正", "五日"), ("10个工作日内一次告知需要补正的内容", "5个工作日")):
            (hit,) = judge("TIM006", f"类型: 行政许可\n责任事项: [{{环节: 受理, 内容: {text}}}]")
            assert hit.fix is not None
            assert hit.fix.edits[0].text == mended

    def test_other_limits_in_the_sentence_are_left_alone(self, judge: Judge) -> None:
        text = "十日内决定是否受理；材料不齐的当场或者五日内一次告知补正，补正期限为三十日。"
        assert judge("TIM006", f"类型: 行政许可\n责任事项: [{{环节: 受理, 内容: {text}}}]") == []


class TestReview:
    """TIM013."""

    @given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)), st.integers(1, 60))
    def test_months_are_counted_by_the_calendar(self, day: dt.date, months: int) -> None:
        due = months_after(day, months)
        assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
        assert due.day == day.day or (due.day < day.day and (due + dt.timedelta(1)).day == 1)

    @pytest.mark.parametrize(("as_of", "count"), [("2026-04-02", 0), ("2026-04-03", 1), ("2024-01-01", 0)])
    def test_the_day_it_is_due_is_still_in_time(self, judge: Judge, as_of: str, count: int) -> None:
        yaml = "审核: {事项编辑: {日期: 2024-03-02}, 政府批准: {日期: 2024-04-02}}"
        assert len(judge("TIM013", yaml, 核对日期=as_of)) == count
