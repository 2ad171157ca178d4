"""Makes the table of word vectors of clio-core's static embedder. Started by benchmarks/static-table.

Usage: static_table.py JARS FILE [--check]

Each word piece of all-MiniLM-L6-v2 goes through the network (32 bits) as a text of its own; its vector is the network's
output at its place. Vectors are centred, turned onto the 256 principal components, and weighted by A / (A + p), where p
is the piece's frequency after Zipf's law: the vocabulary is in order of frequency, after the single characters. No text
but the vocabulary itself is used. docs/embedders.md says which other forms were tried.

Sources: S. Tulkens and T. van Dongen, "Model2Vec", 2024; S. Arora et al., "A Simple but Tough-to-Beat Baseline for
Sentence Embeddings", 2017, section 3.

The same bytes each time on one machine; another processor may round a few numbers differently.
"""

import hashlib
import json
import math
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime

MODEL = "all-minilm-l6-v2"
DIMENSIONS = 256
A = 1e-3
BATCH = 128
UNKNOWN = "[UNK]"
# The first piece that is a word; single characters stand before it and count as frequent as the fifth word.
FIRST_WORD = "the"
RANK_OF_CHARACTERS = 5


def read_model(jars: Path) -> tuple[list[str], onnxruntime.InferenceSession]:
    for jar in sorted(jars.glob(f"langchain4j-embeddings-{MODEL}-*.jar")):
        archive = zipfile.ZipFile(jar)
        if f"{MODEL}.onnx" in archive.namelist():
            vocabulary = json.loads(archive.read(f"{MODEL}-tokenizer.json"))["model"]["vocab"]
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            network = onnxruntime.InferenceSession(
                archive.read(f"{MODEL}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            return sorted(vocabulary, key=vocabulary.get), network
    sys.exit(f"no {MODEL} in {jars}")


def vectors(network: onnxruntime.InferenceSession, pieces: list[str], ids: np.ndarray) -> np.ndarray:
    """The network's output at each piece, between the tokens that stand around every text."""
    opening, closing = pieces.index("[CLS]"), pieces.index("[SEP]")
    found = []
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        tokens = np.stack([np.full_like(batch, opening), batch, np.full_like(batch, closing)], axis=1)
        given = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        found.append(network.run(None, given)[0][:, 1])
    return np.concatenate(found).astype(np.float64)


def reduced(rows: np.ndarray) -> np.ndarray:
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :DIMENSIONS]
    # The sign of an axis is free: its largest part is positive.
    largest = np.abs(axes).argmax(axis=0)
    return centred @ (axes * np.sign(axes[largest, np.arange(DIMENSIONS)]))


def weights(pieces: list[str], ids: np.ndarray) -> np.ndarray:
    first = pieces.index(FIRST_WORD)
    ranks = np.where(ids < first, RANK_OF_CHARACTERS, ids - first + 1)
    frequency = 1 / (ranks * math.log(len(pieces)))
    return A / (A + frequency)


def kept(pieces: list[str]) -> list[int]:
    """All but the special tokens and the places that nothing uses. The unknown piece stays, with no direction."""
    return [i for i, piece in enumerate(pieces) if not (piece.startswith("[") and piece.endswith("]") and len(piece) > 2)]


def table(jars: Path) -> bytes:
    pieces, network = read_model(jars)
    ids = np.array(kept(pieces), dtype=np.int64)
    rows = reduced(vectors(network, pieces, ids)) * weights(pieces, ids)[:, None]
    spans = np.abs(rows).max(axis=1)
    unit = spans.max() / 127 / 65535
    scales = np.clip(np.ceil(spans / 127 / unit), 1, 65535)
    numbers = np.clip(np.rint(rows / (scales[:, None] * unit)), -127, 127)
    scales = np.concatenate([[0], scales]).astype(">u2")
    numbers = np.concatenate([np.zeros((1, DIMENSIONS)), numbers]).astype(np.int8)
    vocabulary = "\n".join([UNKNOWN] + [pieces[i] for i in ids]).encode()
    content = struct.pack(">iii", DIMENSIONS, len(scales), len(vocabulary)) + vocabulary + scales.tobytes() + numbers.tobytes()
    return b"CLIOTOK1" + hashlib.sha256(content).digest() + content


def main(jars: Path, file: Path, check: bool) -> None:
    made = table(jars)
    digest = hashlib.sha256(made).hexdigest()
    print(f"{len(made)} bytes, SHA-256 {digest}")
    if not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made)
    elif file.read_bytes() != made:
        sys.exit(f"{file} is another table: SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}")
    else:
        print("the committed table is the same")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--check" in sys.argv[3:])
