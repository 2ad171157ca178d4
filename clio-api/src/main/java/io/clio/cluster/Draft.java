package io.clio.cluster;

import io.clio.conversation.SensitiveText;
import java.util.Objects;

/**
 * A proposed title and summary of a cluster. Still sensitive: only the release gate turns a draft into something that
 * may be shown.
 *
 * @param title at most ten words
 * @param summary about two sentences
 */
public record Draft(SensitiveText title, SensitiveText summary) {
    // Checks that both parts are there.
    public Draft {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(summary, "summary");
    }

    /**
     * A draft of two plain strings.
     *
     * @param title at most ten words
     * @param summary about two sentences
     * @return the draft
     */
    public static Draft of(String title, String summary) {
        return new Draft(SensitiveText.of(title), SensitiveText.of(summary));
    }
}
