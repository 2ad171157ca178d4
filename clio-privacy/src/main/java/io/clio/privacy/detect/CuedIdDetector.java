package io.clio.privacy.detect;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Recognises document, medical, insurance and customer numbers that no checksum protects, by a word before them.
 *
 * <p>A word that is said of numbers only ("passport", "NHC") binds the next number of its line, and a number of four
 * digits that is no year if only signs and words for "number" lie between; a word of everyday use ("order", "account")
 * binds it only through those.
 */
final class CuedIdDetector implements Detector {
    private static final int FEWEST = 5;
    private static final int FEWEST_NEXT = 4;
    private static final int WINDOW = 48;
    private static final int STRONG_REACH = 24;
    private static final int LONG_WEAK = 6;

    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![A-Za-z0-9])#?(?:(?<![\\p{IsCyrillic}\\p{IsGreek}])[A-Z]{1,3} (?=\\d)|[A-Za-z]{1,5}-(?=\\d)|[A-Za-z]{1,12}(?=\\d))?\\d[A-Za-z0-9]{0,30}+"
                    + "(?:(?:[-/]{1,2}+|\\.(?=\\d))[A-Za-z0-9]{1,20}+|[ ](?=[A-Za-z]{0,2}\\d)[A-Za-z0-9]{1,20}+){0,7}+");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:[. ]\\d{3})+");
    private static final Pattern YEAR = Pattern.compile("(?:1[5-9]|20)\\d\\d");
    private static final Pattern SENTENCE = Pattern.compile("[\\n;!?0-9€$£¥]|[.,] [\\p{L}]");
    private static final Pattern NUMBER_WORDS = Pattern.compile(
            "(?:[\\s:=#.,()\"'*-]|n[o°]|nr|num|number|numbers|nummer|"
                    + "numer|numero|code|id|ref|reference|is|es|ist|est|ending|№|号码?|番号|번호|رقم|номер)*+",
            Pattern.CASE_INSENSITIVE);
    private static final Cue STRONG = Cue.of(
            "passport|passport number|identity card|id card|national id|driver license|driving licence|driver's license",
            "driver licence|ssn|nino|tax number|tax id|tin|vat|mrn|medical record|patient id|patient number|chart number",
            "policy no|policy number|member id|membership number|insurance number|licence number|license number",
            "health card|student id|employee id|badge number|routing number|iban",
            "pasaporte|dni|nie|nif|cif|nhc|nss|nass|cipa|cip|historia clínica|nº col|ncol|n col|no col|colegiado",
            "colegiada|episodio|póliza|número fiscal|seguridad social|expediente|tarjeta sanitaria",
            "passeport|numéro fiscal|sécurité sociale|carte vitale|carte d'identité|permis de conduire",
            "reisepass|personalausweis|ausweisnummer|steuernummer|steuer-id|versicherungsnummer|krankenversicherung",
            "sozialversicherungsnummer|führerschein|aktenzeichen|kundennummer|patientennummer|kontonummer",
            "passaporto|carta d'identità|codice fiscale|partita iva|patente|tessera sanitaria|passaporte|nif|cartão de cidadão",
            "paspoort|rijbewijs|burgerservicenummer|paszport|dowód osobisty|pesel|nip|pass nr|passnummer",
            "паспорт|инн|снилс|полис|водительское|护照|身份证|税号|账户|账号|病历号|护照号|旅券|パスポート|口座|免許証",
            "여권|주민등록|계좌|جواز السفر|جواز|الرقم الضريبي|الحساب|هوية|पासपोर्ट|आधार|pasaport|hộ chiếu");
    private static final Cue WEAK = Cue.of(
            "order|booking|reservation|confirmation|tracking|invoice|ticket|case|claim|account|customer|client|patient",
            "appointment|member|membership|policy|insurance|license|licence|contract|reference|serial|student|employee",
            "imei|registration|work order|receipt|transaction|dossier|cuenta|pedido|reserva|factura|paciente",
            "contrato|compte|commande|konto|bestellung|rechnung|auftrag|vertrag|patient|conto|ordine|conta|pedido|rekening",
            "счёт|счет|заказ|договор|订单|订单号|학번");
    private static final Cue GENERIC = Cue.of(
            "number|no|nr|id|nummer|numer|número|numéro|numero|code|codice|código|codigo|kod|код|номер|番号|编号|号码|번호|رقم");

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, FEWEST_NEXT, CANDIDATE, match -> {
            int digits = Ascii.digitsOf(match.group()).length();
            boolean bound = digits >= FEWEST ? isBound(text, match) : digits == FEWEST_NEXT && isShortId(text, match);
            if (bound && !Dates.begins(match.group())) {
                sink.accept(Kinds.ID, match.start(), match.end());
            }
        });
    }

    private static boolean isShortId(Folded text, MatchResult match) {
        return !YEAR.matcher(match.group()).matches()
                && !Units.follow(text.text(), match.end())
                && isNextTo(STRONG, text, match.start());
    }

    private static boolean isBound(Folded text, MatchResult match) {
        if (Units.follow(text.text(), match.end())) {
            return false;
        }
        int number = firstDigit(match);
        int strong = STRONG.lastEndBefore(text, number, WINDOW);
        if (strong >= 0 && number - strong <= STRONG_REACH) {
            String between = text.text().substring(strong, number);
            if (!SENTENCE.matcher(between).find()) {
                return true;
            }
        }
        String candidate = match.group();
        return (hasWeight(candidate) && isNextTo(WEAK, text, match.start()))
                || (isStructured(candidate) && isNextTo(GENERIC, text, match.start()));
    }

    /** Letters before the number may be the word that binds it: "MRN 4471823". */
    private static int firstDigit(MatchResult match) {
        int i = match.start();
        while (!Ascii.isDigit(match.group().charAt(i - match.start()))) {
            i++;
        }
        return i;
    }

    /** Too long or too mixed for a quantity. */
    private static boolean hasWeight(String candidate) {
        return !THOUSANDS.matcher(candidate).matches()
                && (Ascii.digitsOf(candidate).length() >= LONG_WEAK || hasLetters(candidate));
    }

    /** Written as only identifiers are: letters among the digits, or more than one joint. */
    private static boolean isStructured(String candidate) {
        return hasLetters(candidate)
                || candidate.chars().filter(c -> c == '/' || c == '-').count() > 1;
    }

    private static boolean hasLetters(String candidate) {
        return candidate.chars().anyMatch(c -> c >= 'A');
    }

    private static boolean isNextTo(Cue cue, Folded text, int start) {
        int weak = cue.lastEndBefore(text, start, WINDOW);
        return weak >= 0
                && NUMBER_WORDS.matcher(text.text().substring(weak, start)).matches();
    }
}
