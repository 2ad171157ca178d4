package io.clio.testkit.population;

/** The check digits that make an invented number look real: Luhn, IBAN (ISO 7064 mod 97-10) and the Spanish DNI. */
final class CheckDigits {

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private CheckDigits() {}

    /** The digits followed by their Luhn digit. */
    static String withLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** The IBAN of an account: country, two check digits, account; no spaces. */
    static String iban(String country, String account) {
        int check = 98 - mod97(account + country + "00");
        return country + (check < 10 ? "0" : "") + check + account;
    }

    /** The eight digits of a DNI followed by its letter. */
    static String dni(String digits) {
        return digits + DNI_LETTERS.charAt((int) (Long.parseLong(digits) % 23));
    }

    private static int mod97(String text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            rest = c <= '9' ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }
        return rest;
    }
}
