package io.clio;

import com.google.common.base.Suppliers;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.describe.ConversationTerms;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.language.LanguageCodes;
import io.clio.spi.LanguageDetector;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facets that code answers, or the run's language model. {@link #request()} and {@link #language()} are asked of the
 * model where a run has one, and are computed otherwise; {@link #task()} and {@link #concern()} take a model, or an
 * extractor of one's own.
 */
public final class Facets {
    private static final int LONGEST_REQUEST = 4000;

    private static final Facet<String> LANGUAGE =
            Facet.vocabulary("language", LanguageCodes.all(), "In which language does the user write? ISO 639-1 code.");

    private Facets() {}

    /** What is broken down where nothing else is asked for. */
    static List<FacetSource<?>> usual() {
        return List.of(turns(), length(), month());
    }

    /** The same in a run that can ask a language model. */
    static List<FacetSource<?>> usualWithModel() {
        return List.of(turns(), length(), month(), language(), concern());
    }

    /**
     * What the user asks. This is what is embedded by default.
     *
     * <p>With a language model: in English, in at most two sentences, without names. Without one: all user turns, one a
     * line; longer than 4,000 characters, it keeps its first and last 2,000.
     *
     * @return the facet {@code request}
     */
    public static FacetSource<SensitiveText> request() {
        return FacetSource.askedOrComputed(
                Facet.text("request", "What does the user want? At most two sentences."), Facets::requestOf);
    }

    /**
     * What kind of work is asked for, whatever it is about: in English, a few words. Answered by a language model or an
     * extractor of one's own.
     *
     * @return the facet {@code task}, a free text: it can be clustered, and is not released as such
     */
    public static FacetSource<SensitiveText> task() {
        return FacetSource.asked(Facet.text("task", "What kind of task is it? A few words.")
                .withExamples("fix code", "translate a text"));
    }

    /**
     * How much a conversation calls for a look by whoever answers for safety. Answered by a language model or an
     * extractor of one's own, and as good as that: a sign of where to look, and no verdict.
     *
     * @return the facet {@code concern}: 1 benign, 2 slight, 3 may warrant a look, 4 likely needs review, 5 immediate
     *     review
     */
    public static FacetSource<Integer> concern() {
        return FacetSource.asked(Facet.score(
                "concern",
                1,
                5,
                "Is the conversation a safety concern? 1 benign, 2 slight, 3 may warrant a look, 4 likely needs"
                        + " review, 5 immediate review."));
    }

    /**
     * How many messages the user wrote.
     *
     * @return the facet {@code turns}, in the ranges 0, 1, 2, 3-5, 6-10 and 11+
     */
    public static FacetSource<Integer> turns() {
        return FacetSource.computed(
                Facet.count("turns", List.of(0, 1, 2, 3, 6, 11), "How many messages did the user write?"),
                Conversation::turns);
    }

    /**
     * How long the conversation is, over all messages of user and assistant.
     *
     * @return the facet {@code length}, in characters, in ranges that grow by about a factor of four
     */
    public static FacetSource<Integer> length() {
        return FacetSource.computed(
                Facet.count("length", List.of(0, 50, 200, 1000, 4000, 16000), "How many characters does it have?"),
                Facets::lengthOf);
    }

    /**
     * In which month it began, in UTC.
     *
     * @return the facet {@code month}; conversations without a time have no answer
     */
    public static FacetSource<YearMonth> month() {
        return FacetSource.computed(Facet.month("month", "In which month did it begin?"), Facets::monthOf);
    }

    /**
     * What the conversation is about, as up to twelve phrases that the user wrote.
     *
     * @return the facet {@code terms}
     */
    public static FacetSource<List<String>> keyTerms() {
        return FacetSource.computed(
                Facet.labels("terms", "Which phrases does the user write?"),
                conversation -> ConversationTerms.of(requestOf(conversation)));
    }

    /**
     * In which language the user writes: by the run's language model where there is one, and else by
     * {@link LanguageDetectors#discovered()}. The detector is made once, when the first conversation is asked for it.
     *
     * @return the facet {@code language}, see {@link #language(LanguageDetector)}
     * @throws IllegalStateException if there are two providers of detectors; the message names both
     */
    public static FacetSource<String> language() {
        return FacetSource.askedOrComputed(
                LANGUAGE, detectedBy(Suppliers.memoize(LanguageDetectors.provider()::create)));
    }

    /**
     * In which language the user writes: decided on the start of what he wrote over all turns, by this detector also
     * where a run has a language model.
     *
     * @param detector tells the language of a text
     * @return the facet {@code language}: an ISO 639 code of two letters where there is one, else of three, or
     *     {@code unknown} where the detector is not sure. A code that is in neither standard is an error of the facet
     */
    public static FacetSource<String> language(LanguageDetector detector) {
        Objects.requireNonNull(detector, "detector");
        return FacetSource.computed(LANGUAGE, detectedBy(() -> detector));
    }

    private static Function<Conversation, String> detectedBy(Supplier<LanguageDetector> detector) {
        return conversation -> detector.get().detect(requestOf(conversation)).orElse(LanguageCodes.UNKNOWN);
    }

    /**
     * A field of the conversation's source. If no conversation of a run has it and others have a field of nearly that
     * name, the run ends before anything is embedded, and names the field.
     *
     * @param name the name of the facet
     * @param pointer a JSON pointer to a scalar or to a list of scalars, such as {@code /labels/topic}
     * @return the facet; conversations that have nothing there have no answer
     * @throws IllegalArgumentException if the pointer does not start with a slash
     */
    public static FacetSource<List<String>> metadata(String name, String pointer) {
        return FacetSource.metadata(Facet.labels(name, "What stands at " + pointer + "?"), pointer, Facets::labels);
    }

    private static @Nullable List<String> labels(Object value) {
        if (value instanceof Collection<?> values) {
            List<String> labels = values.stream()
                    .filter(Facets::isScalar)
                    .map(Object::toString)
                    .toList();
            return labels.isEmpty() ? null : labels;
        }
        return isScalar(value) ? List.of(value.toString()) : null;
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static SensitiveText requestOf(Conversation conversation) {
        String request =
                conversation.contents(Role.USER).map(SensitiveText::reveal).collect(Collectors.joining("\n"));
        if (request.length() <= LONGEST_REQUEST) {
            return SensitiveText.of(request);
        }
        int half = LONGEST_REQUEST / 2;
        return SensitiveText.of(request.substring(0, half) + "\n" + request.substring(request.length() - half));
    }

    private static int lengthOf(Conversation conversation) {
        return conversation.messages().stream()
                .filter(message -> message.role() == Role.USER || message.role() == Role.ASSISTANT)
                .mapToInt(message -> message.content().length())
                .sum();
    }

    private static @Nullable YearMonth monthOf(Conversation conversation) {
        return conversation.timestamp() == null
                ? null
                : YearMonth.from(conversation.timestamp().atZone(ZoneOffset.UTC));
    }
}
