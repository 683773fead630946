"""Files that were made to hurt: each is one finding, after little work."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quanze.source import Limits, Reading, parse
from quanze.source import tree as tree_module
from quanze.source.engines import Engine, Event, events

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 20_000


def codes(reading: Reading) -> set[tuple[str, str]]:
    return {(problem.code, problem.variant) for problem in reading.problems}


@pytest.mark.parametrize("engine", ["c", "pure"])
@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "{a: ", "[a, [", "[{"])
def test_nesting_is_given_up_at_the_limit(piece: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def counted(text: str, which: Engine) -> Iterator[Event]:
        nonlocal taken
        for event in events(text, which):
            taken += 1
            yield event

    monkeypatch.setattr(tree_module, "events", counted)
    reading = parse((piece * MANY).encode(), "事项.yaml", engine=engine)
    assert codes(reading) <= {("SCH011", "过深"), ("SCH009", "复杂键")}
    assert ("SCH011", "过深") in codes(reading)
    assert reading.document is None
    assert taken < 500


def test_indentation_without_end_is_given_up_at_the_limit() -> None:
    text = "".join(" " * depth + "a:\n" for depth in range(1400))
    (problem,) = parse(text.encode(), "事项.yaml").problems
    assert (problem.code, problem.variant, problem.span.line) == ("SCH011", "过深", 51)
    assert problem.values == {"上限": 50}


def test_the_deepest_that_is_allowed_is_read() -> None:
    def nested(depth: int) -> bytes:
        return b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1)

    assert parse(nested(50), "事项.yaml").document is not None
    assert parse(nested(51), "事项.yaml").document is None
    assert parse(nested(4), "事项.yaml", Limits(depth=3)).document is None


def test_a_bomb_of_aliases_stays_as_small_as_its_text() -> None:
    lines = ["a0: &a0 [爆]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 30)]
    reading = parse("\n".join(lines).encode(), "事项.yaml")
    assert codes(reading) == {("SCH009", "锚点"), ("SCH009", "别名")}
    assert reading.document is not None
    assert reading.document.root == {"a0": ["爆"], **{f"a{level}": [] for level in range(1, 30)}}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n" * MANY,
        "a: [" + "*x, " * MANY + "]",
        "a: [" + "0012, " * MANY + "]",
        "a:\n" + "  - &x 甲\n" * MANY,
        "{" + "环节：受理, " * MANY + "}",
    ],
)
def test_many_of_a_kind_are_counted_but_not_all_listed(text: str) -> None:
    reading = parse(text.encode(), "事项.yaml", Limits(problems=10))
    assert 1 <= len(reading.problems) <= 20
    assert reading.omitted >= MANY - 20


@pytest.mark.parametrize(
    "text",
    [
        "%TAG !a! b\n" * MANY + "---\na: 1",
        "---\n" * MANY,
        "a: '" + "''" * MANY,
        'a: "' + "\\n" * MANY,
        "a: |\n" + " \n" * MANY,
        "a: >\n" + " b\n" * MANY,
        "#\n" * MANY,
        '"a":' * MANY,
        "\ufeff" * MANY,
        "名称：甲\n" * MANY,
        "a: b" + " " * MANY + "c",
        "'" + "\t" * MANY,
        "[a" + "\n" * MANY,
        "! " * MANY,
        "& " * MANY,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("engine", ["c", "pure"])
def test_what_parsers_have_choked_on_is_read_or_refused(text: str, engine: Engine) -> None:
    reading = parse(text.encode(), "事项.yaml", engine=engine)
    assert reading.document is not None or reading.problems
    if reading.document is not None:
        assert len(reading.document.comments) <= MANY
        assert reading.document.span(("a",), (0, 1)).line >= 1


def test_prose_in_lists_of_one_is_not_counted_as_a_problem() -> None:
    reading = parse(("依据:\n" + "  - [公示材料，告知理由，作出决定并送达申请人]\n" * 9000).encode(), "事项.yaml")
    assert (reading.problems, reading.omitted) == ((), 0)


def test_a_file_beyond_the_limit_is_not_looked_at() -> None:
    reading = parse(b"[" * (1 << 20) + b"[", "事项.yaml")
    assert codes(reading) == {("SCH011", "过大")}
    assert reading.text == ""


def test_the_reader_is_imported_without_yaml_or_models() -> None:
    program = "import sys, quanze.source; print(sorted({'ruamel', 'pydantic', 'rich', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
