package io.clio.prompt;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * All prompts of a run. Those of Clio are resources beside this class; any can be replaced:
 *
 * <pre>{@code
 * Prompts prompts = Prompts.bundled().with(PromptName.AUDIT, Files.readString(path));
 * }</pre>
 *
 * <p>A prompt is a text: a line {@code === system}, instructions, a line {@code === user}, and what is asked, with
 * {@code {{names}}} to be filled in, see {@link PromptName}. Immutable and thread-safe.
 */
public final class Prompts {
    /** Goes up whenever the words of a bundled prompt change. */
    private static final String VERSION = "1";

    private static final int HASH_DIGITS = 8;
    private static final Prompts BUNDLED = new Prompts(Map.of(), Map.of());

    private final Map<PromptName, Template> replaced;
    private final Map<PromptName, String> hashes;

    private Prompts(Map<PromptName, Template> replaced, Map<PromptName, String> hashes) {
        this.replaced = replaced;
        this.hashes = hashes;
    }

    /** Read once, when a prompt is first asked for. */
    private static final class Bundled {
        private static final Map<PromptName, Template> TEMPLATES = new EnumMap<>(PromptName.class);

        static {
            for (PromptName name : PromptName.values()) {
                TEMPLATES.put(name, Template.parse(name, read(name)));
            }
        }
    }

    /**
     * The prompts that come with Clio.
     *
     * @return the prompts
     */
    public static Prompts bundled() {
        return BUNDLED;
    }

    /**
     * The text of a bundled prompt, to begin with.
     *
     * @param name which one
     * @return its text
     */
    public static String bundled(PromptName name) {
        return read(name);
    }

    private static String read(PromptName name) {
        try {
            return Resources.toString(
                    Resources.getResource(Prompts.class, name.resource() + ".txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with one prompt replaced.
     *
     * @param name which one
     * @param text the new text
     * @return the prompts
     * @throws IllegalArgumentException if it does not have both parts, or lacks or adds something to be filled in, or
     *     data stands in the part of the system; the message says what
     */
    public Prompts with(PromptName name, String text) {
        Map<PromptName, Template> templates = new EnumMap<>(PromptName.class);
        templates.putAll(replaced);
        templates.put(name, Template.parse(name, text));
        Map<PromptName, String> all = new EnumMap<>(PromptName.class);
        all.putAll(hashes);
        all.put(
                name,
                Hashing.sha256()
                        .hashString(text, StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, HASH_DIGITS));
        return new Prompts(templates, all);
    }

    /**
     * What stands in a result's provenance.
     *
     * @return the version of the bundled prompts, and for each that was replaced its name and a hash of its text
     */
    public String version() {
        StringBuilder version = new StringBuilder(VERSION);
        new TreeSet<>(hashes.keySet())
                .forEach(name ->
                        version.append(", ").append(name.resource()).append(' ').append(hashes.get(name)));
        return version.toString();
    }

    /**
     * A request, but for what the stage adds: temperature, length, schema.
     *
     * @param name which prompt
     * @param words what Clio or its user fills in
     * @param data what comes from conversations
     * @return the beginning of a request
     * @throws IllegalArgumentException if something to be filled in is missing
     */
    public CompletionRequest.Builder request(PromptName name, Map<String, String> words, Map<String, Quoted> data) {
        Template template = template(name);
        Map<String, String> all = new HashMap<>(words);
        data.forEach((place, quoted) -> all.put(place, quoted.text().reveal()));
        return CompletionRequest.builder()
                .system(SensitiveText.of(Template.fill(template.system(), words)))
                .sharedSoFar()
                .user(SensitiveText.of(Template.fill(template.user(), all)));
    }

    /**
     * What is said to an answer that is not of the form that was asked for: the user's part of
     * {@link PromptName#AGAIN}.
     *
     * @param problem what is wrong with it
     * @return the words
     */
    public String again(String problem) {
        return Template.fill(template(PromptName.AGAIN).user(), Map.of("problem", problem));
    }

    private Template template(PromptName name) {
        Template own = replaced.get(name);
        return own == null ? Objects.requireNonNull(Bundled.TEMPLATES.get(name)) : own;
    }

    @Override
    public String toString() {
        return "Prompts[" + version() + "]";
    }
}
