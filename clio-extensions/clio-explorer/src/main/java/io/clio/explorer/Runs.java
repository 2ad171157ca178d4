package io.clio.explorer;

import io.clio.release.Insights;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The runs that a server shows. */
interface Runs {
    /** Newest first. */
    List<Run> list() throws IOException;

    /** The run of a name, whatever the name is: nothing if there is none. */
    Optional<Insights> read(String id) throws IOException;

    /** Removes what is kept no longer; returns how much that was. */
    int sweep() throws IOException;

    /** How many entries are there that are no run that can be read. */
    int unreadable() throws IOException;
}
