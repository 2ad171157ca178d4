package io.clio.privacy.detect;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One national identifier scheme.
 *
 * @param shape how it is written
 * @param fewestDigits fewer digits than this cannot hold one
 * @param valid the scheme's check, of the upper-case letters and digits without separators
 * @param cue words one of which must be near, for schemes that ordinary numbers satisfy by chance; null if none
 */
record IdForm(
        Pattern shape,
        int fewestDigits,
        Predicate<String> valid,
        @Nullable Cue cue) {
    /** A scheme whose check suffices. */
    static IdForm of(String shape, int fewestDigits, Predicate<String> valid) {
        return near(null, shape, fewestDigits, valid);
    }

    /** A scheme that needs a word beside it. */
    static IdForm near(@Nullable Cue cue, String shape, int fewestDigits, Predicate<String> valid) {
        String alone = "(?<![A-Za-z0-9])(?<![0-9][.,])(?:" + shape + ")(?![A-Za-z0-9]|[.,][0-9])";
        return new IdForm(Pattern.compile(alone, Pattern.CASE_INSENSITIVE), fewestDigits, valid, cue);
    }
}
