"""Prints figures of a leak test: leak_figure.py leaks.json ATTACK NAME…, one value a line."""

import json
import sys
from pathlib import Path

report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
figures = {(f["attack"], f["name"]): f["value"] for f in report["figures"]}
for name in sys.argv[3:]:
    print(figures[sys.argv[2], name])
