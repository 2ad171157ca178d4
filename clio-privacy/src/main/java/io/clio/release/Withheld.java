package io.clio.release;

/** Why something was not released, or not as it was drafted. */
public enum Withheld {
    /** A node stands for too few users. */
    NODE_TOO_FEW_USERS,
    /** A node stands for too few conversations. */
    NODE_TOO_FEW_CONVERSATIONS,
    /** One account, or one group of similar texts, is too large a part of a node. */
    NODE_DOMINATED,
    /** A node could be shown, but would let the rest of what is above it be found by subtraction. */
    NODE_SUPPRESSED,
    /** A node could be shown, but would tell a reader of an earlier release of a change that is too small. */
    NODE_TELLS_A_CHANGE,
    /** An auditor did not approve of a node, not even under a title made of key terms. */
    NODE_NOT_APPROVED,
    /** The gate failed on a node, or the node is malformed or too deep in the tree. */
    NODE_UNDECIDED,
    /** A text was missing, too long, or had characters that released text may not have. */
    TEXT_MALFORMED,
    /** A text had a structured identifier in it, such as an e-mail address. */
    TEXT_IDENTIFIER,
    /** A text used a word that too few users of the node wrote. */
    TEXT_UNSUPPORTED_TERM,
    /** A text had a sequence of four or more words in it that only a few users wrote. */
    TEXT_RARE_SEQUENCE,
    /** A text had a user id of the run in it. */
    TEXT_NAMES_A_USER,
    /** A summarizer failed, or took too long, when it was asked for another draft. */
    REDRAFT_FAILED,
    /** No draft of a title passed, so it was made of key terms. */
    TITLE_FROM_KEY_TERMS,
    /** No key term passed either, so the node has a title that says nothing. */
    TITLE_WITHOUT_CONTENT,
    /** No summary passed, so there is none. */
    SUMMARY_LEFT_OUT,
    /** An auditor rejected a draft. */
    AUDITOR_REJECTED,
    /** An auditor threw, answered null, or did not answer in time. */
    AUDITOR_FAILED,
    /** The auditors missed too many bad descriptions that were shown to them, so no draft was used. */
    AUDITORS_MISS_TOO_MUCH,
    /** Cells of a facet stand for too few users or conversations; counted once for a node and a facet. */
    CELL_TOO_SMALL,
    /**
     * One account, or one group of similar texts, is too large a part of cells; counted once for a node and a facet.
     */
    CELL_DOMINATED,
    /** Cells could be shown, but would let others be found by subtraction; counted once for a node and a facet. */
    CELL_SUPPRESSED,
    /**
     * Cells could be shown, but would tell a reader of an earlier release of a change that is too small; counted once
     * for a node and a facet.
     */
    CELL_TELLS_A_CHANGE,
    /** Labels from the data have an identifier or an unsupported word in them; counted once for a node and a facet. */
    CELL_LABEL_REFUSED
}
