"""A topic's relations, by kind, in the order in which they help a reader: what it is, what goes with it, what helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.published.schema.documents import Relation

TITLES = {
    "encompasses": "Kinds and parts",
    "part_of": "Part of",
    "overlaps_with": "Overlaps with",
    "caused_by": "Caused by",
    "causes": "Can cause",
    "treated_by": "Treated by",
    "treats": "Helps with",
    "delivered_by": "Delivered by",
    "delivers": "Delivers",
}


@dataclass(frozen=True, slots=True)
class RelationGroup:
    kind: str
    title: str
    relations: list[Relation]


def relation_groups(relations: Sequence[Relation]) -> list[RelationGroup]:
    groups = (
        RelationGroup(kind, title, [relation for relation in relations if relation.kind == kind])
        for kind, title in TITLES.items()
    )
    return [group for group in groups if group.relations]
