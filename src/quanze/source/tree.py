"""YAML events to a tree of text, with what later says where each part of it is.

One pass over the events. What YAML can do beyond mappings, lists and text — anchors, aliases,
merge keys, tags, several documents — is refused, and so are duplicate keys (the first is kept).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.source.branch import Branch
from quanze.source.engines import events
from quanze.source.notes import REMARKABLE_STARTS, Notes

if TYPE_CHECKING:
    from quanze.source.branch import Node
    from quanze.source.engines import Engine, Event
    from quanze.source.notes import Frame
    from quanze.source.problem import Limits, Tree


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the events. `root` and `node` are None for a file with nothing in it.

    `dropped` are the keys and values that are in the text but not in the tree; `stopped` names why
    the reading ended before the text did: 过深 or 多文档.
    """

    root: Tree | None
    node: Node | None
    notes: Notes
    dropped: list[Node]
    stopped: str = ""


def build(text: str, engine: Engine, limits: Limits) -> Built:  # noqa: C901, PLR0912, PLR0915
    """Read the events of a text into a tree; stops at a second document and at the depth limit.

    Raises ruamel's MarkedYAMLError at a syntax error. One function with its state in local
    variables, since it runs for every event of every file: with methods it took half as long again.
    """
    from ruamel.yaml import events as kinds  # noqa: PLC0415

    scalar, alias, document = kinds.ScalarEvent, kinds.AliasEvent, kinds.DocumentStartEvent
    mapping, sequence = kinds.MappingStartEvent, kinds.SequenceStartEvent
    mapping_end, sequence_end = kinds.MappingEndEvent, kinds.SequenceEndEvent
    may_have_properties = "&" in text or "!" in text
    # The mapping (table, pairs) or list (items, nodes; no table) being read. In a mapping `key`, whose
    # text is `name`, waits for its value, which is `dropped` or kept. The file is read as a list of one.
    roots: list[Tree] = []
    root_nodes: list[Node] = []
    table: dict[str, Tree] | None = None
    pairs: dict[str, tuple[Event, Node]] = {}
    items, nodes = roots, root_nodes
    branch: Branch | None = None
    key: Event | None = None
    name = ""
    dropped = False
    left_out: list[Node] = []
    # What is read around it: those variables, and whether it is the key of the mapping around it.
    stack: list[Frame] = []
    notes = Notes(stack, limits.problems)
    documents = 0
    stopped = ""
    for event in events(text, engine):
        kind: object = type(event)
        if kind is scalar:
            value = event.value
            if may_have_properties:
                notes.properties(event, table, items, key, name)
            if table is None:
                if value[:1] in REMARKABLE_STARTS:
                    notes.scalar(event, table, items, key, name)
                items.append(value)
                nodes.append(event)
            elif key is None:
                key = event
                name = value
                if value in table or value == "<<":
                    dropped = notes.key(event, table, items, pairs)
                    left_out.append(event)
            else:
                if value[:1] in REMARKABLE_STARTS:
                    notes.scalar(event, table, items, key, name)
                if dropped:
                    left_out.append(event)
                else:
                    table[name] = value
                    pairs[name] = (key, event)
                key = None
                dropped = False
        elif kind is mapping or kind is sequence:
            if may_have_properties:
                notes.properties(event, table, items, key, name)
            if len(stack) >= limits.depth:
                notes.add("SCH011", "过深", notes.path(table, items, name), event, 上限=limits.depth)
                stopped = "过深"
                break
            new_table: dict[str, Tree] | None = {} if kind is mapping else None
            new_items: list[Tree] = []
            new = new_items if new_table is None else new_table
            new_pairs: dict[str, tuple[Event, Node]] = {}
            child = Branch(event, None if new_table is None else new_pairs, [])
            is_key = False
            if table is None:
                items.append(new)
                nodes.append(child)
            elif key is None:
                notes.add("SCH009", "复杂键", notes.path(table, items, "")[:-1], event)
                key, name, dropped, is_key = event, "", True, True
                left_out.append(child)
            elif dropped:
                left_out.append(child)
            else:
                table[name] = new
                pairs[name] = (key, child)
            stack.append((table, pairs, items, nodes, branch, key, name, is_key))
            branch = child
            table, pairs, items, nodes = new_table, new_pairs, new_items, child.nodes
            key = None
            dropped = False
        elif kind is mapping_end or kind is sequence_end:
            if branch is not None:
                branch.end = event
            if table is None and len(items) == 1:
                notes.only_element(nodes[0], event)
            table, pairs, items, nodes, branch, key, name, dropped = stack.pop()
            if not dropped:
                key = None
        elif kind is alias:
            # Never expanded, so that it cannot explode: nothing stands in its place.
            is_key = table is not None and key is None
            if not (dropped and name == "<<"):
                notes.add("SCH009", "别名", notes.path(table, items, name), event, 名称=event.anchor)
            key, name, dropped = (event, "", True) if is_key else (None, name, False)
        elif kind is document:
            documents += 1
            if documents > 1:
                notes.add("SCH009", "多文档", (), event)
                stopped = "多文档"
                break
    return Built(roots[0] if roots else None, root_nodes[0] if root_nodes else None, notes, left_out, stopped)
