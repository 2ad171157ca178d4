package io.clio.explorer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedProxyTest {
    private final InetAddress proxy = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    private final InetAddress other = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
    private final TrustedProxy authenticator = TrustedProxy.of(
            "X-Forwarded-User",
            name -> Optional.ofNullable(Map.of("ana", Role.VIEWER).get(name)),
            proxy);

    TrustedProxyTest() throws UnknownHostException {}

    @Test
    void who_the_proxy_names_is_recognised() {
        assertThat(from(proxy, "ana")).contains(new Reader("ana", Role.VIEWER));
    }

    @Test
    void whom_the_proxy_names_without_a_role_is_not() {
        assertThat(from(proxy, "ben")).isEmpty();
        assertThat(from(proxy, " ")).isEmpty();
        assertThat(from(proxy)).isEmpty();
    }

    @Test
    void the_header_of_anybody_else_does_not_count() {
        assertThat(from(other, "ana")).isEmpty();
    }

    @Test
    void a_header_that_comes_twice_does_not_count() {
        assertThat(from(proxy, "ana", "ana")).isEmpty();
    }

    @Test
    void a_proxy_is_named() {
        assertThatThrownBy(() -> TrustedProxy.of("X-Forwarded-User", name -> Optional.empty()))
                .hasMessageContaining("at least one proxy");
    }

    private Optional<Reader> from(InetAddress peer, String... names) {
        return authenticator.authenticate(
                new RequestFacts(peer, names.length == 0 ? Map.of() : Map.of("x-forwarded-USER", List.of(names))));
    }
}
