package io.clio.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.Format;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetSourceTest {
    private static final MessageType WILDCHAT = MessageTypeParser.parseMessageType("""
            message row {
              optional binary conversation_hash (STRING);
              optional binary model (STRING);
              optional int64 timestamp (TIMESTAMP(MICROS,true));
              optional group conversation (LIST) {
                repeated group list {
                  optional group element {
                    optional binary content (STRING);
                    optional binary hashed_ip (STRING);
                    optional binary role (STRING);
                    optional boolean toxic;
                  }
                }
              }
              optional int64 turn;
              optional binary language (STRING);
            }""");

    private static final MessageType CLIO = MessageTypeParser.parseMessageType("""
            message row {
              required binary id (STRING);
              optional int32 user_id;
              optional int32 timestamp (DATE);
              repeated group messages {
                required binary role (STRING);
                required binary content (STRING);
              }
              optional group labels (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional double value;
                }
              }
            }""");

    @TempDir
    private Path folder;

    private record Collected(List<Conversation> conversations, List<BadRecord> bad) implements ConversationSource.Sink {
        static Collected from(ConversationSource source) throws IOException {
            Collected collected = new Collected(new ArrayList<>(), new ArrayList<>());
            source.read(collected);
            return collected;
        }

        @Override
        public void conversation(Conversation conversation) {
            conversations.add(conversation);
        }

        @Override
        public void badRecord(BadRecord record) {
            bad.add(record);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "ZSTD"})
    void rows_of_wildchat_are_told_and_read(CompressionCodecName codec) throws IOException {
        Path file = write(WILDCHAT, codec, wildChat("h1", "user", "Plan a garden"), wildChat("h2", "assistant", "Hm"));

        Collected read = Collected.from(new ParquetSource(file));

        assertThat(read.bad()).isEmpty();
        assertThat(read.conversations()).hasSize(2);
        Conversation first = read.conversations().get(0);
        assertThat(first.id()).isEqualTo("h1");
        assertThat(first.subject()).isEqualTo(Subject.ofUser("ip-h1"));
        assertThat(first.timestamp()).isEqualTo(Instant.parse("2026-01-31T12:00:00.000250Z"));
        assertThat(first.contents(Role.USER)).containsExactly(SensitiveText.of("Plan a garden"));
        assertThat(first.metadata().at("/language")).contains("English");
        assertThat(first.metadata().at("/turn")).contains(1L);
        assertThat(first.metadata().at("/hashed_ip")).isEmpty();
    }

    @Test
    void rows_of_clio_are_told_and_read_and_bad_ones_are_counted() throws IOException {
        Path file = write(CLIO, CompressionCodecName.SNAPPY, clio("user"), clio("Xanthippe"), clio("bot"));

        for (ParquetSource source : List.of(new ParquetSource(file), new ParquetSource(file, Format.CLIO))) {
            Collected read = Collected.from(source);
            assertThat(read.conversations()).hasSize(2);
            assertThat(read.bad())
                    .containsExactly(new BadRecord(
                            "rows.parquet (row)",
                            2,
                            "/messages/0/role",
                            "user, assistant, system or tool",
                            "another word"));
            Conversation first = read.conversations().get(0);
            assertThat(first.subject()).isEqualTo(Subject.ofUser("7"));
            assertThat(first.timestamp()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
            assertThat(first.metadata().at("/labels/score")).contains(0.5);
        }
    }

    @Test
    void a_file_that_is_cut_off_is_fatal_wherever_the_cut_is() throws IOException {
        byte[] whole = Files.readAllBytes(write(WILDCHAT, CompressionCodecName.SNAPPY, wildChat("h", "user", "Hi")));
        for (int length = 0; length < whole.length; length += 7) {
            Path file = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Collected.from(new ParquetSource(file)))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasNoCause();
        }
    }

    @Test
    void a_damaged_file_is_read_or_refused_with_a_message() throws IOException {
        byte[] whole = Files.readAllBytes(write(WILDCHAT, CompressionCodecName.SNAPPY, wildChat("h", "user", "Hi")));
        int refused = 0;
        for (int at = 4; at < whole.length; at += 3) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
            try {
                Collected.from(new ParquetSource(file));
            } catch (BadInputException e) {
                assertThat(e).hasMessageStartingWith(file.toString()).hasNoCause();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void a_file_without_rows_and_one_that_is_missing_are_fatal() throws IOException {
        Path empty = write(CLIO, CompressionCodecName.SNAPPY);
        assertThatThrownBy(() -> Collected.from(new ParquetSource(empty)))
                .hasMessage(empty + ": expected rows, found none");
        Path missing = folder.resolve("nowhere.parquet");
        assertThatThrownBy(() -> Collected.from(new ParquetSource(missing)))
                .hasMessage(missing + ": expected a Parquet file, found nothing there");
    }

    @Test
    void csv_is_no_format_of_rows() {
        assertThatThrownBy(() -> new ParquetSource(folder, Format.CSV)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Group wildChat(String id, String role, String content) {
        Group row = new SimpleGroup(WILDCHAT);
        row.add("conversation_hash", id);
        row.add("model", "gpt-x");
        row.add("timestamp", 1_769_860_800_000_250L);
        Group message = row.addGroup("conversation").addGroup("list").addGroup("element");
        message.add("content", content);
        message.add("hashed_ip", "ip-" + id);
        message.add("role", role);
        message.add("toxic", false);
        row.add("turn", 1L);
        row.add("language", "English");
        return row;
    }

    private static Group clio(String role) {
        Group row = new SimpleGroup(CLIO);
        row.add("id", "c-" + role);
        row.add("user_id", 7);
        row.add("timestamp", 20_484);
        Group message = row.addGroup("messages");
        message.add("role", role);
        message.add("content", "hello");
        Group entry = row.addGroup("labels").addGroup("key_value");
        entry.add("key", "score");
        entry.add("value", 0.5);
        return row;
    }

    private Path write(MessageType schema, CompressionCodecName codec, Group... rows) throws IOException {
        Path file = folder.resolve("rows.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(codec)
                .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return file;
    }
}
