package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The invented personal data of one conversation: at most one value of a kind, none of which another conversation has.
 *
 * <p>Values come from ranges that belong to nobody where such a range is known (numbers for fiction, {@code example}
 * domains, documentation and benchmark addresses); check digits are right.
 */
final class PersonalData {

    private static final long OFFSET = 11;
    private static final int IPV4_NUMBERS = 10_000;
    private static final int CODE_DIGITS = 8;
    private static final String BASE_32 = "abcdefghjkmnpqrstuvwxyz023456789";
    private static final String BASE_62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> DOMAINS =
            List.of("example.com", "example.org", "example.net", "mail.example", "post.example", "studio.example");
    private static final List<String> NICKS = List.of(
            "anna", "bruno", "carla", "dmitri", "elif", "felix", "greta", "hiro", "ines", "jonas", "katya", "leo",
            "mina", "noor", "olga", "pavel", "rosa", "sami", "tomas", "yuki");

    private final Phrasebook phrasebook;
    private final long seed;
    private final long number;
    private final Dice dice;
    private final Map<PiiKind, String> values = new EnumMap<>(PiiKind.class);

    /**
     * Nothing is invented before it is asked for.
     *
     * @param number of the conversation among those that are planted; what makes its values unique
     */
    PersonalData(Phrasebook phrasebook, long seed, long number, Dice dice) {
        this.phrasebook = phrasebook;
        this.seed = seed;
        this.number = number;
        this.dice = dice;
    }

    /** What was asked for, in the order of {@link PiiKind}. */
    List<String> invented() {
        return new ArrayList<>(values.values());
    }

    /** Whether there is a value of each of these kinds that no other conversation has. */
    boolean canInvent(Set<PiiKind> kinds) {
        return kinds.stream()
                .allMatch(kind ->
                        phrasebook.coinage(kind).map(c -> number < c.capacity()).orElse(true));
    }

    String value(PiiKind kind) {
        return values.computeIfAbsent(kind, this::invent);
    }

    private String invent(PiiKind kind) {
        return phrasebook
                .coinage(kind)
                .map(coinage -> coinage.strike(number, Dice.mix(seed + OFFSET) >>> 1))
                .map(value -> kind == PiiKind.ID && phrasebook.language().equals("es") ? CheckDigits.dni(value) : value)
                .orElseGet(() -> coded(kind));
    }

    private String coded(PiiKind kind) {
        return switch (kind) {
            case EMAIL -> pick(NICKS) + "." + code() + "@" + pick(DOMAINS);
            case URL ->
                "https://" + pick(DOMAINS) + pick(List.of("/users/", "/profile/", "/~", "/u/")) + pick(NICKS) + "-"
                        + code();
            case KEY -> pick(List.of("sk-demo-", "key-live-", "tok_")) + letters(12) + code() + letters(8);
            case IP ->
                number < IPV4_NUMBERS
                        ? ipv4()
                        : "2001:db8:" + Hex.of(scattered() >>> 16, 4) + ":" + Hex.of(scattered(), 4) + "::"
                                + (1 + dice.nextInt(9));
            case CARD -> grouped(CheckDigits.withLuhn("400000" + digits(9)));
            case IBAN -> iban();
            case PERSON, PHONE, ADDRESS, ID ->
                throw new IllegalStateException(phrasebook.language() + ".txt has no pattern for " + kind);
        };
    }

    /** From the range for benchmarks, 198.18.0.0/15. */
    private String ipv4() {
        long host = Math.floorMod(number * 6_181 + (Dice.mix(seed) >>> 8), IPV4_NUMBERS);
        return "198.18." + (100 + host / 100) + "." + (100 + host % 100);
    }

    private String iban() {
        String bank = digits(9);
        return switch (phrasebook.language()) {
            case "es" -> grouped(CheckDigits.iban("ES", "0000" + randomDigits(7) + bank));
            case "fr" -> grouped(CheckDigits.iban("FR", "00000" + randomDigits(9) + bank));
            case "it" -> grouped(CheckDigits.iban("IT", "X00000" + randomDigits(8) + bank));
            case "nl" -> grouped(CheckDigits.iban("NL", "CLIO0" + bank));
            case "pt" -> grouped(CheckDigits.iban("PT", "0000" + randomDigits(8) + bank));
            case "en" -> grouped(CheckDigits.iban("GB", "CLIO00000" + bank));
            default -> grouped(CheckDigits.iban("DE", "000000000" + bank));
        };
    }

    /** A number below 2^32 that belongs to this conversation only. */
    private long scattered() {
        return ((number * 2654435761L) ^ Dice.mix(seed)) & 0xFFFFFFFFL;
    }

    /** Eight characters that belong to this conversation only. */
    private String code() {
        StringBuilder text = new StringBuilder(CODE_DIGITS);
        long rest = (number * 0x5DEECE66DL + (Dice.mix(seed) >>> 24)) & 0xFFFFFFFFFFL;
        for (int i = 0; i < CODE_DIGITS; i++) {
            text.append(BASE_32.charAt((int) (rest >>> 35)));
            rest = rest << 5 & 0xFFFFFFFFFFL;
        }
        return text.toString();
    }

    /** Digits that belong to this conversation only, as long as fewer than {@code 10^count} are planted. */
    private String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        long modulus = 1;
        for (int i = 0; i < count; i++) {
            modulus *= 10;
        }
        long rest = Math.floorMod(number * 618_033_989L + (Dice.mix(seed) >>> 8), modulus);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + rest % 10));
            rest /= 10;
        }
        return text.toString();
    }

    private String randomDigits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + dice.nextInt(10)));
        }
        return text.toString();
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(BASE_62.charAt(dice.nextInt(BASE_62.length())));
        }
        return text.toString();
    }

    private static String grouped(String text) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            groups.append(i > 0 && i % 4 == 0 ? " " : "").append(text.charAt(i));
        }
        return groups.toString();
    }

    private String pick(List<String> options) {
        return options.get(dice.nextInt(options.size()));
    }
}
