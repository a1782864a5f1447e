"""Validation of a whole file: every fault of every line, and whether the lines fit together. Writes nothing."""

from collections.abc import Callable
from pathlib import Path

from . import blocks, coherence
from .checks import check_line
from .coherence import Seen
from .faults import Fault, dotted
from .format import ArticleLine, CareRoleLine, HomeLine, ImageLine, ImportLine, TopicLine
from .known import Key, vanished
from .pictures import PictureError
from .plan import Entry, Plan, digest, picture_digest
from .reading import RawLine, loose_key, parse, read_lines

MOST_FAULTS = 10_000
"""Nobody reads more, and a file that is none of lines has one in each of millions."""


def validate(path: Path, advance: Callable[[int], None] = lambda _: None) -> Plan:
    """A plan whose `faults` are empty can be carried out. `advance` hears how many bytes of the file were read.

    After `MOST_FAULTS` the rest is not looked at. Raises `UnreadableFileError`.
    """
    validator = _Validator(path.parent)
    for raw in read_lines(path, advance):
        validator.look_at(raw)
        if len(validator.plan.faults) >= MOST_FAULTS:
            return validator.given_up(raw.number)
    plan = validator.plan
    plan.faults += coherence.faults(plan, validator.seen)
    plan.faults.sort()
    return plan


class _Validator:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = Plan(vanished=vanished())
        self.seen = Seen()
        self.once: dict[Key, int] = {}

    def fault(self, number: int, field: str, problem: str, mend: str) -> None:
        self.plan.faults.append(Fault(number, field, problem, mend))

    def given_up(self, number: int) -> Plan:
        """Whether the lines fit together is not told: most were not read."""
        problem = f"Checking stopped here: there are {len(self.plan.faults):,} faults already."
        self.plan.faults.sort()
        self.fault(number, "", problem, "Mend those, then import the file again.")
        return self.plan

    def look_at(self, raw: RawLine) -> None:
        line, faults = parse(raw)
        self.plan.faults += faults
        if line is None:
            # A line with faults of its own still answers for its id: what mentions it is not at fault too.
            if key := loose_key(raw):
                self.seen.broken.add(key)
            return
        checked = check_line(raw.number, line)
        self.plan.faults += checked.faults
        key = (line.type, line.id)
        if earlier := self.plan.entries.get(key):
            problem = f"“{line.id}” is the id of line {earlier.number} already."
            self.fault(raw.number, "id", problem, f"Give each {coherence.spoken(line.type)} an id of its own.")
            return
        self.plan.entries[key] = Entry(
            raw.number,
            line.type,
            line.id,
            digest(line, self._picture_digest(raw.number, line)),
            getattr(line, "title", ""),
            getattr(line, "slug", None),
        )
        for mention in checked.mentions:
            target = (mention.type, mention.id)
            if target in self.plan.vanished:
                self.plan.stale.add(key)
            if target not in self.plan.entries:
                self.seen.open_mentions.append((raw.number, mention))
        self._look_across(raw.number, line)

    def _picture_digest(self, number: int, line: ImportLine) -> str:
        if isinstance(line, ImageLine):
            self.seen.descriptions[line.id] = line.alt
        try:
            return picture_digest(line, self.folder)
        except PictureError as error:
            self.fault(number, "file", error.problem, error.mend)
            return ""

    def _look_across(self, number: int, line: ImportLine) -> None:
        """Note what lines have to agree on, and tell what there can be only one of."""
        if isinstance(line, TopicLine | ArticleLine):
            if line.slug:
                self._once(number, "slug", line.type, line.slug, "Give each page of a type a slug of its own.")
            for place, block in enumerate(line.body):
                is_picture = isinstance(block, blocks.Image | blocks.Figure)
                if is_picture and not block.alt and not getattr(block, "decorative", False):
                    self.seen.undescribed.append((number, ("body", place, "alt"), block.image))
        if isinstance(line, TopicLine):
            self._overlaps(number, line)
        if isinstance(line, CareRoleLine):
            self._once(number, "name", line.type, line.name, "Name each care role once.")
            self.seen.role_names[line.name] = (number, line.id)
        if isinstance(line, HomeLine):
            self._once(number, "type", line.type, "home", "There is one home page: keep one of the lines.")

    def _once(self, number: int, field: str, type_: str, value: str, mend: str) -> None:
        earlier = self.once.setdefault((f"{type_}.{field}", value), number)
        if earlier != number:
            self.fault(number, field, f"“{value}” is in line {earlier} already.", mend)

    def _overlaps(self, number: int, line: TopicLine) -> None:
        """“Overlaps with” is its own inverse: from both sides, it would be told twice."""
        for place, relation in enumerate(line.relations):
            if relation.kind != "overlaps_with":
                continue
            if earlier := self.seen.overlaps.get((relation.topic, line.id)):
                problem = f"Line {earlier} tells this relation already, from the other side."
                self.fault(number, dotted(("relations", place)), problem, "Keep one of the two.")
            self.seen.overlaps[line.id, relation.topic] = number
