package io.clio.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a service is.
 *
 * @param base up to and with the version, such as {@code https://api.example.org/v1}
 * @param encrypted whether it is reached by TLS
 */
record Endpoint(URI base, boolean encrypted) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks an address. Errors do not hold it, since it may hold a secret.
     *
     * @param base the address
     * @param plainHttp whether texts may go over a network without encryption
     * @return where the service is
     * @throws IllegalArgumentException if it is no address of a service, or not encrypted
     */
    static Endpoint of(URI base, boolean plainHttp) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("the base URL must start with https:// or http://");
        }
        if (base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the base URL must be a scheme, a host and a path, without user, query or"
                            + " fragment; a key goes into apiKey");
        }
        boolean encrypted = scheme.equals("https");
        if (!encrypted && !plainHttp && !LOOPBACK.contains(base.getHost().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("http:// would send texts and key over the network unencrypted: take"
                    + " https://, or allow it with plainHttp()");
        }
        return new Endpoint(base, encrypted);
    }

    /**
     * The address of a call.
     *
     * @param call below the base, such as {@code embeddings}
     * @return the address
     */
    URI resolve(String call) {
        String text = base.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + call);
    }
}
