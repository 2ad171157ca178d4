"""A page of the explorer with a script at its end that measures it: explorer_page.py PAGE SCRIPT BEFORE"""

import re
import sys

page, script, before = open(sys.argv[1], encoding="utf-8").read(), open(sys.argv[2], encoding="utf-8").read(), sys.argv[3]
page, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', lambda m: f"<script>{before}</script>", page, count=1)
assert policies == 1
sys.stdout.write(page.replace("</body>", f"<script>{script}</script></body>"))
