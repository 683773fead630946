"""The baseline counts what was there, shows what is new, and only shrinks."""

from __future__ import annotations

DAY = ("--as-of", "2026-11-22")


def test_the_baseline_only_shrinks(run, small_list, sample):
    good = sample.read_text("utf-8")
    sample.write_text(good.replace("状态: 在用", "状态: 有效").replace("第三十三条", "第九百条"), "utf-8")
    assert run("check", *DAY, cwd=small_list).returncode == 1
    assert "记下 2 条 (档位 采集)" in run("baseline", *DAY, cwd=small_list).stdout
    assert run("check", *DAY, cwd=small_list).returncode == 0
    # something new is shown
    sample.write_text(sample.read_text("utf-8").replace("版本: 1", "版本: 一"), "utf-8")
    done = run("check", *DAY, cwd=small_list)
    assert done.returncode == 1
    assert "SCH005" in done.stdout
    assert "SCH006" not in done.stdout
    # and does not get into the baseline
    again = run("baseline", *DAY, cwd=small_list).stdout
    assert "2 条, 去掉了改好的 0 条" in again
    assert "另有 1 条不在基线里 (基线只减不增), quanze check 照常报告" in again
    # what was mended has to leave it
    sample.write_text(good.replace("第三十三条", "第九百条"), "utf-8")
    assert "WAV005" in run("check", *DAY, cwd=small_list).stdout
    assert "去掉了改好的 1 条" in run("baseline", *DAY, cwd=small_list).stdout
    assert "WAV005" not in run("check", *DAY, cwd=small_list).stdout


def test_a_rule_on_legality_is_waived_only_in_the_guarded_file(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("第三十三条", "第九百条"), "utf-8")
    waiver = f"豁免:\n  - {{规则: BAS004, 编码: {sample.stem}, 理由: 条号待核, 批准: 某岗, 截止: 2027-01-01}}\n"
    (small_list / "waivers-editor.yaml").write_text(waiver, "utf-8")
    done = run("check", *DAY, cwd=small_list)
    assert "WAV004" in done.stdout
    assert "BAS004" in done.stdout
    (small_list / "waivers-editor.yaml").unlink()
    (small_list / "waivers.yaml").write_text(waiver, "utf-8")
    assert run("check", *DAY, cwd=small_list).returncode == 0
