package io.clio.dispatch;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a call: those that may have one, first come first; and those that have to wait. */
final class Line {
    private final PriorityQueue<Flight> due = new PriorityQueue<>(Comparator.comparingLong(flight -> flight.number));
    private final PriorityQueue<Flight> later =
            new PriorityQueue<>(Comparator.comparingLong(flight -> flight.notBefore));

    /** Takes in a request, to have a call from its {@code notBefore} on. */
    void add(Flight flight) {
        later.add(flight);
    }

    /** The first of those that may have a call now, or null if there is none. */
    @Nullable
    Flight first(long now) {
        while (!later.isEmpty() && later.element().notBefore <= now) {
            due.add(later.remove());
        }
        return due.peek();
    }

    /** How many may have a call now. */
    int due(long now) {
        Flight unused = first(now);
        return due.size();
    }

    /** When the next of those that have to wait may have a call. */
    long nextAt() {
        Flight next = later.peek();
        return next == null ? Long.MAX_VALUE : next.notBefore;
    }

    void remove(Flight flight) {
        if (!due.remove(flight)) {
            later.remove(flight);
        }
    }
}
