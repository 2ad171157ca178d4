package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn in the making: what the user says, sentence by sentence, and what the assistant replies, if anything. */
final class Turn {

    final List<Template> before = new ArrayList<>();
    final Template request;
    final List<Template> after = new ArrayList<>();
    final @Nullable Template reply;
    final List<Template> details = new ArrayList<>();

    final boolean farewell;

    Turn(Template request, @Nullable Template reply) {
        this.request = request;
        this.reply = reply;
        this.farewell = false;
    }

    Turn(Exchange exchange) {
        this.request = exchange.user();
        this.reply = exchange.assistant();
        this.farewell = exchange.farewell();
    }
}
