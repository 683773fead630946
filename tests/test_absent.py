from __future__ import annotations

import copy
import pickle

import pytest

from quanze.absent import ABSENT, Absent, FieldAbsent

USES = {
    "attribute": lambda: ABSENT.承诺时限,
    "truth": lambda: bool(ABSENT),
    "text": lambda: str(ABSENT),
    "format": lambda: f"{ABSENT}",
    "length": lambda: len(ABSENT),
    "iteration": lambda: list(ABSENT),
    "membership": lambda: "许可" in ABSENT,
    "index": lambda: ABSENT[0],
    "call": ABSENT,
    "equal": lambda: ABSENT == "行政许可",
    "unequal": lambda: ABSENT != "行政许可",
    "order": lambda: ABSENT < 20,
    "hash": lambda: {ABSENT: "行政许可"},
    "sum": lambda: 1 + ABSENT,
    "product": lambda: ABSENT * 0.7,
    "number": lambda: float(ABSENT),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_every_use_of_an_absent_field_says_so(use):
    with pytest.raises(FieldAbsent):
        use()


def test_the_attribute_asked_for_is_named():
    with pytest.raises(FieldAbsent) as caught:
        _ = ABSENT.basis
    assert caught.value.field == "basis"


def test_identity_survives_copying_and_pickling():
    assert Absent() is ABSENT
    assert copy.copy(ABSENT) is ABSENT
    assert copy.deepcopy({"basis": [ABSENT]})["basis"][0] is ABSENT
    assert pickle.loads(pickle.dumps(ABSENT)) is ABSENT


def test_it_can_be_shown_and_asked_for_its_type():
    assert repr(ABSENT) == "ABSENT"
    assert isinstance(ABSENT, Absent)
