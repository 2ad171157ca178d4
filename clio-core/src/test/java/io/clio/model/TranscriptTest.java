package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TranscriptTest {
    private static final int TOKENS = ModelExtractor.TOKENS;
    /** What tags of the whole, and marks of what is left out, may take beside. */
    private static final int BESIDE = 60;

    private static String shown(Conversation conversation, int tokens) {
        Prompts bare = Prompts.bundled()
                .with(PromptName.SCREEN, "=== system\n{{question}}\n=== user\n{{conversation}}{{question}}");
        return ScriptedModel.lastWords(bare.request(
                        PromptName.SCREEN,
                        Map.of("question", ""),
                        Map.of("conversation", Transcript.of(conversation, tokens)))
                .build());
    }

    private static Conversation talk(Message... messages) {
        return Conversation.of(Subject.unknown(), messages);
    }

    private static SensitiveText text(String text) {
        return SensitiveText.of(text);
    }

    @Example
    void what_is_said_stands_between_tags_and_nothing_is_told_of_the_speaker() {
        Conversation conversation = new Conversation(
                "c-4711",
                Subject.ofUser("anna"),
                Instant.parse("2026-01-31T12:00:00Z"),
                List.of(
                        new Message(Role.SYSTEM, text("Be kind.")),
                        new Message(
                                Role.USER,
                                List.of(
                                        new Part.Text(text("What is <this>?")),
                                        new Part.Attachment(Part.Attachment.Kind.IMAGE))),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        new Part.Thinking(text("A cat, I think.")),
                                        new Part.ToolCall(text("look"), text("{\"at\": 1}")),
                                        new Part.Text(text("A cat.")))),
                        new Message(Role.TOOL, List.of(new Part.ToolResult(text("cat: 0.9")))),
                        Message.user(" ")),
                Metadata.of(Map.of("plan", "gold")));
        assertThat(shown(conversation, TOKENS)).isEqualTo("""
                <conversation>
                <system>Be kind.</system>
                <user>What is ‹this›?</user>
                <attachment>image</attachment>
                <call>look {"at": 1}</call>
                <assistant>A cat.</assistant>
                <tool>cat: 0.9</tool>
                </conversation>""");
    }

    @Example
    void instructions_and_tools_are_short() {
        String shown = shown(
                talk(
                        new Message(Role.SYSTEM, text("s".repeat(5000))),
                        new Message(Role.TOOL, List.of(new Part.ToolResult(text("t".repeat(5000)))))),
                TOKENS);
        assertThat(shown).hasSizeBetween(700, 1000).contains("sss … sss", "ttt … ttt");
    }

    @Example
    void a_long_message_keeps_its_start_and_its_end() {
        String shown = shown(talk(Message.user("START " + "word ".repeat(20_000) + "END")), TOKENS);
        assertThat(shown).contains("<user>START word", "word END</user>", " … ").hasSizeBetween(14_000, 16_100);
    }

    @Example
    void long_answers_of_the_assistant_give_way_before_what_the_user_wrote() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(Message.user("wish " + i + " " + "w ".repeat(400) + "done"));
            messages.add(Message.assistant("a ".repeat(4000)));
        }
        String shown = shown(talk(messages.toArray(Message[]::new)), TOKENS);
        for (int i = 0; i < 10; i++) {
            assertThat(shown).contains("<user>wish " + i + " " + "w ".repeat(400) + "done</user>");
        }
    }

    @Example
    void of_very_many_messages_the_first_and_the_last_stay() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            messages.add(Message.user("wish number " + i));
        }
        String shown = shown(talk(messages.toArray(Message[]::new)), TOKENS);
        assertThat(shown)
                .contains("<user>wish number 0</user>\n<user>wish number 1</user>", "wish number 4999</user>\n<")
                .containsPattern("<omitted>\\d{4} parts</omitted>")
                .doesNotContain("wish number 2500");
    }

    @Example
    void a_conversation_that_fits_is_shown_whole() {
        String words = "word ".repeat(3000);
        assertThat(shown(talk(Message.user(words)), TOKENS)).contains(words);
    }

    @Example
    void where_nothing_is_said_nothing_is_shown() {
        assertThat(Transcript.isEmpty(talk())).isTrue();
        assertThat(Transcript.isEmpty(talk(Message.user("\n"), Message.assistant(""))))
                .isTrue();
        assertThat(Transcript.isEmpty(talk(Message.assistant("hello")))).isFalse();
        assertThat(Transcript.isEmpty(
                        talk(new Message(Role.USER, List.of(new Part.Attachment(Part.Attachment.Kind.AUDIO))))))
                .isFalse();
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<String> texts = Combinators.combine(
                        Arbitraries.of("word ", "слово ", "漢字", "🎉", "<b>", "{x: 1}\n", "\ud800"),
                        Arbitraries.integers().between(0, 3000))
                .as(String::repeat);
        return Combinators.combine(Arbitraries.of(Role.values()), texts)
                .as((role, words) -> new Message(role, text("A" + words + "Z")));
    }

    @Property(tries = 300)
    void whatever_is_said_the_bound_holds_and_start_and_end_are_kept(
            @ForAll("many") List<Message> messages, @ForAll @IntRange(min = 200, max = 5000) int tokens) {
        String shown = shown(talk(messages.toArray(Message[]::new)), tokens);
        assertThat(Length.tokens(shown.replaceAll("</?[a-z]+>", ""))).isLessThanOrEqualTo(tokens + BESIDE);
        String first = tag(messages.get(0));
        String last = tag(messages.get(messages.size() - 1));
        assertThat(shown).startsWith("<conversation>\n<" + first + ">A").endsWith("Z</" + last + ">\n</conversation>");
        assertThat(shown.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
                .isTrue();
    }

    private static String tag(Message message) {
        return message.role().name().toLowerCase(Locale.ROOT);
    }

    @Provide
    Arbitrary<List<Message>> many() {
        return messages().list().ofMinSize(1).ofMaxSize(30);
    }

    @Example
    void the_bound_is_one_that_a_conversation_can_exceed() {
        Message[] many =
                Collections.nCopies(30, Message.user("word ".repeat(3000))).toArray(Message[]::new);
        assertThat(Length.tokens(shown(talk(many), Integer.MAX_VALUE))).isGreaterThan(100_000);
    }
}
