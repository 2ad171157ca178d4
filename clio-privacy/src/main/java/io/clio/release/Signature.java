package io.clio.release;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A MinHash signature of the word trigrams of a text, from which the similarity of two texts is estimated: the share of
 * trigrams that they have in common (Broder, <i>On the resemblance and containment of documents</i>, 1997).
 *
 * <p>Its functions are fixed, so that a run can be repeated; it is kept in memory, only until groups are formed.
 */
final class Signature {
    /** Shorter texts are too often alike by chance, and are never grouped. */
    static final int FEWEST_TOKENS = 12;

    /** Bands of a few minima each: texts of a similarity of 0.8 agree in one with a probability of 0.9996. */
    static final int BANDS = 20;

    private static final int BAND = 5;
    private static final int LENGTH = BANDS * BAND;
    private static final int[] SEEDS = IntStream.rangeClosed(1, LENGTH)
            .map(number -> mixed(number * 0x9E3779B9))
            .toArray();

    private Signature() {}

    /** The signature of a text given by hashes of its tokens, or null if it is too short. */
    static short @Nullable [] of(int[] tokens) {
        if (tokens.length < FEWEST_TOKENS) {
            return null;
        }
        int[] minima = new int[LENGTH];
        Arrays.fill(minima, Integer.MAX_VALUE);
        for (int i = 0; i + 2 < tokens.length; i++) {
            lower(minima, mixed(mixed(mixed(tokens[i]) + tokens[i + 1]) + tokens[i + 2]));
        }
        short[] signature = new short[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            signature[i] = (short) (minima[i] ^ (minima[i] >>> 16));
        }
        return signature;
    }

    private static void lower(int[] minima, int trigram) {
        for (int i = 0; i < LENGTH; i++) {
            minima[i] = Math.min(minima[i], mixed(trigram ^ SEEDS[i]));
        }
    }

    /** The finisher of MurmurHash3, which spreads each bit over all. */
    static int mixed(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }

    static int band(short[] signature, int band) {
        int hash = band;
        for (int i = band * BAND; i < (band + 1) * BAND; i++) {
            hash = mixed(31 * hash + signature[i]);
        }
        return hash;
    }

    static double similarity(short[] a, short[] b) {
        int equal = 0;
        for (int i = 0; i < LENGTH; i++) {
            equal += a[i] == b[i] ? 1 : 0;
        }
        return (double) equal / LENGTH;
    }
}
