package io.clio.privacy.detect;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Recognises geographic positions: a pair of decimal degrees with at least three decimals each (about 100 m), or
 * degrees, minutes and seconds with a hemisphere. A third number may follow, a height; numbers inside a longer list are
 * no pair.
 */
final class CoordinatesDetector implements Detector {
    private static final String LATITUDE = "(?<lat>[+-]?\\d{1,2}[.,]\\d{3,12}+)";
    private static final String LONGITUDE = "(?<lon>[+-]?\\d{1,3}[.,]\\d{3,12}+)";
    private static final String UNIT = " ?[°o]?";
    private static final Pattern DECIMAL =
            Pattern.compile("(?<![0-9A-Za-z.])(?<![0-9][.][0-9]{1,12}[,;] ?)" + LATITUDE + UNIT
                    + " ?(?<ns>[NSns]?)(?: ?[,;/] ?| +(?=[+-])|(?<=[NSns°o]) )(?:(?:lon|lng|long|longitude)?[ :=]{0,3})"
                    + LONGITUDE
                    + UNIT + " ?(?<ew>[EWOewo]?)(?![0-9A-Za-z.])(?!(?:[,;] ?[+-]?\\d{1,9}[.]\\d{1,12}+){2})");
    private static final Pattern LABELLED = Pattern.compile("(?i:lat)[a-z]{0,6}[\"' :=]{1,6}" + LATITUDE
            + "[\"' ,;°NSns]{1,6}(?i:lon|lng)[a-z]{0,7}[\"' :=]{1,6}" + LONGITUDE);
    private static final String DMS = "\\d{1,3} ?[°o] ?\\d{1,2} ?'(?: ?\\d{1,2}(?:[.,]\\d{1,6})? ?(?:\"|''))? ?[NSEWO]";
    private static final Pattern SEXAGESIMAL =
            Pattern.compile("(?<![0-9A-Za-z])" + DMS + "(?:[ ,;/]{0,3}" + DMS + ")?(?![A-Za-z])");
    private static final int DECIMAL_DIGITS = 8;
    private static final int DMS_DIGITS = 4;

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, DECIMAL_DIGITS, DECIMAL, match -> {
            if (isOnEarth(match.group(1), match.group(3)) && isPair(match)) {
                sink.accept(Kinds.COORDINATES, match.start(), match.end());
            }
        });
        if (text.digits() >= DECIMAL_DIGITS
                && (text.text().contains("lat") || text.text().contains("Lat"))) {
            findLabelled(text, sink);
        }
        if (text.has('\'')) {
            DigitRegion.matches(
                    text, DMS_DIGITS, SEXAGESIMAL, match -> sink.accept(Kinds.COORDINATES, match.start(), match.end()));
        }
    }

    private static void findLabelled(Folded text, Sink sink) {
        var matcher = LABELLED.matcher(text.text());
        while (matcher.find()) {
            if (isOnEarth(matcher.group("lat"), matcher.group("lon"))) {
                sink.accept(Kinds.COORDINATES, matcher.start(), matcher.end());
            }
        }
    }

    private static boolean isOnEarth(String latitude, String longitude) {
        return Math.abs(degrees(latitude)) <= 90 && Math.abs(degrees(longitude)) <= 180;
    }

    private static double degrees(String number) {
        return Double.parseDouble(number.replace(',', '.'));
    }

    /** Two small fractions are probabilities or weights, unless a hemisphere says otherwise. */
    private static boolean isPair(MatchResult match) {
        boolean hemisphere = !match.group(2).isEmpty() || !match.group(4).isEmpty();
        boolean sameMark = match.group(1).contains(".") == match.group(3).contains(".");
        return sameMark
                && (hemisphere || Math.abs(degrees(match.group(1))) >= 1 || Math.abs(degrees(match.group(3))) >= 1);
    }
}
