# What measurements of the release gate share: what they came to is kept for as long as what is tested stays the same.
# shellcheck shell=bash disable=SC2154

# gate_build: compiles the gate and its tests.
gate_build() {
  (cd "$REPO" && mvn -B -q -Dstyle.color=never -pl clio-api,clio-privacy test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test -Dmaven.javadoc.skip) >&2 || die "the build failed"
}

# gate_key [CLASS]: names the built classes of the gate, its tests and their libraries as they are now. Of a class of
# properties its own and what all of them share: no class of properties uses another.
gate_key() {
  local others=()
  if [[ -n ${1:-} ]]; then
    others=(-name '*Properties*.class' ! -name "$1.class" ! -name "$1\$*.class")
  else
    others=(-name none)
  fi
  (cd "$REPO" && {
    find clio-api/target/classes clio-privacy/target/classes clio-privacy/target/test-classes -type f ! -name module-info.class \
      ! \( "${others[@]}" \) -print0 | sort -z | xargs -0 sha256sum
    tr : '\n' <clio-privacy/target/test-classpath | sed 's|.*/||' | sort
  } | sha256sum | cut -c 1-16)
}
