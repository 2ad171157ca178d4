package io.clio.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Released insights as a JSON file: what is written is what was released, and nothing else.
 *
 * <p>The same insights give the same bytes. What is read back is marked as imported. Thread-safe.
 */
public final class InsightsFile {
    /** The name and version of the schema; the version changes when a reader of the older one would be misled. */
    public static final String SCHEMA = "clio-insights/1";

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private InsightsFile() {}

    /**
     * Insights as JSON.
     *
     * @param insights the insights
     * @return indented JSON that ends in a line feed
     */
    public static String toJson(Insights insights) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return MAPPER.writer(printer).writeValueAsString(InsightsWriter.tree(insights)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /**
     * Writes insights to a file.
     *
     * @param insights the insights
     * @param file where to; replaced if it exists
     * @throws IOException if it cannot be written
     */
    public static void write(Insights insights, Path file) throws IOException {
        Files.writeString(file, toJson(insights));
    }

    /**
     * A file as an export: {@code insights.export(InsightsFile.to(path))}.
     *
     * @param file where to; replaced if it exists
     * @return what {@link #write} does
     */
    public static InsightsExport to(Path file) {
        return insights -> write(insights, file);
    }

    /**
     * Reads insights back.
     *
     * @param json what {@link #toJson} wrote
     * @return the insights, marked as imported
     * @throws IllegalArgumentException if the text is not of schema {@value #SCHEMA}; the message names the field, what
     *     was found and what was expected
     */
    public static Insights fromJson(String json) {
        try {
            return InsightsReader.insights(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    /**
     * Reads insights from a file.
     *
     * @param file a file that {@link #write} wrote
     * @return the insights, marked as imported
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not of schema {@value #SCHEMA}
     */
    public static Insights read(Path file) throws IOException {
        try {
            return fromJson(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
