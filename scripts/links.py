"""Check the relative links and anchors in README.md and the pages of docs/: `python -m scripts.links`.

Links to other sites are not followed: this works without a network.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from scripts.machine import REPOSITORY

LINK = re.compile(
    r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|^\[[^\]]+\]:\s+(\S+)|(?:href|src)=\"([^\"]+)\"", re.MULTILINE
)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")
CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1\s*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def pages(root: Path) -> list[Path]:
    return [page for page in (root / "README.md", *sorted((root / "docs").rglob("*.md"))) if page.exists()]


def anchors(text: str) -> set[str]:
    """The anchors that forges give to headings: lower case, punctuation dropped, spaces to hyphens, repeats numbered."""
    seen: dict[str, int] = {}
    found = set(ANCHOR.findall(text))
    for heading in HEADING.findall(re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")
        repeats = seen.get(slug, 0)
        seen[slug] = repeats + 1
        found.add(f"{slug}-{repeats}" if repeats else slug)
    return found


def faults(root: Path) -> Iterator[str]:
    """One line for each link that leads nowhere: the page, its line, the link, what is missing."""
    for page in pages(root):
        text = page.read_text()
        # Code shows links, it does not make them; blanked out, so that line numbers stay.
        prose = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
        for match in LINK.finditer(prose):
            link = next(group for group in match.groups() if group)
            if reason := _fault(page, link):
                line = prose.count("\n", 0, match.start()) + 1
                yield f"{page.relative_to(root)}:{line}: {link}: {reason}"


def _fault(page: Path, link: str) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:|//", link):
        return ""
    path, _, anchor = link.partition("#")
    target = (page.parent / unquote(path)).resolve() if path else page
    if not target.exists():
        return "no such file"
    if anchor and target.suffix == ".md" and unquote(anchor) not in anchors(target.read_text()):
        return "no such heading"
    return ""


def main() -> int:
    found = list(faults(REPOSITORY))
    for fault in found:
        print(fault)
    print(f"{len(pages(REPOSITORY))} pages, {len(found)} dead links")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
