package io.clio;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears all that this process says while it is open: every logger at its most verbose, both consoles. */
final class Ear extends Handler implements AutoCloseable {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final PrintStream capture = new PrintStream(heard, true, StandardCharsets.UTF_8);
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Level level = root.getLevel();

    Ear() {
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(this);
        System.setOut(capture);
        System.setErr(capture);
    }

    /** Takes down what is not said aloud: an exception with its causes and traces, a name. */
    void hear(Object said) {
        if (said instanceof Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            capture.println(trace);
        } else {
            capture.println(said);
        }
    }

    @Override
    public void publish(LogRecord record) {
        capture.println(record.getLoggerName() + " " + record.getMessage());
        if (record.getParameters() != null) {
            capture.println(Arrays.toString(record.getParameters()));
        }
        if (record.getThrown() != null) {
            hear(record.getThrown());
        }
    }

    String heard() {
        capture.flush();
        return heard.toString(StandardCharsets.UTF_8);
    }

    /** Which of some words were heard, as a word or within one. */
    Set<String> heardOf(Set<String> words) {
        String all = heard().toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        words.stream().filter(all::contains).forEach(found::add);
        return found;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(this);
        root.setLevel(level);
    }
}
