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

    Turn(Template request, @Nullable Template reply) {
        this.request = request;
        this.reply = reply;
    }
}
