package io.clio.release;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Looks for structured identifiers without the detectors of the gate: one regular expression each. */
final class PlainIdentifiers {
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}"),
            Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            Pattern.compile("\\d{1,3}\\.\\d{4,}, ?\\d{1,3}\\.\\d{4,}"),
            Pattern.compile("\\bsk-[a-z0-9]{20,}"),
            Pattern.compile("\\+\\d[\\d ()-]{8,}\\d"),
            Pattern.compile("https?://\\S+"));
    private static final Pattern CARD = Pattern.compile("\\d(?:[ -]?\\d){12,18}");
    private static final Pattern IBAN = Pattern.compile("\\b[a-z]{2}\\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?");

    private PlainIdentifiers() {}

    static boolean in(String text) {
        String seen = asSeen(text);
        return SHAPES.stream().anyMatch(shape -> shape.matcher(seen).find())
                || any(CARD, seen, PlainIdentifiers::passesLuhn)
                || any(IBAN, seen, PlainIdentifiers::passesMod97);
    }

    private static boolean any(Pattern pattern, String text, Predicate<String> check) {
        return pattern.matcher(text)
                .results()
                .anyMatch(found -> check.test(found.group().replaceAll("[ -]", "")));
    }

    /** What a reader takes it for: compatibility forms, look-alikes and hidden characters undone. */
    private static String asSeen(String text) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(code -> {
                    int type = Character.getType(code);
                    if (Character.isDigit(code)) {
                        seen.append(Character.digit(code, 10));
                    } else if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                        int alike = "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456".indexOf(code);
                        seen.appendCodePoint(alike < 0 ? code : "aeopcxyi".charAt(alike));
                    }
                });
        return seen.toString();
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean passesMod97(String iban) {
        StringBuilder number = new StringBuilder();
        for (char c : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            number.append(Character.digit(c, 36));
        }
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
