package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Draft;
import io.clio.conversation.BadInputException;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.spi.Recognizer;
import io.clio.spi.Recognizer.Span;
import io.clio.spi.Summarizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class RecognizersTest {
    private static final Recognizer EMPLOYEE = Recognizers.pattern("employee id", "EMP-\\d{6}");

    /** The usual conversations, each with a sentence more at its beginning. */
    private static List<Conversation> saying(String sentence) {
        List<Conversation> all = new ArrayList<>();
        for (Conversation usual : Population.usual()) {
            List<Message> messages = new ArrayList<>(usual.messages());
            messages.add(0, Message.user(sentence));
            all.add(new Conversation(usual.id(), usual.subject(), usual.timestamp(), messages, usual.metadata()));
        }
        return all;
    }

    private static boolean mentions(Conversation conversation, String text) {
        return conversation.messages().stream()
                .anyMatch(message -> message.content().reveal().contains(text));
    }

    @Test
    void a_pattern_finds_each_of_its_matches_and_no_empty_one() {
        assertThat(EMPLOYEE.find("EMP-123456, EMP-1, EMP-654321")).containsExactly(new Span(0, 10), new Span(19, 29));
        assertThat(Recognizers.pattern("gap", "x*").find("aaxa")).containsExactly(new Span(2, 3));
        assertThat(EMPLOYEE.kind()).isEqualTo("employee id");
        assertThatThrownBy(() -> Recognizers.pattern("broken", "(")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void a_pattern_that_backtracks_without_end_is_stopped_and_an_ordinary_one_never() {
        Recognizer catastrophic = Recognizers.pattern("bomb", "(a+)+b");

        assertThatIllegalStateException()
                .isThrownBy(() -> catastrophic.find("a".repeat(1_000)))
                .withMessage("the expression looks at the text too often");
        assertThat(EMPLOYEE.find("EMP-12345".repeat(100_000))).isEmpty();
        assertThat(EMPLOYEE.find("EMP-123456 ".repeat(100_000))).hasSize(100_000);
    }

    @Test
    void no_stage_sees_what_a_recogniser_finds() {
        Insights insights = Runs.over(saying("I am EMP-123456 or ＥＭＰ-６５４３２１."))
                .recognizer(EMPLOYEE)
                .screen(c -> mentions(c, "I am [employee id] or [employee id].")
                        && !mentions(c, "123456")
                        && !mentions(c, "６５４３２１"))
                .run();

        assertThat(insights.input().screenedOut()).isZero();
    }

    @Test
    void no_text_is_released_that_holds_what_a_recogniser_finds() {
        Pipeline echoing = Runs.over(saying("our secret garden"))
                .summarizer(Summarizer.each(all -> Draft.of("Secret garden", "")));

        assertThat(echoing.run().all()).extracting(Insight::title).contains("Secret garden");
        assertThat(echoing.recognizer(Recognizers.pattern("codename", "(?i)secret garden"))
                        .run()
                        .all())
                .extracting(Insight::title)
                .doesNotContain("Secret garden");
    }

    @Test
    void an_overview_uses_recognisers_as_well() {
        Insights overview = Runs.over(saying("I am EMP-123456"))
                .recognizer(EMPLOYEE)
                .screen(c -> !mentions(c, "123456"))
                .overview();

        assertThat(overview.input().screenedOut()).isZero();
    }

    @Test
    void a_recogniser_that_fails_too_often_ends_the_run_and_quotes_nothing() {
        Recognizer broken = Recognizer.of("codename", text -> {
            throw new IllegalStateException(text);
        });

        assertThatThrownBy(
                        () -> Runs.over(Population.usual()).recognizer(broken).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("the recognizer of 'codename' failed on \\d+ of \\d+ conversations, more than the"
                        + " ceiling of 1.0 % \\(IllegalStateException\\)");
    }

    @Test
    void a_conversation_on_which_a_recogniser_fails_is_left_out_and_counted() {
        List<Conversation> all = new ArrayList<>(Population.usual());
        all.addAll(Population.usual().stream()
                .map(c -> new Conversation(null, c.subject(), c.timestamp(), c.messages(), c.metadata()))
                .toList());
        Conversation first = all.get(0);
        all.set(
                0,
                new Conversation(
                        first.id(),
                        first.subject(),
                        first.timestamp(),
                        List.of(Message.user("a".repeat(2_000))),
                        first.metadata()));

        Insights insights = Runs.exactlyOver(Conversations.of(all))
                .recognizer(Recognizers.pattern("bomb", "(aa+)+b"))
                .run();

        assertThat(insights.input().screenedOut()).isEqualTo(1);
    }

    @Test
    void a_malformed_kind_is_refused_when_it_is_configured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.over(List.of()).recognizer(Recognizers.pattern("Employee-ID", "x")));
    }
}
