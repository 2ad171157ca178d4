package io.clio.explorer;

import io.clio.explorer.access.Role;
import java.util.Locale;

/** What a server shows, and the least role that may see it. */
enum View {
    RUNS(Role.VIEWER),
    RUN(Role.VIEWER),
    EXPORT(Role.ANALYST),
    LOG(Role.SAFETY);

    private final Role least;

    View(Role least) {
        this.least = least;
    }

    Role least() {
        return least;
    }

    /** As the access log names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
