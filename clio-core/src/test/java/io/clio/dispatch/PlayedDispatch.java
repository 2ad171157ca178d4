package io.clio.dispatch;

import java.time.Duration;

/** What tests of a dispatcher have in common whose provider and clock are played. */
abstract class PlayedDispatch {
    static final Duration SECOND = Duration.ofSeconds(1);

    final SimulatedProvider provider = new SimulatedProvider();
    final Dispatch.Builder settings = Dispatch.builder();

    /** Asks so many different questions, in order. */
    final Asked ask(int count) {
        return Asked.inOrder(provider, settings.build(), Asked.questions(count));
    }
}
