package io.clio.privacy.detect;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters that a reader takes for an ASCII letter or sign, with that sign.
 *
 * <p>Covers the single-character look-alikes of Unicode Technical Standard 39 in Cyrillic, Greek, Armenian, Cherokee,
 * Lisu and the Latin extensions, as far as they resemble letters; look-alikes of digits (Cyrillic Ze, Be) are left out,
 * since they would turn ordinary words into numbers.
 */
final class Confusables {
    private static final String[] LOOKALIKES = {
        "aаαɑᴀ",
        "bЬьᖯʙ",
        "cсϲᴄ",
        "dԁᴅđ",
        "eеєεᴇ",
        "fꜰƒϝ",
        "gɡցɢ",
        "hһհʜħн",
        "iіιıɩɪ",
        "jјϳᴊ",
        "kкκᴋ",
        "lӏłʟⲓ",
        "mмᴍ",
        "nոηɴп",
        "oоοσօᴏø",
        "pрρᴘ",
        "qԛգ",
        "rгʀ",
        "sѕꜱ",
        "tтτᴛŧ",
        "uυսʋᴜ",
        "vѵνᴠ",
        "wԝωᴡ",
        "xхχ",
        "yуүγʏ",
        "zᴢ",
        "AАΑᎪꓮ",
        "BВΒᏴꓐ",
        "CСϹᏟꓚ",
        "DᎠꓓĐ",
        "EЕΕᎬꓰ",
        "FϜꓝ",
        "GԌᏀꓖ",
        "HНΗᎻꓧĦ",
        "IІΙӀꓲ",
        "JЈͿᎫꓙ",
        "KКΚᏦꓗ",
        "LᏞԼꓡŁ",
        "MМΜᎷꓟ",
        "NΝꓠ",
        "OОΟՕꓳØ",
        "PРΡᏢꓑ",
        "QԚ",
        "RᏒꓣ",
        "SЅՏᏚꓢ",
        "TТΤᎢꓔŦ",
        "UՍꓴ",
        "VѴᏙꓦ",
        "WԜᎳꓪ",
        "XХΧꓫ",
        "YУΥҮᎽꓬ",
        "ZΖᏃꓜ",
        "-−⁃˗ー⸺╴─━",
        ".。․·∙•・۔܁܂꘎⸱",
        ":꞉∶ː։׃",
        "/⁄∕⧸╱",
        "'’‘ʼ′‛`´",
        "\"“”″„«»",
        ",،、"
    };

    private static final Map<Integer, String> TO_ASCII = table();

    private Confusables() {}

    private static Map<Integer, String> table() {
        Map<Integer, String> table = new HashMap<>();
        for (String row : LOOKALIKES) {
            String ascii = row.substring(0, 1);
            row.codePoints().skip(1).filter(c -> c >= 128).forEach(c -> table.put(c, ascii));
        }
        return Map.copyOf(table);
    }

    /** The ASCII sign, or the empty string if the character resembles none. */
    static String ascii(int codePoint) {
        return TO_ASCII.getOrDefault(codePoint, "");
    }
}
