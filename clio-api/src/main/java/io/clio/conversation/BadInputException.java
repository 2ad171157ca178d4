package io.clio.conversation;

import java.util.List;

/** Input that cannot be used, or not enough of it. The message names places and kinds, never what a record says. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 5;

    private final transient List<BadRecord> records;

    /**
     * Input that is bad as a whole.
     *
     * @param message what was expected and what was found, and where
     */
    public BadInputException(String message) {
        super(message);
        this.records = List.of();
    }

    /**
     * Input with bad records.
     *
     * @param message what the records amount to
     * @param records some of them; the message names the first few
     */
    public BadInputException(String message, List<BadRecord> records) {
        super(message
                + String.join(
                        "",
                        records.stream()
                                .limit(MOST_NAMED)
                                .map(record -> "\n  " + record)
                                .toList()));
        this.records = List.copyOf(records);
    }

    /**
     * Some of the bad records.
     *
     * @return the records; empty if the input is bad as a whole
     */
    public List<BadRecord> records() {
        return records == null ? List.of() : records;
    }
}
