package io.clio.model;

/** Nothing more can be asked in this run; {@link ModelRun#check} says why. */
final class AskingEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskingEndedException() {
        super("nothing more can be asked of the language model");
    }
}
