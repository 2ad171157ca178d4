"""Times Clio's k-means and its peers on the same vectors, in turn, and compares what they came to.

Usage: kmeans.py NAME FOLDER SETTING GOAL JAVA-COMMAND…

The value is the median over rounds of the ratio of wall time to that of the fastest peer, or 99 where Clio's inertia is
higher than a peer's. Reading and starting are left out; all have as many threads as there are cores.
Inertia is that of the means of the clusters, in double precision, reckoned here for all. Peers make ten passes from
random rows (FAISS, scikit-learn) or k-means++ (Tribuo). Clio makes as many as bring it to their inertia in the median
of the seeds, found in rounds that are not timed; beside that it is timed to its own end, where it goes by default, which the million alone is judged by.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import faiss
import numpy as np
import sklearn
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans, MiniBatchKMeans

SEED = 20241218
THREADS = os.cpu_count()
PASSES = 10


def synthetic(rows: int, centres: int) -> np.ndarray:
    """Rows of unit length around centres of unit length; a row's noise has twice the square of its centre's length."""
    random = np.random.default_rng(SEED)
    centre = random.standard_normal((centres, 384), dtype=np.float32) / np.float32(384**0.5)
    vectors = np.empty((rows, 384), dtype=np.float32)
    for start in range(0, rows, 50_000):
        part = vectors[start : start + 50_000]
        random.standard_normal(out=part, dtype=np.float32)
        part *= np.float32((2 / 384) ** 0.5)
        part += centre[random.integers(centres, size=len(part))]
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return vectors


def inertia(vectors: np.ndarray, assignment: np.ndarray) -> float:
    """The sum of squares less that of the means, each as often as its cluster has rows."""
    clusters = int(assignment.max()) + 1
    sums = np.zeros((clusters, vectors.shape[1]))
    squares = 0.0
    for start in range(0, len(vectors), 50_000):
        part = vectors[start : start + 50_000].astype(np.float64)
        squares += float((part**2).sum())
        to = assignment[start : start + len(part)]
        sums += csr_matrix((np.ones(len(part)), (to, np.arange(len(part)))), shape=(clusters, len(part))) @ part
    sizes = np.maximum(np.bincount(assignment, minlength=clusters), 1)
    return squares - float(((sums**2).sum(axis=1) / sizes).sum())


def timed(work):
    """What some work gives, with its wall and CPU seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - cpu


class Faiss:
    name = f"FAISS {faiss.__version__}, {PASSES} passes"

    def __init__(self, vectors, k):
        self.vectors, self.k = vectors, k
        faiss.omp_set_num_threads(THREADS)

    def run(self, seed):
        kmeans = faiss.Kmeans(
            self.vectors.shape[1], self.k, niter=PASSES, seed=seed, max_points_per_centroid=len(self.vectors)
        )
        _, wall, cpu = timed(lambda: kmeans.train(self.vectors))
        return kmeans.index.search(self.vectors, 1)[1].ravel(), wall, cpu


class ScikitLearn:
    name = f"scikit-learn {sklearn.__version__}, {PASSES} passes"

    def __init__(self, vectors, k):
        self.vectors, self.k = vectors, k

    def run(self, seed):
        kmeans = KMeans(self.k, init="random", n_init=1, max_iter=PASSES, tol=0, random_state=seed)
        _, wall, cpu = timed(lambda: kmeans.fit(self.vectors))
        return kmeans.labels_, wall, cpu


class MiniBatch:
    name = f"scikit-learn {sklearn.__version__}, MiniBatchKMeans"

    def __init__(self, vectors, k):
        self.vectors, self.k = vectors, k

    def run(self, seed):
        kmeans = MiniBatchKMeans(self.k, init="random", n_init=1, batch_size=10_000, random_state=seed)
        _, wall, cpu = timed(lambda: kmeans.fit(self.vectors))
        return kmeans.labels_, wall, cpu


class Jvm:
    """A program of ours that answers on its standard output, Clio's k-means or Tribuo's."""

    def __init__(self, command, file, k, which):
        self.file = file
        self.process = subprocess.Popen(
            [*command, str(file), str(k), which], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.name = self.answer()

    def answer(self):
        line = self.process.stdout.readline().strip()
        return line or sys.exit("a JVM ended before it answered")

    def run(self, seed, passes=0):
        out = self.file.with_suffix(".assignment.npy")
        self.process.stdin.write(f"{seed} {passes} {out}\n")
        self.process.stdin.flush()
        wall, cpu = map(float, self.answer().split())
        return np.load(out), wall, cpu

    def most_memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 2**20

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Enough:
    """Clio with just as many passes as bring its inertia to another, in the median of some seeds."""

    def __init__(self, clio, vectors, wanted, seeds):
        self.clio, self.passes = clio, 1
        while statistics.median(inertia(vectors, self.run(seed)[0]) for seed in seeds) > wanted:
            self.passes += 1
            if self.passes > 100:
                sys.exit("no number of passes brings our k-means to the inertia of its peers")
        self.name = f"{clio.name}, {self.passes} passes"

    def run(self, seed):
        return self.clio.run(seed, self.passes)


def compare(vectors, k, clio, peers, rounds):
    """Rounds in turn; the median ratio to the fastest peer, and how Clio's inertia is to the lowest of theirs."""
    print(f"{len(vectors)} rows of {vectors.shape[1]}, k = {k}, {THREADS} threads, {rounds} rounds")
    ours, others = clio, peers
    if rounds > 1:
        seeds = range(1, rounds + 1)
        lowest = min(statistics.median(inertia(vectors, peer.run(seed)[0]) for seed in seeds) for peer in peers)
        ours = Enough(clio, vectors, lowest, seeds)
        others = (clio, *peers)
    walls = {one: [] for one in (ours, *others)}
    inertias = {one: [] for one in (ours, *others)}
    for turn in range(rounds):
        for one in (ours, *others):
            assignment, wall, cpu = one.run(turn + 1)
            walls[one].append(wall)
            inertias[one].append(inertia(vectors, assignment))
            print(f"  {one.name:45} {wall:8.3f} s  {cpu:8.3f} CPU s  inertia {inertias[one][-1]:12.2f}", flush=True)
            if one is ours:
                shuffled = np.random.default_rng(1).permutation(assignment)
    for one in walls:
        print(f"median {one.name:45} {statistics.median(walls[one]):8.3f} s  inertia {statistics.median(inertias[one]):12.2f}")
    fastest = min(peers, key=lambda peer: statistics.median(walls[peer]))
    ratio = statistics.median(a / b for a, b in zip(walls[ours], walls[fastest]))
    lowest = min(statistics.median(inertias[peer]) for peer in peers)
    if inertia(vectors, shuffled) <= lowest:
        sys.exit("shuffled clusters are as good as a peer's: inertia tells nothing")
    relative = statistics.median(inertias[ours]) / lowest
    print(f"time {ratio:.3f} of {fastest.name}; inertia {relative:.4f} of the lowest of the peers")
    return ratio, relative


def main(name: str, folder: Path, setting: str, goal: str, command: list[str]) -> None:
    sets = []  # of vectors, k, peers, rounds
    if setting == "synthetic":
        sets.append((synthetic(100_000, 1000), 1000, lambda v, k, f: [Faiss(v, k)], 5))
    elif setting == "tribuo":
        sets.append((synthetic(20_000, 200), 200, lambda v, k, f: [Jvm(command, f, k, "tribuo")], 5))
    elif setting == "million":
        sets.append((synthetic(1_000_000, 5000), 5000, lambda v, k, f: [MiniBatch(v, k)], 1))
    elif setting == "real":
        for file in sorted(folder.glob("*.npy")):
            vectors = np.load(file)
            sets.append((vectors, len(vectors) // 100, lambda v, k, f: [Faiss(v, k), ScikitLearn(v, k)], 31))
    else:
        sys.exit(f"unknown setting {setting}")
    worst = 0.0
    for vectors, k, peers_of, rounds in sets:
        file = folder / "vectors.npy"
        np.save(file, vectors)
        ours = Jvm(command, file, k, "clio")
        peers = peers_of(vectors, k, file)
        ratio, relative = compare(vectors, k, ours, peers, rounds)
        if setting == "million":
            memory = ours.most_memory()
            print(f"most memory of the process: {memory:.2f} GiB; time of MiniBatchKMeans: {1 / ratio:.2f} of ours")
            ratio = memory
        for one in (ours, *peers):
            if isinstance(one, Jvm):
                one.end()
        worst = max(worst, ratio if relative <= 1 else 99)
    holds = "holds" if worst <= float(goal) else "short"
    print(f"{name} value={worst:.3f} goal={goal} {holds}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:])
