package io.clio.langdetect;

import static java.util.Map.entry;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known beforehand of the languages that the model tells apart, by their ISO 639 codes. */
final class Languages {
    /** The model's codes that are not the ISO 639-3 code of the language that Clio names; varieties are merged. */
    private static final Map<String, String> CODES = Map.ofEntries(
            entry("afr", "af"),
            entry("ara", "ar"),
            entry("aze", "az"),
            entry("bak", "ba"),
            entry("bel", "be"),
            entry("ben", "bn"),
            entry("bos", "bs"),
            entry("bre", "br"),
            entry("bul", "bg"),
            entry("cat", "ca"),
            entry("ces", "cs"),
            entry("che", "ce"),
            entry("cmn", "zh"),
            entry("cym", "cy"),
            entry("dan", "da"),
            entry("deu", "de"),
            entry("ekk", "et"),
            entry("ell", "el"),
            entry("eng", "en"),
            entry("epo", "eo"),
            entry("est", "et"),
            entry("eus", "eu"),
            entry("fao", "fo"),
            entry("fas", "fa"),
            entry("fin", "fi"),
            entry("fra", "fr"),
            entry("fry", "fy"),
            entry("gle", "ga"),
            entry("glg", "gl"),
            entry("guj", "gu"),
            entry("heb", "he"),
            entry("hin", "hi"),
            entry("hrv", "hr"),
            entry("hun", "hu"),
            entry("hye", "hy"),
            entry("ind", "id"),
            entry("isl", "is"),
            entry("ita", "it"),
            entry("jav", "jv"),
            entry("jpn", "ja"),
            entry("kan", "kn"),
            entry("kat", "ka"),
            entry("kaz", "kk"),
            entry("kir", "ky"),
            entry("kor", "ko"),
            entry("lat", "la"),
            entry("lav", "lv"),
            entry("lim", "li"),
            entry("lit", "lt"),
            entry("ltz", "lb"),
            entry("lvs", "lv"),
            entry("mal", "ml"),
            entry("mar", "mr"),
            entry("mkd", "mk"),
            entry("mlt", "mt"),
            entry("mon", "mn"),
            entry("mri", "mi"),
            entry("msa", "ms"),
            entry("nep", "ne"),
            entry("nld", "nl"),
            entry("nno", "no"),
            entry("nob", "no"),
            entry("oci", "oc"),
            entry("pan", "pa"),
            entry("pes", "fa"),
            entry("plt", "mg"),
            entry("pol", "pl"),
            entry("por", "pt"),
            entry("pus", "ps"),
            entry("ron", "ro"),
            entry("rus", "ru"),
            entry("san", "sa"),
            entry("sin", "si"),
            entry("slk", "sk"),
            entry("slv", "sl"),
            entry("som", "so"),
            entry("spa", "es"),
            entry("sqi", "sq"),
            entry("srp", "sr"),
            entry("sun", "su"),
            entry("swa", "sw"),
            entry("swe", "sv"),
            entry("tam", "ta"),
            entry("tat", "tt"),
            entry("tel", "te"),
            entry("tgk", "tg"),
            entry("tgl", "tl"),
            entry("tha", "th"),
            entry("tur", "tr"),
            entry("ukr", "uk"),
            entry("urd", "ur"),
            entry("uzb", "uz"),
            entry("vie", "vi"),
            entry("vol", "vo"),
            entry("zul", "zu"));

    /** The scripts that several languages of the model share, and who writes in them. */
    private static final Map<UnicodeScript, Set<String>> WRITERS = Map.of(
            UnicodeScript.LATIN,
            setOf("af ast az br bs ca ceb cs cy da de en eo es et eu fi fo fr fy ga gl gsw hr hu id is it jv la lb li"
                    + " lt lv mg mi min ms mt nan nds nl no oc pl pt ro sk sl so sq sr su sv sw tl tr uz vi vo war zu"),
            UnicodeScript.CYRILLIC,
            setOf("ba be bg ce kk ky mk mn ru sr tg tt uk"),
            UnicodeScript.ARABIC,
            setOf("ar fa pnb ps ur"),
            UnicodeScript.DEVANAGARI,
            setOf("hi mr ne sa"));

    /** Languages in which few people write to anybody; the model takes all to be equally frequent. */
    private static final Set<String> RARE =
            setOf("ast ba br bs ce ceb eo fo fy jv la lb li mg mi min mt nan nds oc pnb sa so su tt vo war");

    /** Languages so close that one being nearly as likely as the other does not make either doubtful. */
    private static final List<Set<String>> KIN = List.of(
            setOf("id ms min su jv"),
            setOf("bs hr sl sr"),
            setOf("bg mk sr"),
            setOf("da no"),
            setOf("cs sk"),
            setOf("ast es gl pt"),
            setOf("ca oc"),
            setOf("af li nl"),
            setOf("de gsw lb"),
            setOf("hi mr ne sa"),
            setOf("be ru uk"),
            setOf("pnb ur"),
            setOf("kk ky"),
            setOf("ba tt"));

    private Languages() {}

    /** The code that Clio gives a language of the model. */
    static String codeOf(String modelCode) {
        return CODES.getOrDefault(modelCode, modelCode);
    }

    /** All codes that the model can lead to. */
    static Set<String> codes() {
        return Stream.concat(CODES.values().stream(), WRITERS.values().stream().flatMap(Set::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isShared(UnicodeScript script) {
        return WRITERS.containsKey(script);
    }

    static boolean writes(String language, UnicodeScript script) {
        return WRITERS.getOrDefault(script, Set.of()).contains(language);
    }

    static boolean isRare(String language) {
        return RARE.contains(language);
    }

    static boolean areKin(String one, String other) {
        return KIN.stream().anyMatch(kin -> kin.contains(one) && kin.contains(other));
    }

    private static Set<String> setOf(String codes) {
        return Arrays.stream(codes.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
    }
}
