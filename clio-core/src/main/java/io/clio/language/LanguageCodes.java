package io.clio.language;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The codes that the language of a conversation can have: those of ISO 639-1, and of ISO 639-3 for living languages
 * that have no code of two letters and in which people are likely to write. A list of our own, since that of a platform
 * differs from one version to the next.
 */
public final class LanguageCodes {
    /** What stands for a language that could not be told. */
    public static final String UNKNOWN = "unknown";

    private static final String TWO_LETTERS = """
            aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
            en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it
            iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt
            my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl
            sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
            za zh zu
            """;

    private static final String THREE_LETTERS = """
            ace ast awa ban bar bcl bem bho bug ceb chr ckb crh din dyu fon fur fuv gsw haw hil hmn hne hsb dsb ilo kab
            kac kam kbp kea kmb ksh lah lij lmo ltg lua luo lus mag mai min mni mos nan nap nds nqo nso nus pag pam pap
            pcm pms pnb sat scn shi shn sma smj szl taq tpi tum tzm umb vec vls vro war wuu yue zgh zza
            """;

    /** What people and models write for a code: English names, and codes that were replaced or are of another part. */
    private static final String OTHER_NAMES = """
            afrikaans af, albanian sq, amharic am, arabic ar, armenian hy, azerbaijani az, basque eu, belarusian be,
            bengali bn, bosnian bs, bulgarian bg, burmese my, catalan ca, cebuano ceb, chinese zh, croatian hr,
            czech cs, danish da, dutch nl, english en, esperanto eo, estonian et, farsi fa, filipino tl, finnish fi,
            french fr, galician gl, georgian ka, german de, greek el, gujarati gu, hausa ha, hebrew he, hindi hi,
            hungarian hu, icelandic is, igbo ig, indonesian id, irish ga, italian it, japanese ja, javanese jv,
            kannada kn, kazakh kk, khmer km, korean ko, kurdish ku, lao lo, latin la, latvian lv, lithuanian lt,
            macedonian mk, malay ms, malayalam ml, mandarin zh, marathi mr, mongolian mn, nepali ne, norwegian no,
            pashto ps, persian fa, polish pl, portuguese pt, punjabi pa, romanian ro, russian ru, serbian sr,
            sinhala si, slovak sk, slovenian sl, somali so, spanish es, swahili sw, swedish sv, tagalog tl, tamil ta,
            telugu te, thai th, tibetan bo, turkish tr, ukrainian uk, urdu ur, uzbek uz, vietnamese vi, welsh cy,
            xhosa xh, yiddish yi, yoruba yo, zulu zu, cmn zh, fil tl, in id, iw he, ji yi, und unknown
            """;

    private static final Pattern SUBTAGS = Pattern.compile("[-_].*");

    private static final Map<String, String> BY_OTHER_NAME = Splitter.on(',')
            .trimResults()
            .withKeyValueSeparator(' ')
            .split(OTHER_NAMES.strip().replaceAll("\\s+", " "));

    private LanguageCodes() {}

    /**
     * All codes, and {@link #UNKNOWN} last.
     *
     * @return the codes, in a fixed order
     */
    public static List<String> all() {
        List<String> codes = new ArrayList<>();
        codes.addAll(List.of(TWO_LETTERS.strip().split("\\s+")));
        codes.addAll(List.of(THREE_LETTERS.strip().split("\\s+")));
        codes.add(UNKNOWN);
        return List.copyOf(codes);
    }

    /**
     * The code that is meant by a name.
     *
     * @param name a code in any case, with a script or region or without ({@code pt-BR}), or a common language's name
     *     in English
     * @return one of {@link #all()}, or nothing if the name is not known
     */
    public static Optional<String> of(String name) {
        String primary = SUBTAGS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        String code = BY_OTHER_NAME.getOrDefault(primary, primary);
        return all().contains(code) ? Optional.of(code) : Optional.empty();
    }
}
