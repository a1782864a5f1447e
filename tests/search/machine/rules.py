"""The state machine: a site, its log, a follower, a reader of the feed, a web process; rules do what happens to them."""

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cms.published import log
from search import lifecycle
from search.engines.chosen import ENGINES
from search.engines.protocol import Engine
from search.errors import EngineBusyError, GenerationError
from search.follower import Follower
from tests import services
from tests.published.site import settle
from tests.search.machine import checks
from tests.search.machine.editor import WAYS, Editor, Way
from tests.search.machine.model import ARTICLE, HOME, SECTION, TOPIC, Written
from tests.search.machine.mortal import DEATHS, Death, DiedError, Mortal

NUMBERS = st.integers(0, 7)
"""Of a page among those that a rule may take, round and round."""

TITLES = st.sampled_from(["alder", "birch", "cedar", "dogwood", "elder"])
SLUGS = st.sampled_from(["one", "two", "three", "articles"])
KINDS = st.sampled_from([TOPIC, ARTICLE])
HOWS = st.sampled_from(WAYS)


def one_of(pages: list[Written], number: int) -> Written:
    return pages[number % len(pages)]


class LogAndIndex(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.editor = Editor()
        self.model = self.editor.model
        self.feed = checks.FeedReader()
        self.head = self.active = 0
        self.checkpoints: dict[str, int] = {}
        self.asleep: list[Mortal] = []
        self.reader = engine()
        self._start()

    def _start(self) -> None:
        """Start the follower, in a process of its own."""
        self.following = Mortal(engine())
        self.follower = Follower(self.following.as_engine())

    @initialize(is_indexed=st.sampled_from([True, True, True, False]))
    def begin(self, *, is_indexed: bool) -> None:
        if is_indexed:
            self.follow()

    @rule(way=HOWS, kind=KINDS, title=TITLES, slug=SLUGS, section=NUMBERS, topic=NUMBERS)
    def publish(self, way: Way, kind: str, title: str, slug: str, section: int, topic: int) -> None:
        sections, topics = self.model.of(SECTION), self.model.of(TOPIC)
        about = one_of(topics, topic) if topics else None
        self.editor.publish(way, kind, title, slug, one_of(sections, section), about)

    @rule(way=HOWS, number=NUMBERS, title=TITLES)
    def edit(self, way: Way, number: int, title: str) -> None:
        self.editor.edit(way, one_of(self.model.of(TOPIC, ARTICLE, SECTION, HOME), number), title)

    @rule(number=NUMBERS, title=TITLES)
    def save_a_draft(self, number: int, title: str) -> None:
        head = log.head()
        self.editor.draft(self._any(number), title)
        assert log.head() == head

    @rule(way=HOWS, number=NUMBERS, slug=SLUGS)
    def rename_slug(self, way: Way, number: int, slug: str) -> None:
        page = self._any(number)
        self.editor.edit(way, page, page.title, slug)

    @rule(way=HOWS, number=NUMBERS, with_all_below=st.booleans())
    def unpublish(self, way: Way, number: int, *, with_all_below: bool) -> None:
        self.editor.unpublish(way, self._any(number), with_all_below=with_all_below)

    @rule(way=HOWS, number=NUMBERS)
    def expire(self, way: Way, number: int) -> None:
        self.editor.expire(way, self._any(number))

    @precondition(lambda self: self.model.of(TOPIC, ARTICLE))
    @rule(way=HOWS, number=NUMBERS, to=NUMBERS)
    def move(self, way: Way, number: int, to: int) -> None:
        self.editor.move(way, one_of(self.model.of(TOPIC, ARTICLE), number), one_of(self.model.of(SECTION), to))

    @rule(way=HOWS, number=NUMBERS)
    def move_out_of_the_site_or_back(self, way: Way, number: int) -> None:
        page = one_of(self.model.of(SECTION), number)
        self.editor.move(way, page, None if page.above else self.model.pages[self.model.home])

    @rule(way=HOWS, number=NUMBERS)
    def make_private(self, way: Way, number: int) -> None:
        self.editor.hide(way, self._any(number))

    @rule(way=HOWS, number=NUMBERS)
    def make_public_again(self, way: Way, number: int) -> None:
        private = [page for page in self.model.pages.values() if page.private]
        if private:
            self.editor.show(way, one_of(private, number))

    @precondition(lambda self: self.model.of(TOPIC, ARTICLE))
    @rule(way=HOWS, number=NUMBERS)
    def delete(self, way: Way, number: int) -> None:
        self.editor.delete(way, one_of(self.model.of(TOPIC, ARTICLE), number))

    def _any(self, number: int) -> Written:
        """Any page but the home page: a section, or one of those that stand in them, by turns."""
        pages = zip_longest(self.model.of(SECTION), self.model.of(TOPIC, ARTICLE))
        return one_of([page for pair in pages for page in pair if page], number)

    @rule()
    def follow(self) -> None:
        self.follower.round()
        self.editor.is_settled = True

    @rule(number=NUMBERS, title=TITLES)
    def follow_one_batch(self, number: int, title: str) -> None:
        self._change(number, title)
        self._crash_following(1, "after")

    @rule(write=st.integers(1, 2), how=st.sampled_from(DEATHS), number=NUMBERS, title=TITLES)
    def crash_following(self, write: int, how: Death, number: int, title: str) -> None:
        self._change(number, title)
        self._crash_following(write, how)

    @rule(number=NUMBERS, title=TITLES)
    def overtake(self, number: int, title: str) -> None:
        """A follower is held up in the middle of a write; another one goes on from there, and further."""
        self.crash_following(1, "asleep", number, title)
        self._change(number, f"{title} fir")
        self.follow()
        self.wake_up()

    def _crash_following(self, write: int, how: Death) -> None:
        self.following.die_at(write, how)
        try:
            self.follower.round()
        except DiedError:
            self._bury(self.following)
            self._start()
        self.following.survived()
        self.editor.is_settled = True

    @rule(number=NUMBERS, title=TITLES)
    def follow_while_pages_change(self, number: int, title: str) -> None:
        self._change(number, title)
        self.following.meanwhile(1, lambda: self._change(number, f"{title} fir"))
        self.follow()
        self.following.survived()

    @rule()
    def rebuild(self) -> None:
        self._run(Mortal(engine()), lifecycle.rebuild)

    @rule(write=st.integers(1, 7), how=st.sampled_from(DEATHS))
    def crash_rebuilding(self, write: int, how: Death) -> None:
        building = Mortal(engine())
        building.die_at(write, how)
        self._run(building, lifecycle.rebuild)

    @rule(write=st.integers(1, 7), number=NUMBERS, title=TITLES)
    def rebuild_while_pages_change(self, write: int, number: int, title: str) -> None:
        building = Mortal(engine())
        building.meanwhile(write, lambda: self._change(number, title))
        self._run(building, lifecycle.rebuild)

    @rule()
    def roll_back(self) -> None:
        self._roll_back(Mortal(engine()))

    @rule(write=st.integers(1, 3), how=st.sampled_from(DEATHS))
    def crash_rolling_back(self, write: int, how: Death) -> None:
        returning = Mortal(engine())
        returning.die_at(write, how)
        self._roll_back(returning)

    def _roll_back(self, returning: Mortal) -> None:
        active = self.reader.health().generation
        try:
            self._run(returning, lifecycle.rollback)
        except (GenerationError, EngineBusyError):
            # There is none to return to, or the follower has not let go of it yet: nothing was done then.
            assert self.reader.health().generation == active

    def _run(self, command: Mortal, work: Callable[[Any], object]) -> None:
        """A command in a process of its own, which may die."""
        try:
            work(command)
        except DiedError:
            self._bury(command)
        finally:
            command.close()

    def _change(self, number: int, title: str) -> None:
        """What others do while the index is written: one page changes, one goes."""
        self.editor.edit("admin", self._any(number), title)
        self.editor.unpublish("admin", self._any(number + 1))

    def _bury(self, process: Mortal) -> None:
        process.close()
        if process.is_asleep:
            self.asleep.append(process)

    @precondition(lambda self: self.asleep)
    @rule()
    def wake_up(self) -> None:
        """A write that was held up comes after all; it is refused where its generation is gone."""
        if self.asleep:
            self.following.close()  # One writer at a time, on the embedded engine.
            with suppress(GenerationError):
                self.asleep.pop(0).wake_up()

    @rule(limit=st.integers(1, 5))
    def read_the_feed(self, limit: int) -> None:
        self.feed.read(limit)

    @rule()
    def drain(self) -> None:
        """Let the follower do all there is to do: then index, log and model are one."""
        settle()
        self.follow()
        checks.log_is_true(self.model)
        checks.index_is_the_log(self.following.as_engine(), self.reader, self.model)
        self.feed.has_missed_nothing()

    def teardown(self) -> None:
        # Not where a step has failed: its own failure is the one to tell.
        if sys.exc_info()[0] is None:
            self.drain()
        self.following.close()
        self.reader.close()

    @invariant()
    def holds(self) -> None:
        if self.editor.is_settled:
            checks.log_is_true_at_once(self.model)
        self.head = checks.sequences_are_in_order(self.head)
        checkpoints = checks.generations_hold_what_they_say(self.reader)
        for name, checkpoint in checkpoints.items():
            assert self.checkpoints.get(name, 0) <= checkpoint <= self.head, "a checkpoint went back"
        self.checkpoints |= checkpoints
        active = self.reader.health().checkpoint or 0
        assert active >= self.active, "readers went back"
        self.active = active


def engine() -> Engine:
    """One more process's engine, over the same index."""
    options = settings.TOPICHUB_SEARCH
    return import_string(ENGINES[options["ENGINE"]])(options)


def drop_every_index() -> None:
    options = settings.TOPICHUB_SEARCH
    shutil.rmtree(Path(options["EMBEDDED_PATH"]), ignore_errors=True)
    if options["ENGINE"] == "elasticsearch":
        services.drop_indices(options["ELASTICSEARCH_URL"], options["ELASTICSEARCH_PREFIX"])
