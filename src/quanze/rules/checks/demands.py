"""Family GUI, second part: conditions, steps, proofs and services that nothing lawful asks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.authority import (
    REGULATIONS_OR_DECISIONS,
    RULES_AND_ABOVE,
    Authority,
    authority,
    authority_in_text,
)
from quanze.rules.checks.elements import NAME, STAGE, readable, texts_of
from quanze.rules.checks.remembered import Place, place_in
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Guide, Intermediary
    from quanze.model.item import Item
    from quanze.rules.context import Context

_GUIDE: Final = "办事指南"
_PROOFS: Final = "证明事项清单"
_INTRODUCES: Final = ("：", ":")
#: A hearing is a right by the general laws (行政许可法46、47, 行政处罚法63): it needs no basis of its own.
_HEARING: Final = "听证"
#: A body that bears a name of its own, against one that is only described.
_NAMED_BODY: Final = re.compile("(?:公司|中心|研究院|设计院|检测院|检验院|鉴定所|事务所|检测站)$")
_DESCRIBED: Final = re.compile("任何|任一|具有|具备|取得|符合|依法|自主|自行|资质|资格|申请人|均可|等")
#: A material that must come from a body that was picked: 由指定检测机构出具. A law may name one (依法指定).
_PICKED: Final = re.compile(
    "(?<!不得)(?<!不)(?<!未)(?<!非)(?<!无)(?<!依法)(?<!国家)(?<!自行)"
    "指定的?[^，,。；;]{0,16}(?:公司|检测|检验|鉴定|评估|评价|测绘|设计院|事务所)[^，,。；;]{0,8}"
)
#: A body by its own name that sells such services, against one that is only described (具有资质的检测机构).
_NAMED_SERVICE: Final = re.compile(
    "(?!.*(?:具有|具备|取得|符合|资质|资格|任何|第三方|中介|申请人|自行|委托|相关))[^，,。；;]{2,}"
    "(?:检测|检验|鉴定|评估|评价|测绘|设计|咨询|会计|审计)[^，,。；;]{0,6}(?:公司|事务所)"
)
#: A step in which somebody outside the authority has to stamp or sign: 村委会盖章.
_STAMPED: Final = re.compile("(?:村|居|社区|乡镇|街道|单位|物业|邻)[^，,。；;]{0,8}(?:盖章|签章|签字|出具)")


@item_check
def conditions_without_law(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """GUI003: a condition, special procedure or stamp that no law, regulation or rule provides for."""
    guide = item.guide
    if guide is None:
        return
    introduced = False
    for index, condition in enumerate(guide.conditions):
        if is_absent(condition) or is_absent(condition.content):
            continue
        content = condition.content
        introduces = content.rstrip().endswith(_INTRODUCES)  # it only says that the conditions follow
        found = authority(condition.basis, context, RULES_AND_ABOVE)
        if found.answer == "none" and (introduces or not introduced):
            found = authority_in_text(content, context, RULES_AND_ABOVE)
        if introduces:
            introduced = found.answer in ("holds", "unknown")
        elif found.answer != "none" or not (introduced or place_in(content, context.phrases("没有条件"))):
            yield from _judged(found, (_GUIDE, "受理条件", index), {"条件": content}, "条件")
    if context.applied_for(item.type):
        yield from _steps_without_law(guide, context)


def _steps_without_law(guide: Guide, context: Context) -> Iterator[Hit | Unsure]:
    for index in _stamped_among(texts_of(guide.steps, STAGE)):
        stage = guide.steps[index].stage
        if stage not in [procedure.name for _, procedure in readable(guide.special)]:
            yield Hit((_GUIDE, "办理流程", index, "环节"), {"环节": stage}, variant="盖章", key="没有写依据")
    for index, procedure in readable(guide.special) if guide.special else ():
        if _HEARING in procedure.name:
            continue
        found = authority(procedure.basis, context, RULES_AND_ABOVE)
        yield from _judged(found, (_GUIDE, "特别程序", index), {"环节": procedure.name}, "环节")


@lru_cache(maxsize=2048)
def _stamped_among(stages: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, stage in enumerate(stages) if _STAMPED.search(stage))


@item_check
def proof_without_law(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """GUI004: a proof is demanded that no law, regulation or decision provides for, or that no list has."""
    if item.guide is None:
        return
    for index, name in enumerate(texts_of(item.guide.materials, NAME)):
        if not ("证明" in name or "介绍信" in name) or not _is_proof(name, context):
            continue
        material = item.guide.materials[index]
        path: Path = (_GUIDE, "申请材料", index)
        found = authority(material.basis, context, REGULATIONS_OR_DECISIONS)
        yield from _judged(found, path, {"证明": name}, "证明")
        if found.answer not in ("holds", "unknown"):
            continue
        if _PROOFS not in context.registers:
            yield Unsure(f"未提供{_PROOFS}", name)
        elif words_only(name) not in context.register_names(_PROOFS):
            yield Hit((*path, "名称"), {"证明": name}, variant="清单外", key=name)


def _is_proof(name: str, context: Context) -> bool:
    """Say whether a material is a 证明: what some body certifies of a fact, not a licence or identity card."""
    if place_in(name, context.phrases("证明材料")) is None:
        return False
    return place_in(name, context.phrases("非证明材料")) is None


@item_check
def intermediary_without_law(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """GUI013: a service the applicant must buy without statutory basis, or from a body that was picked for him."""
    guide = item.guide
    if guide is None:
        return
    for index, material in enumerate(guide.materials):
        if is_absent(material):
            continue
        for key, text in (("来源", material.origin), ("出具单位", material.issuer)):
            place = _picked_in(text) if text else None
            if place and text:
                body = text[slice(*place)]
                values = {"材料": material.name, "机构": body}
                yield Hit((_GUIDE, "申请材料", index, key), values, variant="材料", part=place, key=body)
    for index, service in readable(guide.intermediaries):
        path: Path = (_GUIDE, "中介服务", index)
        found = authority(service.basis, context, REGULATIONS_OR_DECISIONS)
        yield from _judged(found, path, {"服务": service.name}, "服务")
        if _is_designated(service):
            key = "指定" if service.designated else "机构" if service.organisation else "名称"
            named = service.organisation or ""
            values = {"服务": service.name, "机构": named}
            yield Hit((*path, key), values, variant="指定" if named else "写明指定", key=named or service.name)


@lru_cache(maxsize=2048)
def _picked_in(text: str) -> Place | None:
    """Return where 来源 or 出具单位 names a body that was picked by the authority."""
    found = _PICKED.search(text) or _NAMED_SERVICE.fullmatch(text)
    return found.span() if found else None


def _is_designated(service: Intermediary) -> bool:
    if service.designated is not None:
        return service.designated
    if _picked_in(service.name):
        return True
    named = service.organisation or ""
    return bool(_NAMED_BODY.search(named)) and not _DESCRIBED.search(named)


def _judged(found: Authority, path: Path, values: dict[str, object], what: str) -> Iterator[Hit | Unsure]:
    """Yield a hit where nothing is cited or nothing cited suffices, "cannot tell" where the rank is not known."""
    if found.answer == "unknown":
        yield found.unsure
    elif found.answer == "none":
        # every condition is worded differently: that it has no basis is what they have in common
        cause = "没有写依据" if what in ("条件", "环节") else str(values[what])
        yield Hit((*path, "依据"), values, variant=f"{what}无依据", key=cause)
    elif found.answer == "fails":
        cited = {**values, "依据": found.names, "位阶": found.ranks}
        yield Hit((*path, "依据"), cited, variant=f"{what}依据不够", key=found.names)
