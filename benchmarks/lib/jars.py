"""Adds up the jars of a folder and counts the native libraries in them.

Usage: jars.py FOLDER
"""

import io
import re
import sys
import zipfile
from pathlib import Path

NATIVE = re.compile(r"\.(so(\.[0-9.]+)?|dll|dylib|jnilib)$", re.IGNORECASE)


def natives(jar) -> list[str]:
    with zipfile.ZipFile(jar) as entries:
        return [name for name in entries.namelist() if NATIVE.search(name)]


def check_natives() -> None:
    jar = io.BytesIO()
    with zipfile.ZipFile(jar, "w") as entries:
        for name in ("a/Some.class", "linux/libx.so", "win/x.dll", "osx/libx.dylib", "osx/libx.jnilib", "x.so.1.2"):
            entries.writestr(name, b"")
    if len(natives(jar)) != 5:
        sys.exit("self-check: native libraries in a jar are not found")


def main(folder: Path) -> None:
    check_natives()
    total = 0
    found = []
    for jar in sorted(folder.glob("*.jar"), key=lambda path: -path.stat().st_size):
        total += jar.stat().st_size
        found += [f"{jar.name}: {name}" for name in natives(jar)]
        print(f"{jar.stat().st_size:12,}  {jar.name}")
    if total == 0:
        sys.exit("there is no jar: this measures nothing")
    print(f"{total:12,}  bytes")
    for name in found:
        print(name)
    print(f"native libraries: {len(found)}")
    print(f"total MB: {total / 1e6:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
