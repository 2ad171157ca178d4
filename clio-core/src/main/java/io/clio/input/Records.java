package io.clio.input;

import java.io.IOException;

/** The records of a stream, one after the other, as bytes of which at most a limit is held. */
interface Records {

    /**
     * Goes to the next record.
     *
     * @return false at the end of the stream
     */
    boolean next() throws IOException;

    /** The bytes of the record; empty if it is over the limit. */
    byte[] bytes();

    /** Which line or element it is, from 1. */
    long number();

    /** Says whether the record was longer than the limit; then its bytes were not kept. */
    boolean isOverLimit();

    /** What a record is called: a line, an element. */
    String unit();
}
