package io.clio.testkit.leak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A text file beside this class. */
final class Resource {
    private Resource() {}

    /** Its lines in order. */
    static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream(file), "no resource " + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    static String text(String file) {
        return String.join("\n", lines(file));
    }
}
