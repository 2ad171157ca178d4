package io.clio.embed;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.spi.Embedder;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An embedder without a network: a text's vector is the sum of those of its word pieces, {@code texts × 256} float32,
 * unit length. A text in which no piece is known has the zero vector. Order and context of words make no difference.
 *
 * <p>The vectors of pieces were made once by all-MiniLM-L6-v2, each from a text of that piece alone, and weighted by
 * rarity; they are a resource of this module, loaded when the first text is embedded. So texts of like meaning are near
 * without sharing words, in English; other languages of Latin script come out as coarse vectors. Words of other
 * scripts, which the model knows by their letters at most, are hashed as {@link HashingEmbedder} does, and are near
 * where they are shared. The same bits on every machine. Immutable and thread-safe.
 *
 * <p>Sources: S. Tulkens and T. van Dongen, "Model2Vec", 2024, for vectors of pieces from a sentence encoder; S. Arora
 * et al., "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017, section 3, for the weights.
 */
public final class StaticEmbedder implements Embedder {

    private static final Pattern OTHER_SCRIPTS =
            Pattern.compile("[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsCommon}\\p{IsInherited}]]+");

    /** An embedder; all share one table. */
    public StaticEmbedder() {}

    /**
     * Embeds texts.
     *
     * @throws IllegalStateException if the table that comes with this module is missing or damaged
     */
    @Override
    public Embeddings embed(List<SensitiveText> texts) {
        return embed(texts, StaticTable.shared());
    }

    private static Embeddings embed(List<SensitiveText> texts, StaticTable table) {
        int dimensions = table.dimensions();
        float[] values = new float[Math.multiplyExact(texts.size(), dimensions)];
        for (int row = 0; row < texts.size(); row++) {
            long[] sums = new long[dimensions];
            add(texts.get(row).reveal(), table, sums);
            writeUnit(sums, values, row * dimensions);
        }
        return Embeddings.wrap(values, dimensions);
    }

    private static void add(String text, StaticTable table, long[] sums) {
        Matcher other = OTHER_SCRIPTS.matcher(text);
        if (!other.find()) {
            table.add(text, sums);
            return;
        }
        table.add(other.replaceAll(" "), sums);
        Map<String, Double> features = HashingEmbedder.features(text);
        features.keySet().removeIf(feature -> !OTHER_SCRIPTS.matcher(feature).find());
        double[] hashed = new double[sums.length];
        HashingEmbedder.add(features, table.length(), hashed);
        for (int d = 0; d < sums.length; d++) {
            sums[d] += Math.round(hashed[d]);
        }
    }

    private static void writeUnit(long[] sums, float[] values, int offset) {
        double norm = 0;
        for (long sum : sums) {
            norm += (double) sum * sum;
        }
        double scale = norm == 0 ? 0 : 1 / Math.sqrt(norm);
        for (int d = 0; d < sums.length; d++) {
            values[offset + d] = (float) (sums[d] * scale);
        }
    }

    /** The vectors come from a model that was trained on English alone. */
    @Override
    public boolean alignsLanguages() {
        return false;
    }

    @Override
    public String name() {
        StaticTable table = StaticTable.shared();
        return "static all-MiniLM-L6-v2, " + table.dimensions() + " dimensions, table " + table.version();
    }
}
