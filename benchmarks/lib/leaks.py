"""Searches everything that left a run for what was planted in its input, and for its user and conversation ids.

Usage: leaks.py INPUT FOLDER. Each folder in FOLDER is a run; all files in it are searched. A string counts as found if
it occurs as it is, or regardless of case, or, if it has 6 letters and digits or more, regardless of all that stands
between those. Ends with the line "found in total: N": strings found, added up over runs.
"""

import gzip
import json
import sys
import unicodedata
from pathlib import Path

SHORTEST_SQUEEZED = 6
SHOWN = 40


def squeezed(text: str) -> str:
    """Letters and digits only, in one case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


class Haystack:
    def __init__(self, text: str):
        self.exact = text
        self.folded = text.casefold()
        self.squeezed = squeezed(text)

    def finds(self, needle: str) -> str:
        """How the string was found; empty if it was not."""
        if needle in self.exact:
            return "exact"
        if needle.casefold() in self.folded:
            return "folded"
        bare = squeezed(needle)
        if len(bare) >= SHORTEST_SQUEEZED and bare in self.squeezed:
            return "squeezed"
        return ""

    def around(self, needle: str) -> str:
        at = self.folded.find(needle.casefold())
        if at >= 0:
            return self.folded[max(0, at - SHOWN) : at + len(needle) + SHOWN]
        bare = squeezed(needle)
        at = self.squeezed.find(bare)
        return self.squeezed[max(0, at - SHOWN) : at + len(bare) + SHOWN]


def text_of(file: Path) -> str:
    """What stands in a file; of JSON also what its escapes stand for."""
    text = file.read_bytes().decode("utf-8", errors="replace")
    if file.suffix == ".json":
        text += "\n" + json.dumps(json.loads(text), ensure_ascii=False)
    return text


def needles(source: Path) -> list[tuple[str, str]]:
    wanted: dict[str, str] = {}
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            wanted[row["user_id"]] = "user id"
            wanted[row["id"]] = "conversation id"
            wanted.update((value, "planted value") for value in row["labels"]["pii"])
    return sorted(wanted.items())


def search(text: str, wanted: list[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    haystack = Haystack(text)
    hits = ((needle, kind, haystack.finds(needle)) for needle, kind in wanted)
    return [(needle, kind, how, haystack.around(needle)) for needle, kind, how in hits if how]


def check_search(text: str, wanted: list[tuple[str, str]]) -> None:
    """Plants each kind of string in what was really collected, in three disguises; each must be found."""
    before = {hit[0] for hit in search(text, wanted)}
    middle = text.rfind("\n", 0, len(text) // 2) + 1
    for kind in ("planted value", "user id", "conversation id"):
        needle = next(
            n for n, k in wanted if k == kind and n not in before and len(squeezed(n)) >= 8 and squeezed(n) != n
        )
        disguises = {"exact": needle, "folded": needle.upper(), "squeezed": "·".join(squeezed(needle))}
        for how, disguise in disguises.items():
            found = {hit[0]: hit[2] for hit in search(text[:middle] + disguise + "\n" + text[middle:], [(needle, kind)])}
            if found.get(needle) not in (how, "exact"):
                sys.exit(f"self-check: a {kind} that was planted in the output ({how}) is not found")
    print("self-check: one string of each kind, planted in the collected output in three disguises, is found each time")


def main(source: Path, folder: Path) -> None:
    wanted = needles(source)
    kinds = [kind for _, kind in wanted]
    print(", ".join(f"{kinds.count(kind)} {kind}s" for kind in ("planted value", "user id", "conversation id")))
    total = 0
    everything = []
    for run in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in run.rglob("*") if path.is_file())
        text = "\n".join(text_of(file) for file in files)
        everything.append(text)
        hits = search(text, wanted)
        total += len(hits)
        print(f"{run.name}: {len(files)} files, {len(text)} characters, {len(hits)} strings found")
        for needle, kind, how, around in hits:
            print(f"  {kind} ({how}): {needle!r} in {around!r}")
    check_search("\n".join(everything), wanted)
    print(f"found in total: {total}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
