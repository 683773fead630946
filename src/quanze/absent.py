"""A field that could not be read, and what happens to a check that asks for it.

When one field of an item is broken, the rest of the item is still checked. `ABSENT` stands where the
broken field was: any use of it raises `FieldAbsent`, so that the rules which need the field do not run
and every other rule does. It is not an empty value: an optional field that is not written is None.
"""

from __future__ import annotations

from typing import Final, NoReturn


class FieldAbsent(Exception):  # noqa: N818 - it is a state of the item, not an error of the program
    """The value asked for is not there; `field` is the attribute that was asked of it, "" if none."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class Absent:
    """The type of `ABSENT`. One instance exists; `is` and `repr` work on it, nothing else does."""

    __slots__ = ()
    _only: Absent | None = None

    def __new__(cls) -> Absent:  # noqa: PYI034 - there is no subclass
        """Return the one instance."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "ABSENT"

    def __reduce__(self) -> str:
        return "ABSENT"

    def __copy__(self) -> Absent:
        return self

    def __deepcopy__(self, _memo: object) -> Absent:
        return self

    def __getattr__(self, name: str) -> NoReturn:
        # Protocols of the interpreter (copy, pickle, inspection) ask for dunder names and expect this answer.
        if name.startswith("__"):
            raise AttributeError(name)
        raise FieldAbsent(name)

    def _refuse(self, *_operands: object) -> NoReturn:
        raise FieldAbsent

    __bool__ = __str__ = __format__ = __hash__ = __call__ = _refuse
    __len__ = __iter__ = __reversed__ = __next__ = __contains__ = __getitem__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __int__ = __float__ = __index__ = __neg__ = __pos__ = __abs__ = __round__ = _refuse
    __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = _refuse
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rfloordiv__ = __rmod__ = __rpow__ = _refuse


#: Stands in place of a field that could not be read.
ABSENT: Final = Absent()


def is_absent(value: object) -> bool:
    """Say whether a value could not be read (`is ABSENT`, for values a type checker takes as present)."""
    return value is ABSENT


def means_absent(error: Exception) -> bool:
    """Say whether an exception says that a value was absent.

    Functions written in C ask nothing of `ABSENT` before they refuse it: "".join and re.search raise a
    TypeError that names its type.
    """
    return isinstance(error, FieldAbsent) or (isinstance(error, TypeError) and Absent.__name__ in str(error))
