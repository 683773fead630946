"""三定规定 into department files: written once, renewed while nobody edited them, kept when somebody did."""

from __future__ import annotations

import pytest

from quanze.exchange.department.files import import_departments

from .word import container, document, numbering, paragraph

TEXT = """示例县水利局职能配置、内设机构和人员编制规定
一、主要职责
（一）负责取水许可和水资源费征收。
（二）负责河道采砂的审批和监督检查。
二、内设机构
（一）办公室。负责机关日常运转工作。
（二）水政股。负责水行政执法。
"""
FILE = "data/departments/示例县水利局.yaml"


def imported(root, name="三定.txt", text=TEXT, **more):
    source = root / name
    source.write_bytes(text if isinstance(text, bytes) else text.encode(more.pop("encoding", "utf-8")))
    (found,) = import_departments([source], root, "data/departments", **more)
    return found


def test_a_department_is_written_and_then_unchanged(tmp_path):
    first = imported(tmp_path)
    assert (first.name, first.target, first.fate) == ("示例县水利局", FILE, "新写")
    assert first.counts == (("主要职责", 2), ("内设机构", 2))
    text = (tmp_path / FILE).read_text("utf-8")
    assert "编号: 一（二）\n    内容: 负责河道采砂的审批和监督检查。" in text
    assert imported(tmp_path).fate == "未变"
    assert (tmp_path / FILE).read_text("utf-8") == text


def test_a_new_text_renews_the_file_until_somebody_edits_it(tmp_path):
    imported(tmp_path)
    newer = TEXT.replace("水资源费", "水资源税")
    assert imported(tmp_path, text=newer).fate == "更新"
    file = tmp_path / FILE
    assert "水资源税" in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace("办公室", "综合办公室"), "utf-8")
    edited = file.read_bytes()
    kept = imported(tmp_path)
    assert (kept.fate, kept.differing) == ("保留", ("主要职责", "内设机构"))
    assert file.read_bytes() == edited


def test_a_file_of_another_name_that_holds_the_department_is_kept(tmp_path):
    folder = tmp_path / "data/departments"
    folder.mkdir(parents=True)
    (folder / "水利.yaml").write_text("名称: 示例县水利局\n", "utf-8")
    found = imported(tmp_path)
    assert (found.fate, found.target) == ("保留", "data/departments/水利.yaml")
    assert [path.name for path in folder.iterdir()] == ["水利.yaml"]


def test_a_later_decision_is_written_beside_the_earlier_one(tmp_path):
    """What the offices were before is still there to compare with; edited or not, nothing is written over."""
    first = imported(tmp_path, text=f"{TEXT}三、附则\n本规定自2019年4月1日起施行。\n")
    old = (tmp_path / FILE).read_bytes()
    later = TEXT.replace("水政股", "水政水资源股") + "三、附则\n本规定自2024年10月1日起施行。\n"
    second = imported(tmp_path, text=later)
    assert (first.target, second.target) == (FILE, "data/departments/示例县水利局-2024-10-01.yaml")
    assert second.fate == "新写"
    assert "名册里已有 示例县水利局.yaml, 是另一次的三定, 没有动它" in second.notes[0][1]
    assert (tmp_path / FILE).read_bytes() == old
    again = imported(tmp_path, text=later)
    assert (again.target, again.fate, again.notes) == (second.target, "未变", ())


def test_several_bodies_in_one_file(tmp_path):
    source = tmp_path / "汇编.txt"
    source.write_text(TEXT + TEXT.replace("示例县水利局", "示例县林业局").replace("水政股", "林政股"), "utf-8")
    found = import_departments([source], tmp_path, "data/departments")
    assert [(one.name, one.fate, dict(one.counts)["主要职责"]) for one in found] == [
        ("示例县水利局", "新写", 2),
        ("示例县林业局", "新写", 2),
    ]
    assert "林政股" not in (tmp_path / FILE).read_text("utf-8")


def test_windows_line_ends_are_no_edit(tmp_path):
    imported(tmp_path)
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert imported(tmp_path).fate == "未变"


def test_dry_run_writes_nothing(tmp_path):
    assert imported(tmp_path, dry_run=True).fate == "新写"
    assert not (tmp_path / "data").exists()


def test_word_and_gb18030_give_the_same_file(tmp_path):
    imported(tmp_path, encoding="gb18030")
    text = (tmp_path / FILE).read_text("utf-8")
    title, *rest = TEXT.strip().split("\n")
    body = [paragraph(title)]
    for line in rest:
        section = not line.startswith("（")
        body.append(paragraph(line[2:] if section else line[3:], (1, 0 if section else 1)))
    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    found = imported(tmp_path, "三定.docx", container(document=document(*body), numbering=levels))
    assert found.fate == "未变"
    assert (tmp_path / FILE).read_text("utf-8") == text


def test_lines_that_are_not_understood_are_named_by_their_place(tmp_path):
    found = imported(tmp_path, text=TEXT + "三、其他事项\n示例县水库服务中心由示例县水利局管理。\n")
    assert found.unread == (("第 9 行", "示例县水库服务中心由示例县水利局管理。"),)


def test_what_is_not_understood_stays_in_the_file(tmp_path):
    box = f"<w:p><w:r><w:txbxContent>{paragraph('核对稿')}</w:txbxContent></w:r></w:p>"
    body = [*map(paragraph, TEXT.strip().split("\n")), box, paragraph("三、其他事项"), paragraph("水库另议。")]
    found = imported(tmp_path, "三定.docx", container(document=document(*body)))
    assert found.unread == (("第 8 段的文本框", "核对稿"), ("第 10 段", "水库另议。"))
    text = (tmp_path / FILE).read_text("utf-8")
    assert "没有读懂: |-\n    第 8 段的文本框  核对稿\n    第 10 段  水库另议。\n" in text


def test_a_name_that_is_given_does_not_replace_the_one_in_the_text(tmp_path):
    source = tmp_path / "三定.txt"
    source.write_text(TEXT, "utf-8")
    (found,) = import_departments([source], tmp_path, "data/departments", "示例县水务局")
    assert found.name == "示例县水利局"
    assert found.notes == (("", "原文的名称是“示例县水利局”, 没有用 --department 写的“示例县水务局”"),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("三定.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
        ("三定.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("三定.doc", b"<html><body>", "网页"),
        ("三定.xml", b"\xef\xbb\xbf<?xml version='1.0'?>", "XML"),
        ("三定.pdf", b"%PDF-1.7\n", "PDF"),
        ("三定.txt", b"\xff\xff\xff\x80", "编码"),
        ("三定.txt", b" \n", "空文件"),
        ("三定.txt", "一、主要职责\n（一）负责水利工作。\n".encode(), "没有读出单位的名称"),
        ("三定.txt", "示例县水利局三定\n".encode(), "没有读出"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path, name, content, said):
    found = imported(tmp_path, name, content)
    assert said in found.refusal
    assert not (tmp_path / "data").exists()


def test_the_name_may_be_given_and_one_bad_file_stops_no_other(tmp_path):
    (tmp_path / "坏.txt").write_bytes(b"%PDF")
    (tmp_path / "好.txt").write_text(TEXT, "utf-8")
    (tmp_path / "再.txt").write_text(TEXT, "utf-8")
    files = [tmp_path / name for name in ("坏.txt", "没有.txt", "好.txt", "再.txt")]
    found = import_departments(files, tmp_path, "data/departments")
    assert [bool(one.refusal) for one in found] == [True, True, False, True]
    assert "已经从 好.txt 读入" in found[3].refusal
    (tmp_path / "无名.txt").write_text("一、主要职责\n（一）负责水利工作。\n", "utf-8")
    (nameless,) = import_departments([tmp_path / "无名.txt"], tmp_path, "data/departments", "示例县丙局")
    assert nameless.name == "示例县丙局"
