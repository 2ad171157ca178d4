package io.clio.embed;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.privacy.text.Lexicon;
import io.clio.privacy.text.Stems;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import io.clio.spi.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An embedder without a model: words and pairs of words, hashed into 384 signed dimensions (the hashing trick of
 * Weinberger et al., 2009), unit length. It knows nothing of meaning, only of shared words; it treats all languages
 * alike. Stateless and thread-safe.
 */
public final class HashingEmbedder implements Embedder {
    private static final int DIMENSIONS = 384;
    /** Each feature touches this many dimensions, so that a collision in one of them costs little. */
    private static final int PROBES = 4;

    private static final double WEIGHT_OF_FUNCTION_WORDS = 0.15;
    private static final double WEIGHT_OF_GENERIC_WORDS = 0.5;
    private static final double WEIGHT_OF_PAIRS = 0.6;

    /** An embedder. */
    public HashingEmbedder() {}

    @Override
    public Embeddings embed(List<SensitiveText> texts) {
        float[] values = new float[texts.size() * DIMENSIONS];
        for (int row = 0; row < texts.size(); row++) {
            embed(texts.get(row).reveal(), values, row * DIMENSIONS);
        }
        return Embeddings.wrap(values, DIMENSIONS);
    }

    private static void embed(String text, float[] values, int offset) {
        double[] sums = new double[DIMENSIONS];
        add(features(text), 1, sums);
        double norm = 0;
        for (double sum : sums) {
            norm += sum * sum;
        }
        double scale = norm == 0 ? 0 : 1 / Math.sqrt(norm);
        for (int d = 0; d < DIMENSIONS; d++) {
            values[offset + d] = (float) (sums[d] * scale);
        }
    }

    /** Adds features to a vector of any number of dimensions, one of weight 1 with the length that is given. */
    static void add(Map<String, Double> features, double length, double[] sums) {
        double each = length / Math.sqrt(PROBES);
        features.forEach((feature, weight) -> add(feature, each * Math.sqrt(weight), sums));
    }

    /** Squared weights, so that a word that occurs four times weighs twice as much. */
    static Map<String, Double> features(String text) {
        Map<String, Double> features = new LinkedHashMap<>();
        String before = "";
        List<Token> tokens = Words.of(text);
        Lexicon lexicon = Lexicon.of(tokens);
        for (Token token : tokens) {
            String stem = Stems.of(token.folded());
            double weight = weightOf(token.folded(), lexicon);
            features.merge(stem, weight * weight, Double::sum);
            if (!before.isEmpty()) {
                features.merge(before + " " + stem, WEIGHT_OF_PAIRS * WEIGHT_OF_PAIRS * weight, Double::sum);
            }
            before = stem;
        }
        return features;
    }

    private static double weightOf(String word, Lexicon lexicon) {
        if (lexicon.isFunctionWord(word)) {
            return WEIGHT_OF_FUNCTION_WORDS;
        }
        return lexicon.isGeneric(word) ? WEIGHT_OF_GENERIC_WORDS : 1;
    }

    private static void add(String feature, double weight, double[] sums) {
        long bits = mix(hash(feature));
        for (int probe = 0; probe < PROBES; probe++) {
            int dimension = (int) ((bits & 0x7fff) % sums.length);
            sums[dimension] += (bits & 0x8000) == 0 ? weight : -weight;
            bits >>>= 16;
        }
    }

    private static long hash(String feature) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < feature.length(); i++) {
            hash = (hash ^ feature.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finaliser of SplittableRandom: the low bits of a multiplicative hash are poor by themselves. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    @Override
    public boolean alignsLanguages() {
        return false;
    }

    @Override
    public String name() {
        return "hashed words, " + DIMENSIONS + " dimensions";
    }
}
