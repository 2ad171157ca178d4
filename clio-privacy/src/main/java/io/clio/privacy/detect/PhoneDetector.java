package io.clio.privacy.detect;

import java.util.regex.Pattern;

/**
 * Recognises telephone numbers: international ones with {@code +} or {@code 00}, the North American 3-3-4 form whether
 * or not the number is in service (fictional ones included), numbers beside a word such as "phone" or "fax", and groups
 * that are a valid national number in one of the common regions ({@link NationalPhones}). An extension belongs to the
 * number; a number of which the writer crossed out a part is one, too.
 */
final class PhoneDetector implements Detector {
    private static final int FEWEST = 7;
    private static final int MOST = 15;
    private static final int CUE_BEFORE = 32;
    private static final int CUE_AFTER = 8;
    private static final int MOST_GROUPS = 8;
    /** More digit groups in a row are a table of figures. */
    private static final int MOST_IN_PROSE = 24;

    private static final String EXTENSION =
            "(?:[ ,;]{0,2}(?:ext(?:ension|n)?|x|#|доб|poste|durchwahl|内線|分机)[ .:]{0,2}\\d{1,7})?(?![0-9])";
    private static final Pattern INTERNATIONAL = Pattern.compile(
            "(?<![0-9A-Za-z+])(?:\\(?\\+ ?\\(?|\\(?(?:00|011)[ -]?)[1-9]\\d{0,2}\\)?(?:[-./() ]{0,3}(?:\\d|(?-i:X))){5,13}"
                    + EXTENSION,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NORTH_AMERICAN = Pattern.compile(
            "(?<![0-9A-Za-z])(?<!\\d[.,])(?:1[-. ]{1,2})?(?:\\([2-9]\\d\\d\\)[-. ]{0,2}|[2-9]\\d\\d ?[-. ] ?)"
                    + "\\d{3} ?[-. ] ?\\d{4}(?![0-9A-WYZa-wyz]|[.,]\\d)" + EXTENSION
                    + "|(?<![0-9A-Za-z])(?<!\\d[-.,])555[-. ]\\d{4}(?![0-9A-Za-z])" + EXTENSION,
            Pattern.CASE_INSENSITIVE);
    /** Three digits at least, and four that the writer crossed out: the rest still narrows down whose it is. */
    private static final Pattern MASKED =
            Pattern.compile("(?<![0-9A-Za-z])\\d{3,4}[- ]?\\d{0,4}[- ]?X{4,8}" + "(?:[- ]?\\d{1,4})?(?![0-9A-Za-z])");

    private static final Cue CUE = Cue.of(
            "phone|phones|telephone|tel|tel no|mobile|cell|cellphone|fax|call|calls|whatsapp|sms|text me|desk|landline",
            "contact|reach me|reach us|ring|dial|hotline|helpline|answering|phone number|registered number|office",
            "telefon|handy|anrufen|mobil|rufnummer|telefono|teléfono|tfno|tlf|tlfno|móvil|movil|celular|llamar|llame",
            "téléphone|portable|appeler|télécopie|cellulare|chiamare|telefone|telemóvel|ligar|telefoon|bellen|puhelin",
            "телефон|тел|факс|звонить|звоните|звонит|telefonu|gsm|komórka|điện thoại|telepon|nomor hp",
            "电话|電話|手机|手機|傳真|传真|携帯|전화|휴대폰|연락처|هاتف|جوال|फोन|मोबाइल|โทร");

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, FEWEST, INTERNATIONAL, match -> sink.accept(Kinds.PHONE, match.start(), match.end()));
        DigitRegion.matches(text, FEWEST, NORTH_AMERICAN, match -> {
            if (!Dates.begins(match.group())) {
                sink.accept(Kinds.PHONE, match.start(), match.end());
            }
        });
        if (text.text().contains("XXXX")) {
            MASKED.matcher(text.text())
                    .results()
                    .forEach(match -> sink.accept(Kinds.PHONE, match.start(), match.end()));
        }
        DigitRegion.matches(text, FEWEST, DigitGroups.SHAPE, match -> {
            DigitGroups groups = DigitGroups.of(text.text(), match);
            if (groups.total() >= FEWEST && !isBook(groups)) {
                boolean cued = CUE.near(text, match.start(), match.end(), CUE_BEFORE, CUE_AFTER);
                if (cued || groups.size() <= MOST_IN_PROSE) {
                    findGroups(text.text(), groups, cued, sink);
                }
            }
        });
    }

    /** An ISBN of 13 digits (ISO 2108). */
    private static boolean isBook(DigitGroups groups) {
        String digits = groups.digits(0, groups.size() - 1);
        return digits.matches("97[89]\\d{10}") && Checksums.ean13(digits);
    }

    /** Reports the longest window of groups that is a number, then looks behind it. */
    private static void findGroups(String text, DigitGroups groups, boolean cued, Sink sink) {
        for (int from = 0; from < groups.size(); ) {
            int to = longest(text, groups, from, cued);
            if (to >= 0) {
                sink.accept(Kinds.PHONE, groups.start(from), groups.end(to));
            }
            from = Math.max(from, to) + 1;
        }
    }

    private static int longest(String text, DigitGroups groups, int from, boolean cued) {
        if (NationalPhones.isFrench(groups, from)) {
            return from + NationalPhones.FRENCH_PAIRS - 1;
        }
        if (Dates.begins(text.substring(groups.start(from), Math.min(text.length(), groups.start(from) + MOST)))) {
            return -1;
        }
        int last = Math.min(groups.size(), from + MOST_GROUPS) - 1;
        for (int to = last; to >= from; to--) {
            int length = groups.digits(from, to).length();
            if (length >= FEWEST && length <= MOST && isNumber(text, groups, from, to, cued)) {
                return to;
            }
        }
        return -1;
    }

    private static boolean isNumber(String text, DigitGroups groups, int from, int to, boolean cued) {
        return !isDecimal(text, groups.start(from)) && (cued || NationalPhones.isPlausible(groups, from, to));
    }

    private static boolean isDecimal(String text, int start) {
        return start >= 2 && ".,".indexOf(text.charAt(start - 1)) >= 0 && Ascii.isDigit(text.charAt(start - 2));
    }
}
