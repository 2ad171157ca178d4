# Shared by the measurements of the dispatcher: a provider on loopback in a JVM of its own.
# shellcheck shell=bash
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# start_provider LATENCY_MS SPREAD_MS REQUESTS_A_MINUTE TOKENS_A_MINUTE: sets PORT; 0 for no limit.
start_provider() {
  local fifo=$out/provider.in
  rm -f "$fifo" "$out/provider.port"
  mkfifo "$fifo"
  # Without nodelay the JDK's server waits 40 ms for an acknowledgement between head and body.
  java -Xmx256m -XX:+UseSerialGC -Dsun.net.httpserver.nodelay=true -cp "$CLASS_PATH" io.clio.benchmarks.LlmProvider "$@" <"$fifo" >"$out/provider.port" &
  exec 9>"$fifo"
  for _ in $(seq 300); do
    PORT=$(head -n 1 "$out/provider.port")
    [[ -n $PORT ]] && return
    sleep 0.1
  done
  die "the provider does not start"
}

# stop_provider: closes its standard input, which ends it.
stop_provider() {
  exec 9>&-
  wait
}

# load CALLS PROMPT_CHARACTERS IN_FLIGHT REQUESTS_A_MINUTE TOKENS_A_MINUTE [heap|heap-keep]
load() {
  java -Xmx256m -XX:+UseSerialGC -cp "$CLASS_PATH" io.clio.benchmarks.LlmLoad "$PORT" "$@" 9>&-
}

# figure FILE NAME: a line NAME=… of what a program or the provider printed.
figure() {
  sed -n "s/^$2=//p" "$1"
}
