package io.clio.explorer.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises readers by tokens that they bear (RFC 6750), each with a name, a role and an end.
 *
 * <p>Only the SHA-256 of each token is kept. A token is compared with all of them in constant time. The hash is not
 * salted and not slow: a token has to be random ({@link #newToken()}), never a password that somebody chose. Immutable
 * and thread-safe; nothing of a token prints.
 */
public final class BearerTokens implements Authenticator {
    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST = 512;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");

    private final List<Known> known;
    private final Clock clock;

    private record Known(Reader reader, String sha256) {}

    private BearerTokens(List<Known> known, Clock clock) {
        this.known = List.copyOf(known);
        this.clock = clock;
    }

    /**
     * Knows no token, and so recognises nobody.
     *
     * @param clock by which tokens end
     * @return the start of a list of tokens
     */
    public static BearerTokens none(Clock clock) {
        return new BearerTokens(List.of(), clock);
    }

    /**
     * Knows one token more.
     *
     * @param reader who bears it, and until when
     * @param sha256 the token's {@link #sha256}
     * @return these tokens and that one
     * @throws IllegalArgumentException if the hash is not 64 hexadecimal digits in lower case, or is known already
     */
    public BearerTokens with(Reader reader, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "the hash of a token: expected 64 hexadecimal digits in lower case, found " + sha256.length()
                            + " characters of something else");
        }
        if (known.stream().anyMatch(other -> other.sha256.equals(sha256))) {
            throw new IllegalArgumentException("two readers have the same token");
        }
        List<Known> more = new ArrayList<>(known);
        more.add(new Known(reader, sha256));
        return new BearerTokens(more, clock);
    }

    /**
     * Reads tokens from a file: on each line a name without spaces, a role, when the token ends, and its SHA-256, as in
     * {@code ana viewer 2027-01-01T00:00:00Z 9f86d0…}. Empty lines and lines that start with {@code #} say nothing.
     *
     * @param file the file
     * @param clock by which tokens end
     * @return the tokens
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is otherwise; the message names it
     */
    public static BearerTokens read(Path file, Clock clock) throws IOException {
        BearerTokens tokens = none(clock);
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\\s+", -1);
            try {
                if (fields.length != 4) {
                    throw new IllegalArgumentException(
                            "expected NAME ROLE END SHA256, found " + fields.length + " fields");
                }
                Instant until = Instant.parse(fields[2]);
                tokens = tokens.with(new Reader(fields[0], Role.of(fields[1]), until), fields[3]);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        file + ", line " + (i + 1) + ": expected an end such as 2027-01-01T00:00:00Z", e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return tokens;
    }

    /**
     * Reads tokens from a file as {@link #read} does, and again whenever the file was changed: whoever is taken out of
     * it is no longer known, and sessions that were opened with the token end. While the file is not there or has a
     * line that is otherwise, nobody is recognised, and the process's log says why.
     *
     * @param file the file
     * @param clock by which tokens end
     * @return an authenticator that looks at the file's time and length with each request; thread-safe
     * @throws IOException if the file cannot be read now
     * @throws IllegalArgumentException if a line is otherwise now; the message names it
     */
    public static Authenticator watching(Path file, Clock clock) throws IOException {
        return TokenFile.of(file, clock);
    }

    /**
     * A token that nobody can guess.
     *
     * @return 32 random bytes as 43 characters
     */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What is kept of a token.
     *
     * @param token the token
     * @return its SHA-256 as 64 hexadecimal digits
     */
    public static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Optional<Reader> authenticate(RequestFacts request) {
        return request.only("Authorization")
                .filter(header -> header.length() <= LONGEST)
                .map(BEARER::matcher)
                .filter(found -> found.matches())
                .flatMap(found -> bearer(sha256(found.group(1))));
    }

    /** Looks at every token, so that the time tells nothing of which one was meant. */
    private Optional<Reader> bearer(String sha256) {
        Optional<Reader> bearer = Optional.empty();
        for (Known one : known) {
            if (MessageDigest.isEqual(ascii(one.sha256), ascii(sha256))) {
                bearer = Optional.of(one.reader);
            }
        }
        return bearer.filter(reader -> clock.instant().isBefore(reader.until()));
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "BearerTokens[" + known.size() + "]";
    }
}
