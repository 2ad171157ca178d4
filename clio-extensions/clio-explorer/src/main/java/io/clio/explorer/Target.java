package io.clio.explorer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for. Only a path that is exactly one of these asks for anything: no escape in it is undone, and no
 * dot has a meaning.
 *
 * @param view what is asked for; null for a path that is nothing
 * @param run of which run; empty for a view of none
 */
record Target(@Nullable View view, String run) {
    private static final Target NOTHING = new Target(null, "");
    private static final Pattern RUN = Pattern.compile("/runs/([0-9A-Za-z-]{1,64})(/insights\\.json)?");

    static Target of(@Nullable String path) {
        if (path == null) {
            return NOTHING;
        }
        if (path.equals("/")) {
            return new Target(View.RUNS, "");
        }
        if (path.equals("/log")) {
            return new Target(View.LOG, "");
        }
        Matcher run = RUN.matcher(path);
        if (!run.matches()) {
            return NOTHING;
        }
        return new Target(run.group(2) == null ? View.RUN : View.EXPORT, run.group(1));
    }

    /** As the access log names it. */
    String name() {
        return view == null ? "nothing" : view.toString();
    }
}
