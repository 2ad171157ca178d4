package io.clio.explorer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private final String ana = BearerTokens.newToken();
    private final String eve = BearerTokens.newToken();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file_with_one_reader() throws IOException {
        file = write(line("ana", ana));
    }

    @Test
    void who_stands_in_the_file_is_known() throws IOException {
        Authenticator tokens = BearerTokens.watching(file, Clock.systemUTC());

        assertThat(knows(tokens, ana)).isTrue();
        assertThat(knows(tokens, eve)).isFalse();
        assertThat(tokens.takesTokens()).isTrue();
    }

    @Test
    void a_change_holds_from_the_next_request_on_even_one_that_leaves_length_and_time_as_they_were()
            throws IOException {
        Authenticator tokens = BearerTokens.watching(file, Clock.systemUTC());
        FileTime before = Files.getLastModifiedTime(file);
        assertThat(knows(tokens, ana)).isTrue();

        write(line("eve", eve));
        Files.setLastModifiedTime(file, before);

        assertThat(knows(tokens, ana)).isFalse();
        assertThat(knows(tokens, eve)).isTrue();
    }

    @Test
    void a_change_of_an_old_file_is_noticed() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        Authenticator tokens = BearerTokens.watching(file, Clock.systemUTC());
        assertThat(knows(tokens, ana)).isTrue();
        assertThat(knows(tokens, ana)).isTrue();

        write(line("eve", eve));

        assertThat(knows(tokens, ana)).isFalse();
        assertThat(knows(tokens, eve)).isTrue();
    }

    @Test
    void nobody_is_known_while_the_file_is_not_as_it_should_be_or_not_there() throws IOException {
        Authenticator tokens = BearerTokens.watching(file, Clock.systemUTC());

        write(line("ana", ana) + "eve\n");
        assertThat(knows(tokens, ana)).isFalse();
        write(line("ana", ana));
        assertThat(knows(tokens, ana)).isTrue();
        Files.delete(file);
        assertThat(knows(tokens, ana)).isFalse();
        write(line("ana", ana));
        assertThat(knows(tokens, ana)).isTrue();
    }

    @Test
    void a_file_that_is_not_as_it_should_be_at_the_start_is_an_error_that_names_the_line() throws IOException {
        write(line("ana", ana) + "eve\n");
        assertThatThrownBy(() -> BearerTokens.watching(file, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        Files.delete(file);
        assertThatThrownBy(() -> BearerTokens.watching(file, Clock.systemUTC()))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(folder.resolve("readers"), lines);
    }

    private static String line(String name, String token) {
        return name + " viewer 2100-01-01T00:00:00Z " + BearerTokens.sha256(token) + "\n";
    }

    private static boolean knows(Authenticator tokens, String token) {
        return tokens.authenticate(new RequestFacts(InetAddress.getLoopbackAddress(), Map.of()).bearing(token))
                .isPresent();
    }
}
