package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvConversationsTest {
    private static final String HEADER = "conversation_id,role,content\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void delimiters_are_told_from_the_header(String delimiter) throws IOException {
        String text = "\uFEFFThread ID,Sender,Text\r\na,user,\"one, two; three\"\r\na,bot,four\r\nb,user,five\r\n";
        Collected read = read(text.replace("\"one, two; three\"", "\0")
                .replace(",", delimiter)
                .replace("\0", "\"one, two; three\""));
        assertThat(read.bad()).isEmpty();
        assertThat(Rendered.of(read.conversations())).isEqualTo("""
                id a, user unknown, time null, {}
                  USER: one, two; three
                  ASSISTANT: four

                id b, user unknown, time null, {}
                  USER: five
                """);
    }

    @Test
    void a_prompt_and_a_response_are_a_conversation_and_other_columns_are_metadata() throws IOException {
        Collected read = read("id,User,Prompt,Response,Plan\n1,ann,Hi,Hello,free\n2,bob,Bye,,\n");
        assertThat(Rendered.of(read.conversations())).isEqualTo("""
                id 1, user ann, time null, {Plan=free}
                  USER: Hi
                  ASSISTANT: Hello

                id 2, user bob, time null, {}
                  USER: Bye
                """);
    }

    @Test
    void messages_may_be_json_in_a_field() throws IOException {
        Collected read = read("""
                id;user_id;messages
                1;u;"[{""role"": ""user"", ""content"": ""Hi;""}]"
                2;u;"[{]"
                3;u;17
                """);
        assertThat(Rendered.of(read.conversations())).isEqualTo("""
                id 1, user u, time null, {}
                  USER: Hi;
                """);
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly(
                        "chats.csv:3: /messages: expected an array of messages as JSON, found broken JSON",
                        "chats.csv:4: /messages: expected an array, found a number");
    }

    @Test
    void a_bad_row_makes_its_conversation_one_bad_record() throws IOException {
        Collected read = read(HEADER + "a,user,1\na,Xanthippe,2\na,user,3\nb,user,4\n,user,5\n");
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("b");
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly(
                        "chats.csv:3: /role: expected user, assistant, system or tool, found another word",
                        "chats.csv:6: /conversation_id: expected the id of a conversation, found nothing");
    }

    @Test
    void rows_that_cannot_be_read_spoil_no_other_row() throws IOException {
        Collected read = read(HEADER + """
                a,user,"lost
                b,user,"two
                lines"
                c,user
                d,user,"he said "hi""
                e,user,fine
                f,user,"never closed
                g,user,fine
                """);
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("b", "e", "g");
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly(
                        "chats.csv:2: expected a row of CSV, found quotes that do not match",
                        "chats.csv:5: expected as many fields as the header has, found another number of fields",
                        "chats.csv:6: expected a row of CSV, found quotes that do not match",
                        "chats.csv:8: expected a row of CSV, found quotes that do not match");
    }

    @Test
    void a_row_over_the_limit_and_one_that_is_not_utf_8_are_bad_and_the_next_arrive() throws IOException {
        String text = HEADER + "a,user,\"" + "x\n".repeat(100_000) + "\"\nb,user,\u00ff\nc,user,fine\n";
        Path file = Files.write(folder.resolve("chats.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
        Collected read = Collected.from(FileSource.of(file).limitedTo(1000));
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("c");
        assertThat(read.bad())
                .extracting(BadRecord::toString)
                .containsExactly(
                        "chats.csv:2: expected a row of at most 1000 bytes, found a longer one",
                        "chats.csv:100003: expected UTF-8, found bytes that are not UTF-8");
    }

    @Test
    void a_conversation_over_the_limit_is_bad_however_short_its_rows_are() throws IOException {
        Path file = Files.writeString(
                folder.resolve("chats.csv"), HEADER + "a,user,xxxxxxxxxx\n".repeat(200) + "b,user,x\n");
        Collected read = Collected.from(FileSource.of(file).limitedTo(1000));
        assertThat(read.conversations()).extracting(Conversation::id).containsExactly("b");
        assertThat(read.bad()).hasSize(1);
    }

    @Test
    void rows_of_a_conversation_that_are_apart_are_fatal() {
        assertThatThrownBy(() -> read(HEADER + "a,user,1\nb,user,2\na,user,3\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 4: expected the rows of a conversation next to each other");
    }

    @Test
    void a_header_alone_is_fatal() {
        assertThatThrownBy(() -> read(HEADER)).hasMessageEndingWith("expected rows under the header, found none");
    }

    private Collected read(String text) throws IOException {
        return Collected.from(FileSource.of(Files.writeString(folder.resolve("chats.csv"), text)));
    }
}
