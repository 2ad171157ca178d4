package io.clio.engine;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.workspace.Artefact;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has an embedder embed only texts whose vectors a workspace does not hold yet, each once, and keeps them: by text and
 * name of the embedder. A vector belongs to whoever's text it was made from; if that user is forgotten, it is made anew
 * for another one with the same text.
 */
final class KeptVectors {
    private final WorkspaceSession workspace;
    private final String embedder;

    KeptVectors(WorkspaceSession workspace, String embedder) {
        this.workspace = workspace;
        this.embedder = embedder;
    }

    /** A text that has no vector yet, and whose it is. */
    private record Missing(SensitiveText text, List<Fingerprint> owners) {}

    /**
     * Embeds texts, in order.
     *
     * @param texts the texts
     * @param owners for each whose it is
     * @param asked embeds those that have no vector yet; the vectors are as many as the texts
     */
    Embeddings embed(
            List<SensitiveText> texts,
            List<List<Fingerprint>> owners,
            Function<List<SensitiveText>, Embeddings> asked) {
        List<Fingerprint> keys = new ArrayList<>(texts.size());
        Map<Fingerprint, float[]> vectors = new LinkedHashMap<>();
        Map<Fingerprint, Missing> missing = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            SensitiveText text = texts.get(i);
            Fingerprint key = workspace.key(Artefact.EMBEDDINGS, Version.CURRENT, embedder, text.reveal());
            keys.add(key);
            if (vectors.containsKey(key) || missing.containsKey(key)) {
                continue;
            }
            Optional<byte[]> kept = workspace.get(key);
            if (kept.isPresent()) {
                vectors.put(key, decode(kept.get()));
            } else {
                missing.put(key, new Missing(text, owners.get(i)));
            }
        }
        if (!missing.isEmpty()) {
            Embeddings fresh =
                    asked.apply(missing.values().stream().map(Missing::text).toList());
            int row = 0;
            for (Map.Entry<Fingerprint, Missing> entry : missing.entrySet()) {
                float[] vector = new float[fresh.dimensions()];
                System.arraycopy(fresh.values(), row++ * vector.length, vector, 0, vector.length);
                vectors.put(entry.getKey(), vector);
                workspace.put(
                        Artefact.EMBEDDINGS, entry.getKey(), entry.getValue().owners(), encode(vector));
            }
            workspace.commit();
        }
        return together(keys, vectors);
    }

    private static Embeddings together(List<Fingerprint> keys, Map<Fingerprint, float[]> vectors) {
        int dimensions = vectors.values().iterator().next().length;
        float[] values = new float[Math.multiplyExact(keys.size(), dimensions)];
        for (int i = 0; i < keys.size(); i++) {
            float[] vector = vectors.getOrDefault(keys.get(i), new float[0]);
            if (vector.length != dimensions) {
                throw new IllegalStateException("the embedder gave vectors of " + dimensions + " and of "
                        + vector.length + " dimensions under one name; its name() must tell models apart");
            }
            System.arraycopy(vector, 0, values, i * dimensions, dimensions);
        }
        return Embeddings.wrap(values, dimensions);
    }

    private static byte[] encode(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] decode(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
