# Shared by benchmarks/run and the measurements: where things are, and how they are built when they are needed.
# shellcheck shell=bash

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
DATA=${CLIO_DATA:-$REPO/../shared/data}
OUT=$REPO/benchmarks/out
LIB=$REPO/benchmarks/lib
SAMPLE=$REPO/clio-examples/samples/assistant-chats.jsonl.gz
EXAMPLES_JAR=$REPO/clio-examples/target/clio-examples.jar
CLASS_PATH="$REPO/benchmarks/target/classes:$REPO/benchmarks/target/lib/*"
PYTHON=$REPO/benchmarks/.venv/bin/python
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$OUT"

die() {
  echo "$*" >&2
  exit 1
}

# Builds the jars that measurements start, if a source is newer than the last build.
need_java() {
  local built=$OUT/.built newer
  if [[ -e $built && -e $EXAMPLES_JAR && -d $REPO/benchmarks/target/lib ]]; then
    newer=$(find "$REPO" \( -name target -o -name .git -o -path "$REPO/benchmarks/out" -o -path "$REPO/benchmarks/.venv" \
      -o -name test \) -prune -o -type f \( -name pom.xml -o -path '*/src/main/*' \) -newer "$built" -print -quit)
    [[ -z $newer ]] && return
  fi
  echo "building (sources are newer than the last build)" >&2
  : >"$OUT/.building"
  rm -rf "$REPO/benchmarks/target/lib" # libraries of other versions
  (cd "$REPO" && mvn -q -B -Dstyle.color=never -pl benchmarks,clio-examples -am package -Dmaven.test.skip=true -Dmaven.javadoc.skip) >&2 ||
    die "the build failed"
  mv "$OUT/.building" "$built"
}

# Makes the Python environment of benchmarks/requirements.txt, if it is not there or the file is newer.
need_python() {
  local made=$REPO/benchmarks/.venv/.made
  [[ -e $made && ! $REPO/benchmarks/requirements.txt -nt $made ]] && return
  echo "making benchmarks/.venv" >&2
  python3 -m venv "$REPO/benchmarks/.venv"
  "$PYTHON" -m pip install -q --disable-pip-version-check -r "$REPO/benchmarks/requirements.txt" >&2 ||
    die "the Python environment cannot be made"
  touch "$made"
}

# need_data FILE: a set of the evaluation data, which is not part of this repository.
need_data() {
  [[ -r $DATA/$1 ]] || die "$DATA/$1 is not there; set CLIO_DATA to the folder of the evaluation data"
}

# verdict NAME VALUE GOAL [also-short]: the last line of a measurement whose value must not exceed its goal.
verdict() {
  local word=short
  if [[ -z ${4:-} ]] && awk -v v="$2" -v g="$3" 'BEGIN { exit !(v + 0 <= g + 0) }'; then
    word=holds
  fi
  echo "$1 value=$2 goal=$3 $word"
}
