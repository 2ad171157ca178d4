package io.clio.spi;

/** What a privacy auditor says of a draft. */
public enum Verdict {
    /** The auditor sees nothing that identifies a person or a small group. */
    APPROVED,
    /** The auditor sees something, or is not sure. */
    REJECTED
}
