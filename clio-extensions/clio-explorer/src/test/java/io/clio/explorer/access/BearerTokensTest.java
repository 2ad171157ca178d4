package io.clio.explorer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokensTest {
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");
    private static final Reader ANA = new Reader("ana", Role.ANALYST, END);

    private final String token = BearerTokens.newToken();

    @Test
    void the_bearer_of_a_token_is_recognised_until_it_ends() {
        assertThat(at(END.minusMillis(1)).authenticate(bearing("Bearer " + token)))
                .contains(ANA);
        assertThat(at(END.minusMillis(1)).authenticate(bearing("bearer " + token)))
                .contains(ANA);
        assertThat(at(END).authenticate(bearing("Bearer " + token))).isEmpty();
    }

    @Test
    void nobody_is_recognised_without_one_token() {
        BearerTokens tokens = at(END.minusSeconds(1));

        assertThat(tokens.authenticate(new RequestFacts(here(), Map.of()))).isEmpty();
        assertThat(tokens.authenticate(new RequestFacts(
                        here(), Map.of("Authorization", List.of("Bearer " + token, "Bearer " + token)))))
                .isEmpty();
        for (String header : List.of(token, "Basic " + token, "Bearer", "Bearer ", "Bearer " + token + " " + token)) {
            assertThat(tokens.authenticate(bearing(header))).as(header).isEmpty();
        }
    }

    @Property(tries = 300)
    void another_token_is_refused(@ForAll String other) {
        assertThat(at(END.minusSeconds(1)).authenticate(bearing("Bearer " + other)))
                .isEmpty();
    }

    @Test
    void tokens_are_read_from_a_file_that_holds_none_of_them(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("tokens"),
                "# who may look\n\nana analyst 2026-12-01T00:00:00Z " + BearerTokens.sha256(token) + "\n");

        BearerTokens tokens = BearerTokens.read(file, clock(END.minusSeconds(1)));

        assertThat(tokens.authenticate(bearing("Bearer " + token))).contains(ANA);
        assertThat(tokens).hasToString("BearerTokens[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana analyst 2026-12-01T00:00:00Z",
                "ana boss 2026-12-01T00:00:00Z 00",
                "ana analyst tomorrow 00",
                "ana analyst 2026-12-01T00:00:00Z secret-token"
            })
    void a_line_that_is_otherwise_is_named_and_not_repeated(String line, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "\n" + line + "\n");

        assertThatThrownBy(() -> BearerTokens.read(file, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*tokens, line 2: (the hash of a token: )?expected .*")
                .hasMessageNotContaining("secret-token");
    }

    @Test
    void two_readers_cannot_have_one_token() {
        assertThatThrownBy(() -> at(END).with(new Reader("ben", Role.VIEWER), BearerTokens.sha256(token)))
                .hasMessage("two readers have the same token");
    }

    private BearerTokens at(Instant now) {
        return BearerTokens.none(clock(now))
                .with(new Reader("zoe", Role.VIEWER), BearerTokens.sha256(BearerTokens.newToken()))
                .with(ANA, BearerTokens.sha256(token))
                .with(new Reader("eve", Role.VIEWER), BearerTokens.sha256(BearerTokens.newToken()));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static RequestFacts bearing(String header) {
        return new RequestFacts(here(), Map.of("Authorization", List.of(header)));
    }

    private static InetAddress here() {
        return InetAddress.getLoopbackAddress();
    }
}
