package io.clio.explorer.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an {@link Authenticator} may judge by. Immutable; prints no header, for one may be a secret.
 *
 * @param peer the address at the other end of the connection: of the reverse proxy, if there is one
 * @param headers the values of each header, by its name in lower case
 */
public record RequestFacts(InetAddress peer, Map<String, List<String>> headers) {
    /** Copies the headers, their names in lower case. */
    public RequestFacts {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(copy);
    }

    /**
     * The value of a header that stands in the request once. A header that is sent twice has no value, because whoever
     * stands between may have looked at the other one.
     *
     * @param name the name, in any case
     * @return the value, if there is exactly one
     */
    public Optional<String> only(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /**
     * The same request with a token.
     *
     * @param token the token
     * @return these facts, with {@code Authorization: Bearer} and the token in place of any such header
     */
    public RequestFacts bearing(String token) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put("authorization", List.of("Bearer " + token));
        return new RequestFacts(peer, more);
    }

    @Override
    public String toString() {
        return "RequestFacts[headers=" + headers.size() + "]";
    }
}
