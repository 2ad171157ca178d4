package io.clio.testkit.llm;

import io.clio.llm.BatchLanguageModel.BatchState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/**
 * Where a test that plays a provider keeps batches. The kit says how far they are and what became of each request. Safe
 * for use by several threads.
 */
public final class BatchDesk {
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> batches = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, Outcome> special = new LinkedHashMap<>();
    private final Set<String> lost = new HashSet<>();
    private BatchState state = BatchState.ENDED;

    BatchDesk() {}

    /**
     * Keeps a text, such as a file that was uploaded.
     *
     * @param text what
     * @return under which id, of ASCII letters, digits and {@code -}
     */
    public synchronized String keep(String text) {
        String id = "kept-" + (kept.size() + 1);
        kept.put(id, text);
        return id;
    }

    /**
     * What was kept.
     *
     * @param id under which it was
     * @return the text, or nothing if the id is not known
     */
    public synchronized Optional<String> kept(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    /**
     * Opens a batch.
     *
     * @param requests the body of each request, as JSON, under its key
     * @return the id of the batch, of ASCII letters, digits and {@code -}
     */
    public synchronized String open(Map<String, String> requests) {
        String id = "batch-" + (batches.size() + 1);
        batches.put(id, new LinkedHashMap<>(requests));
        return id;
    }

    /**
     * How far a batch is.
     *
     * @param id of the batch
     * @return how far, or nothing if the id is not known
     */
    public synchronized Optional<BatchState> state(String id) {
        return batches.containsKey(id) ? Optional.of(state) : Optional.empty();
    }

    /**
     * What became of the requests of a batch.
     *
     * @param id of the batch
     * @return outcomes under their keys, in another order than the requests; some may be missing. Empty if the id is
     *     not known
     */
    public synchronized Map<String, Outcome> outcomes(String id) {
        List<String> keys = new ArrayList<>(batches.getOrDefault(id, Map.of()).keySet());
        Collections.reverse(keys);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String key : keys) {
            if (!lost.contains(key)) {
                outcomes.put(key, special.getOrDefault(key, usual(key)));
            }
        }
        return outcomes;
    }

    /**
     * Gives a batch up.
     *
     * @param id of the batch
     * @return whether it is known
     */
    public synchronized boolean cancel(String id) {
        return batches.containsKey(id) && (cancelled.add(id) || cancelled.contains(id));
    }

    static Outcome usual(String key) {
        return Outcome.answer(Prompts.ANSWERED + " answers " + key);
    }

    synchronized void state(BatchState now) {
        state = now;
    }

    synchronized void becomes(String key, Outcome outcome) {
        special.put(key, outcome);
    }

    synchronized void loses(String key) {
        lost.add(key);
    }

    /** The requests of a batch, none if the id is not known. */
    synchronized Map<String, String> requests(String id) {
        return new LinkedHashMap<>(batches.getOrDefault(id, Map.of()));
    }

    /** The body of a request; the test fails if it did not arrive. */
    Body body(String id, String key) {
        return Body.of(Assertions.assertInstanceOf(String.class, requests(id).get(key), "every request must arrive"));
    }

    synchronized Set<String> cancelled() {
        return Set.copyOf(cancelled);
    }
}
