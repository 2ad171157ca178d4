package io.clio.testkit.leak;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Strikes secrets of many kinds and scripts, no two alike: words, sentences, names and identifiers. Identifiers have
 * right check digits and belong to nobody where a range is reserved for that. Not thread-safe.
 */
final class CanaryMint {
    /** The fewest letters and digits of a secret, as {@link Needles} count them. */
    static final int SHORTEST = 6;

    /** What a secret is. */
    enum Kind {
        WORD,
        SENTENCE,
        NAME,
        EMAIL,
        PHONE,
        CARD,
        IBAN,
        KEY,
        UUID,
        IP,
        HANDLE,
        ID
    }

    /** Words, sentences and names are most of them: only these get past the redaction, and are the gate's to stop. */
    private static final List<Kind> DRAWN = List.of(
            Kind.WORD,
            Kind.WORD,
            Kind.WORD,
            Kind.WORD,
            Kind.WORD,
            Kind.WORD,
            Kind.SENTENCE,
            Kind.SENTENCE,
            Kind.SENTENCE,
            Kind.SENTENCE,
            Kind.SENTENCE,
            Kind.NAME,
            Kind.NAME,
            Kind.NAME,
            Kind.NAME,
            Kind.EMAIL,
            Kind.PHONE,
            Kind.CARD,
            Kind.IBAN,
            Kind.KEY,
            Kind.UUID,
            Kind.IP,
            Kind.HANDLE,
            Kind.ID);

    /** Syllables by script; Latin more often than any other. */
    private static final List<List<String>> SCRIPTS = List.of(
            syllables("ba ke dil mo run tas vel zor pim gua fer nix hol sab tri wen lod car mip ust"),
            syllables("bra kel dim mon ruf tas vil zan pek gor fin nul hat sib tor wes lud cam mir ost"),
            syllables("ka lo ri ven thu sor mel dan pri gal tus fen bor nim hex sul var jo tek wil"),
            syllables("ба ке ди мо рун тас вел зор пим гуа фер низ хол саб три вен лод кар мип уст"),
            syllables("βα κε δι μο ρουν τασ βελ ζορ πιμ γουα φερ νιξ χολ σαβ τρι λοδ καρ μιπ"),
            syllables("با كي دل مو رن تس فل زر بم غو فر نق هل سب تر ون لد كر مب شت"),
            syllables("בא קה דל מו רן תס פל זר גו פר נק הל סב תר ון לד מב שת"),
            syllables("बा के दि मो रन तस वेल जोर पिम गुआ फेर निक होल सब त्रि वेन लोद"),
            syllables("กา เก ดิ โม รัน ตัส เวล ซอ พิม กัว เฟ นิก โฮ สับ ตรี เวน"),
            syllables("槐 霁 珩 嵘 瑄 琰 翊 曜 谌 荇 骁 昀 衿 珞 瀚 晔 旻 湉 皓 筠"),
            syllables("カ ケ ディ モ ルン タス ベル ゾル ピム グア フェル ニク ホル サブ トリ ウェン"),
            syllables("바 케 딜 모 룬 타 벨 조 핌 과 페 닉 홀 삽 트리 웬 로 카 밉 우"));

    private static final List<String> PLAIN = List.of(
            ("walrus lantern copper meadow violin harbour thunder pickle ribbon granite orchid saddle tunnel whisper"
                            + " blanket cactus dolphin ember falcon glacier hammock igloo jungle kettle lizard magnet"
                            + " needle oyster parrot quilt raven sponge turnip umbrella velvet willow yoghurt zebra"
                            + " anchor basket candle drawer engine feather goblet helmet insect jacket kitten ladder")
                    .split(" ", -1));

    private final SplittableRandom random;
    private final Set<String> struck = new HashSet<>();

    CanaryMint(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private static List<String> syllables(String line) {
        return List.of(line.split(" ", -1));
    }

    /** A kind at random. */
    Kind kind() {
        return pick(DRAWN);
    }

    /** A new secret of a kind. */
    String strike(Kind kind) {
        String secret = invent(kind);
        while (Needles.letters(secret) < SHORTEST || !struck.add(secret)) {
            secret = invent(kind);
        }
        return secret;
    }

    /** A new word of Latin letters. */
    String latinWord() {
        String word = word(SCRIPTS.get(0), 5);
        while (!struck.add(word)) {
            word = word(SCRIPTS.get(0), 5);
        }
        return word;
    }

    private String invent(Kind kind) {
        return switch (kind) {
            case WORD -> word(script(), 5);
            case SENTENCE -> sentence();
            case NAME -> name();
            case EMAIL -> word(SCRIPTS.get(0), 4) + "." + digits(4) + "@example.org";
            case PHONE -> "+44 7700 900" + digits(3) + " ext " + digits(6);
            case CARD -> luhn("400000" + digits(9));
            case IBAN -> iban(digits(18));
            case KEY -> "sk-demo-" + alphanumeric(28);
            case UUID -> hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
            case IP -> "2001:db8:" + hex(4) + ":" + hex(4) + ":" + hex(4) + "::" + hex(4);
            case HANDLE -> "@" + word(SCRIPTS.get(1), 3) + "_" + digits(5);
            case ID -> "M" + digits(3) + "-" + digits(7) + "-" + alphanumeric(3).toUpperCase(Locale.ROOT);
        };
    }

    /** Common words that many may use one by one, in an order that nobody else uses; or coined ones. */
    private String sentence() {
        if (random.nextBoolean()) {
            List<String> script = script();
            return word(script, 3) + " " + word(script, 2) + " " + word(script, 4);
        }
        StringBuilder words = new StringBuilder(pick(PLAIN));
        for (int i = 0; i < 5; i++) {
            words.append(' ').append(pick(PLAIN));
        }
        return words.toString();
    }

    private String name() {
        List<String> script = script();
        return capitalised(word(script, 3)) + " " + capitalised(word(script, 4));
    }

    private List<String> script() {
        return pick(SCRIPTS);
    }

    private String word(List<String> script, int syllables) {
        int longer = script.get(0).length() == 1 ? syllables + 3 : syllables;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < longer; i++) {
            word.append(pick(script));
        }
        return word.toString();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private <T> T pick(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    private String digits(int count) {
        return from("0123456789", count);
    }

    private String hex(int count) {
        return from("0123456789abcdef", count);
    }

    private String alphanumeric(int count) {
        return from("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", count);
    }

    private String from(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String luhn(String payload) {
        int sum = 0;
        for (int i = payload.length() - 1, twice = 1; i >= 0; i--, twice ^= 1) {
            int digit = (payload.charAt(i) - '0') << twice;
            sum += digit > 9 ? digit - 9 : digit;
        }
        return payload + (10 - sum % 10) % 10;
    }

    /** A German account number: D and E count as 13 and 14. */
    private static String iban(String account) {
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return String.format(Locale.ROOT, "DE%02d%s", check, account);
    }
}
