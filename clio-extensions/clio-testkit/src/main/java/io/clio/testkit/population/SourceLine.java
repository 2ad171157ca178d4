package io.clio.testkit.population;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a resource with its place, so that an error can name it.
 *
 * @param file the name of the resource
 * @param number counted from 1
 * @param text without surrounding blanks; never empty, never a comment
 */
record SourceLine(String file, int number, String text) {

    /** The lines of a resource of this package that say something. */
    static List<SourceLine> of(String file) {
        try (InputStream in = SourceLine.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException("no resource " + file + " beside " + SourceLine.class.getName());
            }
            return of(file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a reader that say something. */
    static List<SourceLine> of(String file, BufferedReader reader) throws IOException {
        List<SourceLine> lines = new ArrayList<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                lines.add(new SourceLine(file, number, text));
            }
        }
        return lines;
    }

    IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(file + ":" + number + ": " + reason);
    }
}
