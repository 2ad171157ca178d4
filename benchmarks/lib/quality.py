"""Compares clusters of Clio's k-means with those of scikit-learn's, on the same vectors, against true labels.

Usage: quality.py NAME FOLDER K. The folder holds what io.clio.benchmarks.ClusterQuality wrote.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import normalized_mutual_info_score

SEEDS = range(1, 6)
MARGIN = 0.01
LARGEST_DIFFERENCE = 1e-9


def inertia(vectors: np.ndarray, assignment: np.ndarray) -> float:
    """The sum of squared distances from the mean of each cluster, in float64, for both in the same way."""
    total = 0.0
    for cluster in np.unique(assignment):
        members = vectors[assignment == cluster].astype(np.float64)
        total += float(((members - members.mean(axis=0)) ** 2).sum())
    return total


def main(name: str, folder: Path, k: int) -> None:
    vectors = np.load(folder / "vectors.npy")
    labels = np.load(folder / "labels.npy")
    own_nmi = [float(line) for line in (folder / "nmi.txt").read_text().split()]
    print(f"{vectors.shape[0]} vectors of {vectors.shape[1]} dimensions, {len(np.unique(labels))} labels, k = {k}")
    print(f"scikit-learn {sklearn.__version__}: KMeans(n_clusters={k}, init='k-means++', n_init=1, random_state=seed)")
    print("seed   Clio: inertia      NMI  clusters | scikit-learn: inertia      NMI  seconds")
    ours, theirs, our_inertias, their_inertias = [], [], [], []
    for seed in SEEDS:
        assignment = np.load(folder / f"assignment-{seed}.npy")
        ours.append(normalized_mutual_info_score(labels, assignment))
        if abs(ours[-1] - own_nmi[seed - 1]) > LARGEST_DIFFERENCE:
            sys.exit(f"seed {seed}: NMI is {ours[-1]} by scikit-learn but {own_nmi[seed - 1]} by Contingency")
        start = time.perf_counter()
        other = KMeans(n_clusters=k, init="k-means++", n_init=1, random_state=seed).fit_predict(vectors)
        seconds = time.perf_counter() - start
        theirs.append(normalized_mutual_info_score(labels, other))
        our_inertias.append(inertia(vectors, assignment))
        their_inertias.append(inertia(vectors, other))
        print(
            f"{seed:4}   {our_inertias[-1]:13.3f} {ours[-1]:8.4f} {len(np.unique(assignment)):9} |"
            f" {their_inertias[-1]:21.3f} {theirs[-1]:8.4f} {seconds:8.2f}"
        )
    value, reference = statistics.median(ours), statistics.median(theirs)
    goal = reference - MARGIN
    print(
        f"median {statistics.median(our_inertias):13.3f} {value:8.4f}           |"
        f" {statistics.median(their_inertias):21.3f} {reference:8.4f}"
    )
    shuffled = np.random.default_rng(1).permutation(np.load(folder / "assignment-1.npy"))
    control = normalized_mutual_info_score(labels, shuffled)
    print(f"control: with the assignment of seed 1 shuffled, NMI {control:.4f}, which must be below the goal")
    if control >= goal:
        sys.exit("the control is not below the goal: this measurement cannot come out short")
    print(f"{name} value={value:.6f} goal={goal:.6f} {'holds' if value >= goal else 'short'}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
