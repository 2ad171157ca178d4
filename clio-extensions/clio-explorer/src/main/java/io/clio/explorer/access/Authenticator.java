package io.clio.explorer.access;

import java.util.Optional;

/**
 * Finds out who is asking. Implementations are thread-safe, quick, and compare secrets in constant time.
 *
 * <p>{@link BearerTokens} and {@link TrustedProxy} are built in.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Recognises a reader.
     *
     * @param request what is known of the request
     * @return who it is; nothing if that is not known, and then nothing is shown. An exception is taken as nothing, too
     */
    Optional<Reader> authenticate(RequestFacts request);

    /**
     * Says whether people can log in with a token on a page: a token that is entered there is then put to
     * {@link #authenticate} as {@code Authorization: Bearer}, and again with each request of the session that it opens:
     * a session ends when its token is no longer known.
     *
     * @return false, unless overridden
     */
    default boolean takesTokens() {
        return false;
    }
}
