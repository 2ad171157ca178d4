package io.clio.privacy.seal;

/** Sealed bytes do not open: the key or the context is another one, or the bytes were changed. */
public final class BrokenSealException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenSealException() {
        super("sealed bytes do not open: the key is another one, or they were changed");
    }
}
