package io.clio.testkit.leak;

import java.util.Locale;

/** The attacks of a {@link LeakTest}. */
public enum Attack {
    /** Secrets are planted in most conversations; a summarizer and an extractor hand out all they see. */
    CANARIES,
    /** Accounts near a target conversation inject instructions; a summarizer obeys them. */
    ECHO,
    /** Accounts near a target conversation claim guesses of its secret; the one that is right finds support. */
    GUESS,
    /** Which of two releases had the target among its conversations? */
    MEMBERSHIP,
    /** Names that few users write, beside text that reads as an instruction. */
    NAMES,
    /** The configured auditors look at descriptions known to be bad or good. */
    AUDITOR;

    /** The name in lower case, as reports and the command line show it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
