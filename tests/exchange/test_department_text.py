"""Reading a 三定规定: duties with their numbers, offices, boundaries, staffing, and nothing lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.exchange.department.lines import Line, plain_lines
from quanze.exchange.department.text import DepartmentText, read_department
from quanze.model.department import Department
from quanze.model.validation import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.source import Tree

_SECTIONS = """中共示例县委办公室
关于印发《示例县交通运输局主要职责内设机构和人员编制规定》的通知
示县办〔2024〕31号
各乡镇党委、人民政府：

一、机构设置
示例县交通运输局（以下简称县交通局）是示例县人民政府工作部门，为正科级。

二、主要职责
（一）贯彻执行交通运输法律法规，拟订全县综合交通运输发展规划。
（二）负责公路建设市场监管和涉路施工活动的审批。
  1.审查施工方案；
  2.组织现场核查。
（三）负责全县交通运输综合执法。（四）完成县委、县政府交办的其他任务。
（五）职能转变。深化行政审批制度改革。
（六）有关职责分工。
1.与示例县公安局的有关职责分工。示例县交通运输局负责涉路施工许可。示例县公安局负责出具交通安全意见。
2.与示例县水利局在河道航运方面的职责分工。示例县水利局负责河道管理。

三、内设机构
示例县交通运输局设下列内设机构：
(一)办公室。负责文电、会务、机要、档案等工作。
(二)建设管理股（行政审批股）。承担涉路施工活动的审批。
(三)法制股
机关党委。负责机关及所属单位的党群工作。

四、人员编制
示例县交通运输局机关行政编制18名。设局长1名，副局长3名。

五、其他事项
示例县公路事业发展中心由示例县交通运输局管理。

六、附则
本规定自2024年9月30日起施行。
"""

_TITLE = "示例县水利局职能配置、内设机构和人员编制规定\n"

_ARTICLES = """示例市水利局职能配置、
内设机构和人员编制规定
2024年1月5日
第一章  总则
第一条  根据有关文件，制定本规定。
第二条  示例市水利局是示例市人民政府的工作部门。
第三条  示例市水利局负责贯彻落实水利工作方针。主要职责是：（一）负责取水许可。（二）依法实施水行政处罚。
第四条  示例市水利局设办公室、水政科、水资源科3个内设机构。
第五条  机关行政编制二十名，正科级领导职数3名。
第六条  本规定由市委编办负责解释。
第七条  本规定自2024年2月1日起施行。
"""


def _read(text: str, name: str = "") -> DepartmentText:
    return read_department(plain_lines(text), name)


def _texts(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    return "\n".join(_texts(value) for value in (tree.values() if isinstance(tree, dict) else tree))


def _list(found: DepartmentText, key: str) -> list[dict[str, str]]:
    listed = found.tree[key]
    assert isinstance(listed, list)
    return [{key: str(value) if isinstance(value, str) else value for key, value in one.items()} for one in listed]  # type: ignore[union-attr,misc]


def _department(tree: dict[str, Tree], root: Path) -> Department:
    record, wrong = read_record(Department, tree, vocabulary_of(load_profile("zwfw", root)))
    assert not wrong
    assert record is not None
    return record


class TestSections:
    def test_the_tree_is_a_department(self, root: Path) -> None:
        department = _department(_read(_SECTIONS).tree, root)
        assert department.name == "示例县交通运输局"
        assert (department.short_name, department.level, department.nature) == ("县交通局", "县级", "政府工作部门")
        assert (department.document, str(department.valid_from)) == ("示县办〔2024〕31号", "2024-09-30")
        assert (department.staffing or "").startswith("示例县交通运输局机关行政编制18名")

    def test_duties_are_numbered_as_items_cite_them(self, root: Path) -> None:
        duties = _department(_read(_SECTIONS).tree, root).duties
        assert [duty.number for duty in duties] == ["二（一）", "二（二）", "二（三）", "二（四）"]
        assert duties[1].content.splitlines()[1:] == ["1.审查施工方案；", "2.组织现场核查。"]

    def test_a_change_of_functions_is_no_duty(self, root: Path) -> None:
        extra = _department(_read(_SECTIONS).tree, root).extra or {}
        assert extra["职能转变"] == "（五）职能转变。深化行政审批制度改革。"
        assert extra["机构规格"].endswith("为正科级。")

    def test_offices_with_what_they_do(self, root: Path) -> None:
        offices = _department(_read(_SECTIONS).tree, root).offices
        assert [office.name for office in offices] == ["办公室", "建设管理股（行政审批股）", "法制股", "机关党委"]
        assert offices[1].matters == ("承担涉路施工活动的审批。",)
        assert offices[2].matters == ()

    def test_boundaries_say_who_does_what(self, root: Path) -> None:
        first, second = _department(_read(_SECTIONS).tree, root).boundaries
        assert (first.other, first.own_part) == ("示例县公安局", "示例县交通运输局负责涉路施工许可。")
        assert first.other_part == "示例县公安局负责出具交通安全意见。"
        assert (second.other, second.matter) == ("示例县水利局", "河道航运")

    def test_what_is_not_understood_is_returned_with_its_line(self) -> None:
        assert _read(_SECTIONS).unread == (("第 31 行", "示例县公路事业发展中心由示例县交通运输局管理。"),)

    def test_the_notice_that_issued_it_is_kept(self, root: Path) -> None:
        extra = _department(_read(_SECTIONS).tree, root).extra or {}
        assert extra["印发通知"].splitlines()[0] == "中共示例县委办公室"
        assert extra["印发通知"].splitlines()[-1] == "各乡镇党委、人民政府："

    def test_every_sentence_is_in_the_tree_or_returned(self) -> None:
        found = _read(_SECTIONS)
        kept = _texts(found.tree) + "".join(text for _, text in found.unread)
        for sentence in _SECTIONS.replace("（", "\n（").replace("(", "\n(").split("\n"):
            said = sentence.strip().rpartition("）")[2].rpartition(")")[2].partition("。")[0]
            structure = ("一、", "二、", "三、", "四、", "五、", "六、", "关于印发", "1.与", "2.与", "本规定自")
            if said and not said.startswith(structure) and not said.endswith(("职责分工", "设下列内设机构：")):
                assert said in kept


class TestArticles:
    def test_a_title_on_two_lines_and_paragraphs_in_one(self, root: Path) -> None:
        found = _read(_ARTICLES)
        department = _department(found.tree, root)
        assert department.name == "示例市水利局"
        assert [(duty.number, duty.content) for duty in department.duties] == [
            ("第三条（一）", "负责取水许可。"),
            ("第三条（二）", "依法实施水行政处罚。"),
        ]
        assert [office.name for office in department.offices] == ["办公室", "水政科", "水资源科"]
        assert str(department.document_date) == "2024-01-05"
        assert department.staffing == "机关行政编制二十名，正科级领导职数3名。"
        extra = department.extra or {}
        assert extra["职责总述"] == "示例市水利局负责贯彻落实水利工作方针。"
        assert (extra["制定依据"], extra["附则"]) == ("根据有关文件，制定本规定。", "本规定由市委编办负责解释。")
        assert (found.unread, found.notes) == ((), ())

    def test_a_published_one(self, shared_data: Path, root: Path) -> None:
        [file] = (shared_data / "lists").glob("三定_示例_*.txt")
        found = _read(file.read_text(encoding="utf-8"))
        department = _department(found.tree, root)
        assert (department.name, department.level, department.superior) == (
            "国家矿山安全监察局",
            "国家级",
            "应急管理部",
        )
        assert [duty.number for duty in department.duties] == [f"第四条（{n}）" for n in "一二三四五六七"]
        assert (found.unread, found.notes) == ((), ())


class TestNumbers:
    """Duties keep the numbers they have; one that does not follow is said, never mended."""

    def test_a_number_twice_and_one_that_lacks(self) -> None:
        found = _read(f"{_TITLE}一、主要职责\n（一）甲。\n（二）乙。\n（二）丙。\n（五）丁。\n")
        assert [duty["编号"] for duty in _list(found, "主要职责")] == ["一（一）", "一（二）", "一（二）", "一（五）"]
        assert [(place, said.split(",")[0]) for place, said in found.notes] == [
            ("第 5 行", "编号（二）接在（二）后面"),
            ("第 6 行", "编号（五）接在（二）后面"),
        ]

    def test_a_section_whose_number_is_wrong_is_no_part_of_the_one_before(self) -> None:
        found = _read(
            f"{_TITLE}一、主要职责\n（一）甲。\n二、内设机构\n（一）办公室。负责文电。\n二、人员编制\n编制5名。\n"
        )
        assert _list(found, "内设机构") == [{"名称": "办公室", "负责事项": ["负责文电。"]}]
        assert found.tree["人员编制"] == "编制5名。"
        assert found.notes[0][0] == "第 6 行"

    def test_arabic_numbers(self) -> None:
        found = _read(f"{_TITLE}二、主要职责\n1、甲，\n乙。\n2．丙。\n")
        assert _list(found, "主要职责") == [{"编号": "二、1", "内容": "甲，\n乙。"}, {"编号": "二、2", "内容": "丙。"}]

    def test_a_list_within_a_duty_stays_in_it(self) -> None:
        found = _read(f"{_TITLE}一、主要职责\n（一）甲。\n（二）乙。\n（三）丙：\n（一）子；\n（二）丑。\n（四）丁。\n")
        assert [duty["内容"] for duty in _list(found, "主要职责")] == [
            "甲。",
            "乙。",
            "丙：\n（一）子；\n（二）丑。",
            "丁。",
        ]
        assert "又从（一）编起" in found.notes[0][1]

    def test_a_line_that_happens_to_begin_with_a_number_is_text(self) -> None:
        text = f"{_TITLE}第一条 制定本规定。\n第二条 主要职责是：\n（一）依照处罚法\n第二十条规定的权限、\n第三款的程序办理。\n"
        assert _list(_read(text), "主要职责")[0]["内容"] == "依照处罚法\n第二十条规定的权限、\n第三款的程序办理。"
        text = f"{_TITLE}一、主要职责\n（一）负责\n三、四级网格的管理。\n"
        assert _list(_read(text), "主要职责")[0]["内容"] == "负责\n三、四级网格的管理。"

    def test_duties_without_numbers_are_not_read_and_said(self) -> None:
        found = _read(f"{_TITLE}一、主要职责\n贯彻执行法律。\n负责审批。\n")
        assert "主要职责" not in found.tree
        assert found.unread == (("第 3 行", "贯彻执行法律。\n负责审批。"),)
        assert "没有编号" in found.notes[0][1]


class TestOffices:
    def test_in_a_table(self) -> None:
        rows = [("序号", "科室名称", "主要职责", "编制"), ("1", "办公室", "负责文电。", "3"), ("", "", "合计", "3")]
        lines = [*plain_lines(f"{_TITLE}一、内设机构\n（见下表）"), *(Line(" ".join(row), "表", row) for row in rows)]
        found = read_department(lines)
        assert found.tree["内设机构"] == [{"名称": "办公室", "负责事项": ["负责文电。", "编制：3"]}]
        assert found.unread == (("表", "合计 3"),)

    def test_without_numbers_and_without_a_mark_behind_the_name(self) -> None:
        found = _read(f"{_TITLE}一、内设机构\n设2个内设机构：\n办公室 负责文电。\n综合科承担统计工作。\n")
        assert found.tree["内设机构"] == [
            {"名称": "办公室", "负责事项": ["负责文电。"]},
            {"名称": "综合科", "负责事项": ["承担统计工作。"]},
        ]
        assert found.notes == ()

    def test_fewer_than_the_text_says(self) -> None:
        found = _read(f"{_TITLE}一、内设机构\n设4个内设机构：\n（一）办公室。\n（二）法规科。\n机关党委。负责党务。\n")
        assert found.notes == (("第 2 行", "原文写着“4个内设机构”, 读出 3 个, 请核对有没有缺漏"),)

    def test_named_after_a_colon_and_a_party_committee_in_an_article(self) -> None:
        offices, party = "县水利局内设机构：办公室、水政股、规划股（财务股）。", "机关党委负责机关党群工作。"
        found = _read(f"{_TITLE}第一条 制定本规定。\n第二条 {offices}\n第三条 {party}\n")
        assert found.tree["内设机构"] == [
            {"名称": "办公室"},
            {"名称": "水政股"},
            {"名称": "规划股（财务股）"},
            {"名称": "机关党委", "负责事项": ["负责机关党群工作。"]},
        ]
        assert found.unread == ()


class TestWhose:
    def test_a_body_that_belongs_to_it_does_not_say_what_it_is(self) -> None:
        found = _read(f"{_TITLE}一、主要职责\n（一）甲。\n二、其他事项\n示例县水库中心是示例县水利局所属事业单位。\n")
        assert "性质" not in found.tree
        assert found.unread == (("第 5 行", "示例县水库中心是示例县水利局所属事业单位。"),)

    def test_a_plate_is_no_part_of_the_name(self) -> None:
        tree = _read("示例县农业农村局（示例县乡村振兴局）职能配置、内设机构和人员编制规定\n").tree
        assert tree["名称"] == "示例县农业农村局"
        assert tree["扩展"] == {"加挂牌子": "示例县乡村振兴局"}

    def test_a_sentence_that_gives_work_to_the_other_body_is_the_other_side(self) -> None:
        text = (
            f"{_TITLE}一、其他事项\n（一）与县林业局的职责分工。县林业局负责林地，县水利局负责河道；河岸的树木，由县林业局管理。\n"
            "（二）关于渔业的职责分工。另议。\n"
        )
        found = _read(text)
        assert found.tree["职责边界"] == [
            {
                "对方": "县林业局",
                "事项": "有关职责分工",
                "本方": "县水利局负责河道；",
                "对方职责": "县林业局负责林地，河岸的树木，由县林业局管理。",
            }
        ]
        assert found.unread == (("第 4 行", "关于渔业的职责分工。另议。"),)


class TestHead:
    def test_a_notice_before_the_regulation(self) -> None:
        text = (
            "示例县人民政府办公室关于印发《示例县水利局职能配置、内设机构和人员编制规定》的通知\n示县办〔2019〕8号\n"
            "各乡镇人民政府：\n《示例县水利局职能配置、内设机构和人员编制规定》已经批准，现予印发。\n"
            f"二〇一九年三月二十日\n{_TITLE}第一条 制定本规定。\n"
        )
        found = _read(text)
        assert (found.tree["名称"], found.tree["三定文号"], found.tree["三定日期"]) == (
            "示例县水利局",
            "示县办〔2019〕8号",
            "2019-03-20",
        )
        assert found.unread == ()

    def test_a_body_set_up_in_the_sentence_before_the_sections(self) -> None:
        found = _read(
            f"{_TITLE}（示县办〔2010〕8号）\n根据县委文件，设立示例县水利局（挂牌），为县人民政府工作部门。\n一、主要职责\n（一）甲。\n"
        )
        assert (found.tree["性质"], found.tree["三定文号"]) == ("政府工作部门", "示县办〔2010〕8号")
        assert found.unread == ()

    def test_it_may_be_called_by_its_everyday_name(self) -> None:
        assert _read("示例县水利局“三定”方案\n").tree["名称"] == "示例县水利局"

    def test_numbers_of_pages_are_no_text(self) -> None:
        found = _read(f"{_TITLE}一、主要职责\n（一）负责河道\n— 2 —\n管理。\n第 3 页 共 8 页\n")
        assert _list(found, "主要职责")[0]["内容"] == "负责河道\n管理。"

    def test_a_town_is_not_of_the_county(self) -> None:
        assert _read("示例县城关镇职能配置、内设机构和人员编制规定\n").tree["层级"] == "乡级"


def test_the_hint_names_a_department_that_the_text_does_not() -> None:
    tree = _read("一、主要职责\n（一）负责取水许可。", "示例县水利局").tree
    assert tree["名称"] == "示例县水利局"
    assert tree["主要职责"] == [{"编号": "一（一）", "内容": "负责取水许可。"}]


_PIECES = st.sampled_from(
    ["第一条 ", "第二条", "一、", "二、主要职责", "（一）", "（二）", "(三)", "内设机构", "主要职责是：", "职能转变。", "有关职责分工。",
     "1.与甲局的职责分工。", "设办公室等3个内设机构", "编制3名", "\n", "。", "甲乙", "自2024年2月30日起施行", "《", "》"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    found = _read(text, "甲局")
    assert found.tree["名称"]
    assert all(place.startswith("第 ") and said for place, said in (*found.unread, *found.notes))


_MARKS = re.compile(r"[\W\d_〇一二三四五六七八九十百第条]|主要职责|内设机构")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ("", "第三条 ", "三、", "（一）", "（三）", "1.", "内设机构", "有关职责分工。", "与甲局的职责分工。")
            ),
            st.text("负责审批农药甲乙丙丁，；。（）", min_size=1, max_size=12),
        ),
        max_size=20,
    )
)
def test_no_word_of_a_text_is_lost(lines: list[tuple[str, str]]) -> None:
    """Beside what makes up the outline, every line is in the tree or returned."""
    found = _read(f"{_TITLE}第一条 主要职责是：\n" + "\n".join(begin + text for begin, text in lines))
    kept = _MARKS.sub("", _texts(found.tree) + "".join(text for _, text in found.unread))
    assert all(_MARKS.sub("", text) in kept for _, text in lines)
