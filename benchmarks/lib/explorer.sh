# Shared by the measurements of the explorer: results of any size, their pages, and a browser that looks at them.
# shellcheck shell=bash

CHROMIUM=${CLIO_CHROMIUM:-$(command -v chromium || true)}

need_chromium() {
  [[ -n $CHROMIUM ]] || die "no chromium on the path; set CLIO_CHROMIUM"
}

# page NODES SCRIPT HTML [BEFORE]: a page of generated topics with a script that measures it at its end, and another one before
# its first line. The policy of the page, which would forbid both, is left out; nothing else is changed.
page() {
  local made=$OUT/explorer
  mkdir -p "$made"
  python3 "$LIB/explorer_tree.py" "$1" >"$made/insights.json"
  java -jar "$EXAMPLES_JAR" explore "$made/insights.json" --html "$made/plain.html"
  python3 "$LIB/explorer_page.py" "$made/plain.html" "$2" "${4:-}" >"$3"
}

# measured HTML: the number that the page's script writes to the console.
measured() {
  local profile log pid value=
  profile=$(mktemp -d)
  log=$profile/log
  : >"$log"
  "$CHROMIUM" --headless=new --no-sandbox --disable-gpu --no-first-run --user-data-dir="$profile/user" --window-size=1280,800 \
    --remote-debugging-port=0 --enable-logging=stderr "file://$1" >"$log" 2>&1 &
  pid=$!
  for _ in $(seq 600); do
    value=$(sed -nE 's/.*measured=([0-9.]+).*/\1/p' "$log" | head -n 1)
    [[ -n $value ]] && break
    sleep 0.1
  done
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  # What the browser started writes for a moment longer.
  for _ in $(seq 50); do
    rm -rf "$profile" 2>/dev/null && break
    sleep 0.1
  done
  [[ -n $value ]] || die "the page said nothing within a minute"
  echo "$value"
}

# The median of lines of numbers.
median() {
  sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
