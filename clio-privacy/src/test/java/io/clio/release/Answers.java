package io.clio.release;

import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of one conversation to one facet of every domain.
 *
 * @param language an index into a vocabulary
 * @param mood a score of 1 to 5
 * @param turns a count of at least 1
 * @param month months since January 2024
 * @param labels which labels an extractor gives: see {@link Label}
 */
record Answers(int language, int mood, int turns, int month, List<Label> labels) {
    static final List<String> LANGUAGES = List.of("English", "Russian", "Chinese", "Arabic");
    static final Facet<String> LANGUAGE = Facet.vocabulary("language", LANGUAGES, "Which language?");
    static final Facet<Integer> MOOD = Facet.score("mood", 1, 5, "How content?");
    static final Facet<Integer> TURNS = Facet.count("turns", List.of(1, 3, 11), "How many turns?");
    static final Facet<YearMonth> MONTH = Facet.month("month", "When?");
    static final Facet<List<String>> TOPIC = Facet.labels("topic", "Which topics?");
    static final Facet<SensitiveText> REQUEST = Facet.text("request", "What is asked?");
    static final List<Facet<?>> ALL = List.of(LANGUAGE, MOOD, TURNS, MONTH, TOPIC, REQUEST);

    /** What an extractor, which may be hostile, answers as a label. */
    enum Label {
        FIRST_WORD,
        FIRST_WORD_WITH_SPACES,
        GENERIC,
        SECRET,
        SECRET_OF_THE_FIRST_USER,
        USER_ID,
        IDENTIFIER,
        WHOLE_TEXT,
        HIDDEN_MARK,
        EMPTY
    }

    FacetValues values(Member member) {
        return FacetValues.builder()
                .put(LANGUAGE, LANGUAGES.get(language))
                .put(MOOD, mood)
                .put(TURNS, turns)
                .put(MONTH, monthOf())
                .put(TOPIC, topics(member))
                .put(REQUEST, SensitiveText.of(member.text()))
                .build();
    }

    YearMonth monthOf() {
        return YearMonth.of(2024, 1).plusMonths(month);
    }

    List<String> topics(Member member) {
        List<String> topics = new ArrayList<>();
        labels.forEach(label -> topics.add(label(label, member)));
        return topics;
    }

    private static String label(Label label, Member member) {
        String word = member.words().isEmpty() ? "" : member.words().get(0);
        return switch (label) {
            case FIRST_WORD -> word;
            case FIRST_WORD_WITH_SPACES -> " " + word + "\u3000 ";
            case GENERIC -> "help with writing";
            case SECRET -> member.secret();
            case SECRET_OF_THE_FIRST_USER -> Member.secretOf(0);
            case USER_ID -> member.userId();
            case IDENTIFIER -> member.identifier();
            case WHOLE_TEXT -> member.text();
            case HIDDEN_MARK -> "help\ufe0f with\ufe01 writing";
            case EMPTY -> "";
        };
    }
}
