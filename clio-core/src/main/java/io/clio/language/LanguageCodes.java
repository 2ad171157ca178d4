package io.clio.language;

import java.util.ArrayList;
import java.util.List;

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
}
