package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.conversation.Subject;
import io.clio.llm.CompletionRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions that are handed over together, and how far they are. Guarded by the lock of the desk. */
final class Batch {
    /** How far a batch is. */
    enum Stage {
        /** It is being handed over. */
        LEAVING,
        /** The provider works on it. */
        AWAY,
        /** Its answers can be fetched. */
        BACK,
        /** It is left at the provider, for whoever asks next. */
        PARKED
    }

    /**
     * A question in a batch.
     *
     * @param name what the provider knows it by
     * @param key what its answer is kept under
     * @param about whose conversations it was made from
     * @param reserved what was set aside for it; nothing if an earlier run did that
     */
    record Item(
            String name,
            HashCode key,
            List<Subject> about,
            @Nullable Cost reserved,
            long inputEstimate,
            int maxTokens) {}

    private final Map<String, Item> items = new LinkedHashMap<>();
    /** Who waits for an item; nobody if he has left. */
    private final Map<String, Flight> flights = new LinkedHashMap<>();
    /** Whether this run handed it over, and so knows all that is in it. */
    final boolean ours;

    Stage stage;
    String id = "";
    /** When it is to be looked at next. */
    long nextAt;
    /** When patience ends. */
    long until;
    /** It was taken back, and what was answered before is waited for. */
    boolean cancelled;
    /** How often in a row its answers could not be fetched. */
    int failures;

    @Nullable
    Errand errand;

    Batch(boolean ours, Stage stage, long until) {
        this.ours = ours;
        this.stage = stage;
        this.until = until;
    }

    /** Something that is being done about a batch, on its own thread. */
    static final class Errand {
        final Batch batch;
        final long timeoutAt;
        boolean givenUp;
        /** Whether the provider has answered, so that it is not given up any more. */
        boolean answered;

        Host.@Nullable Running thread;

        Errand(Batch batch, long timeoutAt) {
            this.batch = batch;
            this.timeoutAt = timeoutAt;
        }

        void giveUp() {
            givenUp = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** As how many attempts it counts: what an earlier run handed over is no attempt of this one. */
    int attempts() {
        return ours ? 1 : 0;
    }

    void add(String name, Flight flight, @Nullable Cost reserved) {
        // What was set aside by this run before it parked the batch stays so.
        items.putIfAbsent(
                name,
                new Item(name, flight.key, flight.about, reserved, flight.inputEstimate, flight.request.maxTokens()));
        flights.put(name, flight);
        flight.batch = this;
    }

    /** Nobody waits for a request any more. */
    void leave(Flight flight) {
        flights.values().remove(flight);
        flight.batch = null;
    }

    @Nullable
    Flight take(Item item) {
        Flight flight = flights.remove(item.name());
        if (flight != null) {
            flight.batch = null;
        }
        return flight;
    }

    /** A provider has it, so none of its requests is offered any more. */
    void wasTaken() {
        flights.values().forEach(flight -> flight.offeredUntil = Long.MAX_VALUE);
    }

    /** What was fetched counts no more. */
    void settled(Collection<Item> fetched) {
        fetched.forEach(item -> items.remove(item.name()));
    }

    Collection<Item> items() {
        return List.copyOf(items.values());
    }

    Map<String, CompletionRequest> requests() {
        Map<String, CompletionRequest> requests = new LinkedHashMap<>();
        flights.forEach((name, flight) -> requests.put(name, flight.request));
        return requests;
    }

    boolean has(String name) {
        return items.containsKey(name);
    }

    int size() {
        return items.size();
    }

    int waiting() {
        return flights.size();
    }

    boolean isAwaited() {
        return !flights.isEmpty();
    }
}
