package io.clio.benchmarks;

import java.util.Map;
import java.util.Set;

/**
 * What each label of the labelled sets means for the detectors: the kind of identifier that it stands for, or that it
 * is none. Written down before measuring; nothing here depends on a value.
 */
final class PiiLabels {
    /** Whether, and why, a label is judged. */
    enum Judged {
        /** Has a form, a check digit or a numbering plan of its own: what detectors are for. */
        BY_FORM,
        /** A number that only the words beside it tell from any other: found by these words, and judged as well. */
        BY_WORDS,
        /** Names, places, times, quantities and other prose: the rule of support looks after these. */
        NOT
    }

    /**
     * The meaning of a label.
     *
     * @param kind what figures are pooled under
     * @param judged whether the goal applies
     */
    record Meaning(String kind, Judged judged) {}

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            // presidio-synth
            entry("EMAIL_ADDRESS", "email", Judged.BY_FORM),
            entry("PHONE_NUMBER", "phone", Judged.BY_FORM),
            entry("CREDIT_CARD", "card", Judged.BY_FORM),
            entry("IBAN_CODE", "iban", Judged.BY_FORM),
            entry("IP_ADDRESS", "ip", Judged.BY_FORM),
            entry("DOMAIN_NAME", "url", Judged.BY_FORM),
            entry("US_SSN", "ssn", Judged.BY_FORM),
            entry("PERSON", "name", Judged.NOT),
            entry("TITLE", "title", Judged.NOT),
            entry("AGE", "age", Judged.NOT),
            entry("NRP", "group", Judged.NOT), // nationalities, religions, parties: words
            entry("GPE", "place", Judged.NOT),
            entry("ORGANIZATION", "organisation", Judged.NOT),
            entry("STREET_ADDRESS", "address", Judged.NOT),
            entry("DATE_TIME", "date", Judged.NOT),
            entry("ZIP_CODE", "postcode", Judged.NOT), // four or five digits: no form tells it from a quantity
            // meddocan-es
            entry("CORREO_ELECTRONICO", "email", Judged.BY_FORM),
            entry("NUMERO_TELEFONO", "phone", Judged.BY_FORM),
            entry("NUMERO_FAX", "phone", Judged.BY_FORM),
            entry("ID_SUJETO_ASISTENCIA", "patient number", Judged.BY_WORDS),
            entry("ID_CONTACTO_ASISTENCIAL", "episode number", Judged.BY_WORDS),
            entry("ID_TITULACION_PERSONAL_SANITARIO", "licence number", Judged.BY_WORDS),
            entry("ID_ASEGURAMIENTO", "insurance number", Judged.BY_WORDS), // synthetic: its check digits are wrong
            entry("NOMBRE_SUJETO_ASISTENCIA", "name", Judged.NOT),
            entry("NOMBRE_PERSONAL_SANITARIO", "name", Judged.NOT),
            entry("FAMILIARES_SUJETO_ASISTENCIA", "relative", Judged.NOT),
            entry("EDAD_SUJETO_ASISTENCIA", "age", Judged.NOT),
            entry("SEXO_SUJETO_ASISTENCIA", "sex", Judged.NOT),
            entry("FECHAS", "date", Judged.NOT),
            entry("CALLE", "address", Judged.NOT),
            entry("TERRITORIO", "place", Judged.NOT), // towns and postcodes under one label
            entry("PAIS", "place", Judged.NOT),
            entry("HOSPITAL", "organisation", Judged.NOT),
            entry("CENTRO_SALUD", "organisation", Judged.NOT),
            entry("INSTITUCION", "organisation", Judged.NOT),
            entry("PROFESION", "profession", Judged.NOT),
            entry("OTROS_SUJETO_ASISTENCIA", "other", Judged.NOT),
            // lifebench-pii
            entry("PHONE", "phone", Judged.BY_FORM),
            entry("ORG", "organisation", Judged.NOT),
            entry("LOCATION", "place", Judged.NOT),
            entry(
                    "ID",
                    "any number",
                    Judged.NOT), // includes "Appointment Number: 18" and account endings, words and all
            // pii-canary
            entry("EMAIL", "email", Judged.BY_FORM),
            entry("PASSPORT", "passport", Judged.BY_WORDS),
            entry("TAX_ID", "tax number", Judged.BY_WORDS), // a made-up scheme
            entry("BANK_ACCOUNT", "account", Judged.BY_WORDS), // of the country ZZ, which no register knows
            entry("CARD_TAIL", "card tail", Judged.NOT), // four digits
            entry("DATE_OF_BIRTH", "date", Judged.NOT),
            entry("ADDRESS", "address", Judged.NOT),
            entry("PLACE", "place", Judged.NOT));

    private static final Set<String> ADDRESSES = Set.of("email", "url");

    private PiiLabels() {}

    /**
     * Whether a labelled value can be what its label says: an address has a sign of one, a number a digit. Some gold
     * labels stand on a neighbouring word.
     */
    static boolean isPossible(Meaning meaning, String value) {
        return ADDRESSES.contains(meaning.kind)
                ? value.contains("@") || value.contains(".")
                : value.chars().anyMatch(Character::isDigit);
    }

    private static Map.Entry<String, Meaning> entry(String label, String kind, Judged judged) {
        return Map.entry(label, new Meaning(kind, judged));
    }

    /** What a label means; an unknown one is an error, so that none is left out unseen. */
    static Meaning of(String label) {
        Meaning meaning = MEANINGS.get(label);
        if (meaning == null) {
            throw new IllegalArgumentException("no meaning is written down for the label " + label);
        }
        return meaning;
    }
}
