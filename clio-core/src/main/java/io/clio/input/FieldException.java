package io.clio.input;

/** A field of a record that is not as it should be. */
final class FieldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;
    private final String found;

    FieldException(String field, String expected, String found) {
        super(field + ": expected " + expected + ", found " + found, null, false, false);
        this.field = field;
        this.expected = expected;
        this.found = found;
    }

    String field() {
        return field;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
