package io.clio.privacy.detect;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A made-up identifier that is valid by the rules of its kind, whose check digits are computed here by other formulas
 * than in the detectors.
 */
record Identifier(String kind, String text) {
    private interface Recipe {
        Identifier from(Random random);
    }

    private static final List<Recipe> RECIPES = List.of(
            Identifier::email,
            Identifier::phone,
            Identifier::card,
            Identifier::iban,
            Identifier::ipV4,
            Identifier::ipV6,
            Identifier::mac,
            Identifier::uuid,
            Identifier::url,
            Identifier::coordinates,
            Identifier::dni,
            Identifier::chineseResident,
            Identifier::socialSecurity,
            Identifier::pesel,
            Identifier::insee,
            Identifier::passport,
            Identifier::ahv,
            Identifier::nric,
            Identifier::spelledEmail,
            Identifier::bitcoin,
            Identifier::ether,
            Identifier::token,
            Identifier::prefixedKey,
            Identifier::handle,
            Identifier::path,
            Identifier::number);

    /** All kinds that a recipe makes, so that none is missing unseen. */
    static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        RECIPES.forEach(recipe -> kinds.add(recipe.from(new Random(1)).kind()));
        return kinds;
    }

    static Arbitrary<Identifier> any() {
        return Arbitraries.randomValue(random -> of(random.nextInt(RECIPES.size()), random));
    }

    private static Identifier of(int recipe, Random random) {
        return RECIPES.get(recipe).from(random);
    }

    private static String digits(Random random, int count) {
        return pick(random, "0123456789", count);
    }

    private static String pick(Random random, String alphabet, int count) {
        StringBuilder picked = new StringBuilder();
        for (int i = 0; i < count; i++) {
            picked.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return picked.toString();
    }

    private static String name(Random random) {
        return pick(random, "bcdfgklmnprst", 1) + pick(random, "aeio", 1) + pick(random, "bcdfgklmnprst", 2) + "ab";
    }

    private static Identifier email(Random random) {
        return new Identifier(Kinds.EMAIL, name(random) + "." + name(random) + "@" + name(random) + ".org");
    }

    private static Identifier phone(Random random) {
        String area = 2 + random.nextInt(8) + digits(random, 2);
        return new Identifier(Kinds.PHONE, "+1 " + area + " 555 01" + digits(random, 2));
    }

    /** A prefix of 15 digits and the one digit that makes the doubled sum a multiple of ten. */
    private static Identifier card(Random random) {
        String prefix = "4" + digits(random, 14);
        int sum = 0;
        for (int i = 0; i < prefix.length(); i++) {
            int digit = prefix.charAt(i) - '0';
            sum += i % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        String number = prefix + (1000 - sum) % 10;
        return new Identifier(Kinds.CARD, number.replaceAll("(.{4})(?=.)", "$1" + (random.nextBoolean() ? " " : "")));
    }

    private static Identifier iban(Random random) {
        String account = digits(random, 18);
        int rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return new Identifier(Kinds.IBAN, "DE" + String.format(Locale.ROOT, "%02d", 98 - rest) + account);
    }

    private static Identifier ipV4(Random random) {
        return new Identifier(
                Kinds.IP, 11 + random.nextInt(90) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
    }

    private static Identifier ipV6(Random random) {
        return new Identifier(Kinds.IP, "2001:db8:" + pick(random, "0123456789abcdef", 4) + "::" + digits(random, 3));
    }

    private static Identifier mac(Random random) {
        return new Identifier(
                Kinds.MAC,
                "0" + pick(random, "abcdef", 1)
                        + pick(random, "0123456789ABCDEF", 10).replaceAll("(..)", ":$1"));
    }

    private static Identifier uuid(Random random) {
        return new Identifier(Kinds.UUID, new UUID(random.nextLong(), random.nextLong()).toString());
    }

    private static Identifier url(Random random) {
        return new Identifier(
                Kinds.URL, "https://" + name(random) + ".com/" + name(random) + "?q=" + digits(random, 3));
    }

    private static Identifier coordinates(Random random) {
        return new Identifier(
                Kinds.COORDINATES,
                10 + random.nextInt(79) + ".123" + random.nextInt(99) + ", -" + (10 + random.nextInt(99)) + ".4321");
    }

    private static Identifier dni(Random random) {
        int number = 10_000_000 + random.nextInt(89_999_999);
        return new Identifier(Kinds.ID, number + "" + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23));
    }

    /** ISO 7064: the sum of each digit times two to its position from the right is 1 modulo 11. */
    private static Identifier chineseResident(Random random) {
        String prefix =
                "11010119" + (50 + random.nextInt(49)) + "0" + (1 + random.nextInt(9)) + "1" + digits(random, 4);
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < prefix.length(); i++) {
            sum = sum.multiply(BigInteger.TWO).add(BigInteger.valueOf(prefix.charAt(i) - '0'));
        }
        int check = Math.floorMod(1 - 2 * sum.mod(BigInteger.valueOf(11)).intValue(), 11);
        return new Identifier(Kinds.ID, prefix + (check == 10 ? "X" : check));
    }

    private static Identifier socialSecurity(Random random) {
        return new Identifier(Kinds.ID, "52" + digits(random, 1) + "-4" + digits(random, 1) + "-7" + digits(random, 3));
    }

    private static Identifier pesel(Random random) {
        String prefix = digits(random, 2) + "0" + (1 + random.nextInt(9)) + "1" + digits(random, 5);
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (prefix.charAt(i) - '0') * "1379137913".charAt(i) - '0' * (prefix.charAt(i) - '0');
        }
        return new Identifier(Kinds.ID, prefix + (1000 - sum) % 10);
    }

    private static Identifier insee(Random random) {
        String prefix = "2" + digits(random, 2) + "0" + (1 + random.nextInt(9)) + "75" + digits(random, 6);
        int key = 97 - new BigInteger(prefix).mod(BigInteger.valueOf(97)).intValue();
        return new Identifier(Kinds.ID, prefix + String.format(Locale.ROOT, "%02d", key));
    }

    private static Identifier passport(Random random) {
        String cue = List.of("passport ", "pasaporte ", "Reisepass: ", "passport no. ")
                .get(random.nextInt(4));
        return new Identifier(Kinds.ID, cue + "X" + digits(random, 7) + "C");
    }

    /** EAN-13: digits at even places count three times. */
    private static Identifier ahv(Random random) {
        String prefix = "756" + digits(random, 9);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (prefix.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        String number = prefix + (1000 - sum) % 10;
        return new Identifier(Kinds.ID, number.replaceAll("(...)(....)(....)(..)", "$1.$2.$3.$4"));
    }

    private static Identifier nric(Random random) {
        String prefix = digits(random, 7);
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += (prefix.charAt(i) - '0') * (i == 0 ? 2 : 8 - i);
        }
        return new Identifier(Kinds.ID, "S" + prefix + "JZIHGFEDCBA".charAt(sum % 11));
    }

    private static Identifier spelledEmail(Random random) {
        return new Identifier(Kinds.EMAIL, name(random) + " (at) " + name(random) + " dot com");
    }

    /** Base58Check of a random payment hash. */
    private static Identifier bitcoin(Random random) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] payload = new byte[21];
            random.nextBytes(payload);
            payload[0] = 0;
            byte[] check = sha.digest(sha.digest(payload));
            byte[] whole = Arrays.copyOf(payload, 25);
            System.arraycopy(check, 0, whole, 21, 4);
            BigInteger rest = new BigInteger(1, whole);
            StringBuilder address = new StringBuilder();
            BigInteger base = BigInteger.valueOf(58);
            while (rest.signum() > 0) {
                address.append("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
                        .charAt(rest.mod(base).intValue()));
                rest = rest.divide(base);
            }
            return new Identifier(Kinds.WALLET, address.append('1').reverse().toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Identifier ether(Random random) {
        return new Identifier(Kinds.WALLET, "0x" + pick(random, "0123456789abcdef", 40));
    }

    /** Random letters and digits, of which at least every fourth is a digit. */
    private static Identifier token(Random random) {
        StringBuilder token = new StringBuilder("w");
        for (int i = 0; i < 9; i++) {
            token.append(digits(random, 1))
                    .append(pick(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 3));
        }
        return new Identifier(Kinds.KEY, token.toString());
    }

    private static Identifier prefixedKey(Random random) {
        return new Identifier(Kinds.KEY, "AKIA4" + pick(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 15));
    }

    private static Identifier handle(Random random) {
        return new Identifier(Kinds.HANDLE, "@" + name(random) + "_" + name(random));
    }

    private static Identifier path(Random random) {
        return new Identifier(Kinds.PATH, "/home/" + name(random) + "/notes.txt");
    }

    private static Identifier number(Random random) {
        return new Identifier(Kinds.NUMBER, "73" + digits(random, 22));
    }
}
