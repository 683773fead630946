"""Reading a 三定规定: duties with their numbers, offices, boundaries, staffing, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.exchange.department.text import read_department
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


def _texts(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    return "\n".join(_texts(value) for value in (tree.values() if isinstance(tree, dict) else tree))


def _department(tree: dict[str, Tree], root: Path) -> Department:
    record, wrong = read_record(Department, tree, vocabulary_of(load_profile("zwfw", root)))
    assert not wrong
    assert record is not None
    return record


class TestSections:
    def test_the_tree_is_a_department(self, root: Path) -> None:
        department = _department(read_department(_SECTIONS)[0], root)
        assert department.name == "示例县交通运输局"
        assert (department.short_name, department.level, department.nature) == ("县交通局", "县级", "政府工作部门")
        assert (department.document, str(department.valid_from)) == ("示县办〔2024〕31号", "2024-09-30")
        assert (department.staffing or "").startswith("示例县交通运输局机关行政编制18名")

    def test_duties_are_numbered_as_items_cite_them(self, root: Path) -> None:
        duties = _department(read_department(_SECTIONS)[0], root).duties
        assert [duty.number for duty in duties] == ["二（一）", "二（二）", "二（三）", "二（四）"]
        assert duties[1].content.splitlines()[1:] == ["1.审查施工方案；", "2.组织现场核查。"]

    def test_a_change_of_functions_is_no_duty(self, root: Path) -> None:
        extra = _department(read_department(_SECTIONS)[0], root).extra or {}
        assert extra["职能转变"] == "职能转变。深化行政审批制度改革。"
        assert extra["机构规格"].endswith("为正科级。")

    def test_offices_with_what_they_do(self, root: Path) -> None:
        offices = _department(read_department(_SECTIONS)[0], root).offices
        assert [office.name for office in offices] == ["办公室", "建设管理股（行政审批股）", "法制股", "机关党委"]
        assert offices[1].matters == ("承担涉路施工活动的审批。",)
        assert offices[2].matters == ()

    def test_boundaries_say_who_does_what(self, root: Path) -> None:
        first, second = _department(read_department(_SECTIONS)[0], root).boundaries
        assert (first.other, first.own_part) == ("示例县公安局", "示例县交通运输局负责涉路施工许可。")
        assert first.other_part == "示例县公安局负责出具交通安全意见。"
        assert (second.other, second.matter) == ("示例县水利局", "河道航运")

    def test_what_is_not_understood_is_returned_with_its_line(self) -> None:
        assert read_department(_SECTIONS)[1] == [
            (1, "中共示例县委办公室"),
            (4, "各乡镇党委、人民政府："),
            (31, "示例县公路事业发展中心由示例县交通运输局管理。"),
        ]

    def test_every_sentence_is_in_the_tree_or_returned(self) -> None:
        tree, unread = read_department(_SECTIONS)
        kept = _texts(tree) + "".join(text for _, text in unread)
        for sentence in _SECTIONS.replace("（", "\n（").replace("(", "\n(").split("\n"):
            said = sentence.strip().rpartition("）")[2].rpartition(")")[2].partition("。")[0]
            structure = ("一、", "二、", "三、", "四、", "五、", "六、", "关于印发", "1.与", "2.与", "本规定自")
            if said and not said.startswith(structure) and not said.endswith(("职责分工", "设下列内设机构：")):
                assert said in kept


class TestArticles:
    def test_a_title_on_two_lines_and_paragraphs_in_one(self, root: Path) -> None:
        tree, unread = read_department(_ARTICLES)
        department = _department(tree, root)
        assert department.name == "示例市水利局"
        assert [(duty.number, duty.content) for duty in department.duties] == [
            ("第三条（一）", "负责取水许可。"),
            ("第三条（二）", "依法实施水行政处罚。"),
        ]
        assert [office.name for office in department.offices] == ["办公室", "水政科", "水资源科"]
        assert str(department.document_date) == "2024-01-05"
        assert department.staffing == "机关行政编制二十名，正科级领导职数3名。"
        assert (department.extra or {})["职责总述"] == "示例市水利局负责贯彻落实水利工作方针。"
        assert unread == [(5, "根据有关文件，制定本规定。"), (10, "本规定由市委编办负责解释。")]

    def test_a_published_one(self, shared_data: Path, root: Path) -> None:
        [file] = (shared_data / "lists").glob("三定_示例_*.txt")
        tree, unread = read_department(file.read_text(encoding="utf-8"))
        department = _department(tree, root)
        assert (department.name, department.level, department.superior) == (
            "国家矿山安全监察局",
            "国家级",
            "应急管理部",
        )
        assert [duty.number for duty in department.duties] == [f"第四条（{n}）" for n in "一二三四五六七"]
        assert [line for line, _ in unread] == [3, 5]


def test_the_hint_names_a_department_that_the_text_does_not() -> None:
    tree, _ = read_department("一、主要职责\n（一）负责取水许可。", "示例县水利局")
    assert tree["名称"] == "示例县水利局"
    assert tree["主要职责"] == [{"编号": "一（一）", "内容": "负责取水许可。"}]


_PIECES = st.sampled_from(
    ["第一条 ", "第二条", "一、", "二、主要职责", "（一）", "（二）", "(三)", "内设机构", "主要职责是：", "职能转变。", "有关职责分工。",
     "1.与甲局的职责分工。", "设办公室等3个内设机构", "编制3名", "\n", "。", "甲乙", "自2024年2月30日起施行", "《", "》"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    tree, unread = read_department(text, "甲局")
    assert tree["名称"]
    assert all(1 <= line <= len(text.splitlines()) and said for line, said in unread)
