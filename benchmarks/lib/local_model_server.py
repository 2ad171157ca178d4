"""Serves a GGUF on loopback by OpenAI's protocol until standard input ends. See benchmarks/lib/local-model."""

import argparse
import os
import sys

import xllamacpp


def settings(options: argparse.Namespace) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = options.model
    params.model_alias = {"local"}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    # Pages of any origin may read the answers of a server without a key; none is sent along by a browser.
    if key := os.environ.get("CLIO_LOCAL_MODEL_KEY"):
        params.api_keys = [key]
    params.cors_origins = ""
    params.ui = False
    params.offline = True
    params.endpoint_metrics = True
    # A level that logs no texts.
    params.verbosity = 1
    params.n_ctx = options.context
    params.n_parallel = 1
    # llama.cpp's threads wait for each other in busy loops: on a machine with other load two are much slower than one.
    params.cpuparams.n_threads = options.threads
    params.cpuparams_batch.n_threads = options.threads
    # An answer depends on its request alone: with what is left of the last prompt the same sums are done in another order.
    params.cache_prompt = False
    params.cache_ram_mib = 0
    return params


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--threads", type=int, default=1)
    server = xllamacpp.Server(settings(parser.parse_args()))
    print(server.listening_address, flush=True)
    try:
        sys.stdin.buffer.read()
    except KeyboardInterrupt:
        print(file=sys.stderr)


if __name__ == "__main__":
    main()
