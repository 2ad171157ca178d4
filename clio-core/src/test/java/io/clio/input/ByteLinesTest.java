package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLinesTest {
    private static final int LIMIT = 1 << 20;

    @Test
    void lines_come_without_their_ends_whether_unix_or_dos() throws IOException {
        assertThat(linesOf("one\ntwo\r\nthree\n")).containsExactly("one", "two", "three");
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
        assertThat(linesOf("one\ntwo")).containsExactly("one", "two");
    }

    @Test
    void empty_lines_are_lines() throws IOException {
        assertThat(linesOf("\n\none\n")).containsExactly("", "", "one");
    }

    @Test
    void a_carriage_return_inside_a_line_stays() throws IOException {
        assertThat(linesOf("a\rb\n")).containsExactly("a\rb");
    }

    @Test
    void an_empty_stream_has_no_line() throws IOException {
        assertThat(linesOf("")).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_passed_over_at_the_start_only() throws IOException {
        assertThat(linesOf("\uFEFFone\n\uFEFFtwo")).containsExactly("one", "\uFEFFtwo");
    }

    @Test
    void a_line_as_long_as_the_limit_is_kept_and_a_longer_one_is_not() throws IOException {
        ByteLines lines = new ByteLines(stream("1234\n12345\n123"), 4);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isOverLimit()).isFalse();
        assertThat(lines.next()).isTrue();
        assertThat(lines.isOverLimit()).isTrue();
        assertThat(lines.bytes()).isEmpty();
        assertThat(lines.next()).isTrue();
        assertThat(lines.isOverLimit()).isFalse();
        assertThat(lines.number()).isEqualTo(3);
        assertThat(lines.bytes()).isEqualTo("123".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 65_535, 65_536, 65_537})
    void lines_do_not_depend_on_how_the_stream_is_cut_into_reads(int atOnce) throws IOException {
        String longLine = "x".repeat(70_000);
        String text = "\uFEFFone\r\n" + longLine + "\r\n\nlast";
        ByteLines lines = new ByteLines(new Dripping(stream(text), atOnce), LIMIT);
        assertThat(drain(lines)).containsExactly("one", longLine, "", "last");
    }

    @Test
    void bytes_of_one_line_are_not_overwritten_by_the_next() throws IOException {
        ByteLines lines = new ByteLines(stream("one\ntwo\n"), LIMIT);
        lines.next();
        byte[] first = lines.bytes();
        lines.next();
        assertThat(first).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
    }

    /** A reader that kept the whole of this stream would need 64 times the limit. */
    @Test
    void an_endless_line_is_read_to_its_end_without_being_kept() throws IOException {
        ByteLines lines = new ByteLines(new Repeating((byte) 'x', 64L * LIMIT), LIMIT);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isOverLimit()).isTrue();
        assertThat(lines.bytes()).isEmpty();
        assertThat(lines.next()).isFalse();
    }

    private static List<String> linesOf(String text) throws IOException {
        return drain(new ByteLines(stream(text), LIMIT));
    }

    private static List<String> drain(ByteLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(new String(lines.bytes(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives at most a few bytes per read, as a socket may. */
    private static final class Dripping extends InputStream {
        private final InputStream from;
        private final int atOnce;

        Dripping(InputStream from, int atOnce) {
            this.from = from;
            this.atOnce = atOnce;
        }

        @Override
        public int read() throws IOException {
            return from.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return from.read(bytes, offset, Math.min(length, atOnce));
        }
    }

    /** One byte, very often. */
    private static final class Repeating extends InputStream {
        private final byte value;
        private long left;

        Repeating(byte value, long times) {
            this.value = value;
            this.left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int more = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + more, value);
            left -= more;
            return more == 0 ? -1 : more;
        }
    }
}
