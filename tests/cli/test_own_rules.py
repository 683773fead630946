"""Rules of one's own, through the real console script: five answers make a rule that finds things."""

from __future__ import annotations

import os
import subprocess

import pytest

DAY = ("--as-of", "2026-11-22")
REST = ("--severity", "警告", "--ground", "本单位规定")


@pytest.fixture
def new(run, small_list):
    """Write a rule by options only, in the small list."""

    def call(code, field, check, *more, name="本地要求"):
        return run(
            "rules", "new", code, "--name", name, *REST, "--field", field, "--check", check, *more, cwd=small_list
        )

    return call


def test_options_alone_write_a_rule_that_passes_its_own_test(run, new, small_list):
    done = new("SXJ001", "办事指南.承诺时限.数值", "数值比较 <= 10")
    assert done.returncode == 0, done.stderr
    text = (small_list / "rules/SXJ001.yaml").read_text("utf-8")
    for key in ("消息:", "说明:", "怎么改:", "正例:", "反例:"):
        assert f"\n{key}" in text
    tested = run("rules", "test", "SXJ001", cwd=small_list)
    assert tested.returncode == 0, tested.stdout
    assert "例子 2 个, 不符 0 个" in tested.stdout


def test_five_answers_flag_an_item(run, script, small_list, sample):
    answers = "SXJ010 名称不写旧机构\n警告\n本单位规定\n名称\n不得含\n工商局、质监局\n"
    done = subprocess.run(
        [script, "rules", "new"], input=answers, capture_output=True, encoding="utf-8", cwd=small_list, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = sample.read_text("utf-8")
    sample.write_text(text.replace("名称: ", "名称: 工商局", 1), "utf-8")
    tried = run("rules", "try", "SXJ010", *DAY, cwd=small_list)
    assert tried.returncode == 1
    assert "名称里有“工商局”" in tried.stdout
    assert "共 1 处" in tried.stdout
    checked = run("check", "--select", "SXJ010", "--fail-on", "warning", *DAY, cwd=small_list)
    assert checked.returncode == 1


def test_a_wrong_answer_is_explained_and_asked_again(script, small_list):
    answers = "SXJ1 甲\nBAS900 甲\nSXJ010 甲\n严重\n警告\n本单位规定\n名承\n承诺时限\n名称\n不得\n长度\n很多\n60\n"
    done = subprocess.run(
        [script, "rules", "new"], input=answers, capture_output=True, encoding="utf-8", cwd=small_list, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for said in (
        "应为三个大写字母加三位数字",
        "BAS 是内置规则的族",
        "没有级别“严重”",
        "没有字段“名承”, 是否“名称”?",
        "有这几个: 办事指南.承诺时限",
        "没有“不得”这种检查",
        "要写一个整数",
    ):
        assert said in done.stdout


def test_a_field_and_a_check_that_do_not_go_together_are_asked_for_again(script, small_list):
    answers = "SXJ010 甲\n警告\n本单位规定\n办事指南\n长度 60\n主体性质\n枚举 法定行政机关\n名称\n数值比较 <= 3\n版本\n数值比较 ≤ ３\n"
    done = subprocess.run(
        [script, "rules", "new"], input=answers, capture_output=True, encoding="utf-8", cwd=small_list, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for said in ("“办事指南”是一组字段", "本来就不能写“法定行政机关”, 是否“法定机关”?", "“名称”是文字, 不能比大小"):
        assert said in done.stdout
    text = (small_list / "rules/SXJ010.yaml").read_text("utf-8")
    assert "\n级别: 警告\n" in text
    assert "\n值: 3\n" in text


def test_what_cannot_be_a_rule_is_refused_and_nothing_is_written(new, small_list):
    done = new("SXJ001", "名称", "事项.名称.__class__")
    assert done.returncode == 2
    assert "不能以下划线开头" in done.stderr
    assert list((small_list / "rules").iterdir()) == []


def test_a_rule_is_never_overwritten_and_a_code_never_used_twice(new, small_list):
    assert new("SXJ001", "名称", "长度 60").returncode == 0
    file = small_list / "rules/SXJ001.yaml"
    before = file.read_bytes()
    done = new("SXJ001", "名称", "长度 80")
    assert done.returncode == 2
    assert "代码 SXJ001 已经用了" in done.stderr
    broken = small_list / "rules/SXJ002.yaml"
    broken.write_text("名称: 还没有写完\n", "utf-8")
    assert new("SXJ002", "名称", "长度 80").returncode == 2
    assert (file.read_bytes(), broken.read_text("utf-8")) == (before, "名称: 还没有写完\n")


def test_missing_answers_are_named(run, small_list):
    done = run("rules", "new", "SXJ001", "--name", "甲", cwd=small_list, env={"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 2
    assert "--severity" in done.stderr


def test_examples_of_ones_own_are_tried_too(new, small_list):
    condition = "事项.版本 * 7 % 1000 != 994"
    assert new("SXJ001", "版本", condition).returncode == 2
    wrong = new("SXJ001", "版本", condition, "--bad", "{类型: 行政许可, 版本: 3}")
    assert wrong.returncode == 2
    assert "--bad 的例子不合这条规则: 该报而没有报" in wrong.stderr
    done = new("SXJ001", "版本", condition, "--bad", "{类型: 行政许可, 版本: 142}")
    assert done.returncode == 0, done.stderr


def test_try_ignores_the_gate_and_counts_beyond_twenty(run, small_list, sample):
    text = sample.read_text("utf-8")
    for number in range(30):
        (sample.parent / f"L00100020{number:02}.yaml").write_text(text, "utf-8")
    done = run("rules", "try", "SCH013", *DAY, cwd=small_list)
    assert done.returncode == 1
    assert done.stdout.count("SCH013 ") == 21
    assert "…… 另有 10 处" in done.stdout
    one = run("rules", "try", "SCH013", sample.parent / "L0010002003.yaml", *DAY, cwd=small_list)
    assert "共 1 处" in one.stdout


def test_try_says_when_a_rule_cannot_run_or_is_broken(run, small_list):
    done = run("rules", "try", "LIS001", *DAY, cwd=small_list)
    assert (done.returncode, "没有执行: 未提供运行数据" in done.stdout) == (3, True)
    (small_list / "rules/SXJ001.yaml").write_text("代码: SXJ001\n名称: 甲\n级别: 严重\n依据: 乙\n", "utf-8")
    for command in (("rules", "try"), ("rules", "show"), ("explain",), ("check", "--select")):
        broken = run(*command, "SXJ001", cwd=small_list)
        assert broken.returncode == 2
        assert "rules/SXJ001.yaml:3:5  规则文件有误: “级别”应为 错误、警告、提示 之一" in broken.stderr
    tested = run("rules", "test", "SXJ001", cwd=small_list)
    assert tested.returncode == 1
    assert "rules/SXJ001.yaml:3:5: 错误 RUN003 规则文件有误" in tested.stdout
    checked = run("check", "--select", "SCH001,SXJ001", *DAY, cwd=small_list)
    assert checked.returncode == 1
    assert "rules/SXJ001.yaml:3:5: 错误 RUN003" in checked.stdout
    assert run("rules", "try", "没有这条", cwd=small_list).returncode == 2


def test_a_terminal_is_asked(script, small_list):
    pty = pytest.importorskip("pty", reason="no terminals on this system")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [script, "rules", "new"],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.PIPE,
        cwd=small_list,
        close_fds=True,
    )
    os.close(follower)
    os.write(leader, "SXJ003 名称过长\n提示\n本单位规定\n名称\n长度 80\n".encode())
    assert process.wait(60) == 0, process.stderr.read().decode()
    process.stderr.close()
    os.close(leader)
    assert (small_list / "rules/SXJ003.yaml").is_file()
