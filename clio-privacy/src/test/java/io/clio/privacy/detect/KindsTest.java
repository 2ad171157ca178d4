package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
    private static boolean finds(String kind, String text) {
        return Detectors.standard().find(text).stream()
                .anyMatch(finding -> finding.kind().equals(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|write to jane.doe@example.org today",
                "email|write to jane.doe (at) example dot com",
                "email|write to jane at example dot org please",
                "email|write to jane.doe @ example.com",
                "email|почта иван@пример.рф здесь",
                "email|write to john (dot) mayer77 (at) example (dot) com",
                "email|q=john.mayer%40example.com&x",
                "phone|06 12 34 56 78",
                "phone|appelle le 04.12.07.56.78.",
                "phone|612 345 678",
                "phone|call +1 485 555 0126 ext 1705.",
                "phone|485-555-0126",
                "phone|dial 555-0126",
                "phone|(602)272-9781",
                "phone|463-612-6138x036",
                "phone|+41 (0)85 806 98 67",
                "phone|tel. 934 651 200",
                "phone|at +86-138-XXXX-5678 or later",
                "phone|138XXXXXXXX",
                "phone|(022-6869XXXX)",
                "phone|my fax is 99 577450",
                "phone|医生会打+1 758 555 0159给我",
                "card|4111 1111 1111 1111",
                "card|378282246310005",
                "card|30569309025904",
                "card|６０１１１１１１１１１１１１１７",
                "card|4111_1111_1111_1111",
                "card|4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "id|MRN 4471823",
                "id|passport AB 1234567",
                "iban|GB82 WEST 1234 5698 7654 32",
                "iban|DE89370400440532013000",
                "iban|am 12 DE33504190478421886975",
                "iban|FR1420041010050500013M02606",
                "iban|NL91ABNA0417164300",
                "iban|es91-2100-0418-4502-0005-1332",
                "ip|86.121.97.248",
                "ip|8.8.8.8",
                "ip|2001:0db8:85a3::8a2e:0370:7334",
                "ip|fe80::1ff:fe23:4567:890a",
                "mac|00:1A:2B:3C:4D:5E",
                "mac|00-1a-2b-3c-4d-5e",
                "mac|001a.2b3c.4d5e",
                "url|see https://example.com/jane",
                "url|https://jane@example.com",
                "url|my site is https://jane-example.org/",
                "url|http://jane.example.com:8080",
                "url|example.com/u/jane",
                "url|www.example.org?id=7",
                "coordinates|at 40.71280, -74.00600 exactly",
                "coordinates|40.71280, -74.00600, 10.25",
                "coordinates|40°26'46\"N 79°58'56\"W",
                "coordinates|{\"lat\": 40.7128, \"lon\": -74.0060}",
                "wallet|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "wallet|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "wallet|bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                "wallet|0x52908400098527886E0F7030069857D2E4169EE7",
                "key|sk-proj-abcdefghijkl1234567890",
                "key|ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "key|AKIAIOSFODNN7EXAMPLE",
                "key|eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "key|-----BEGIN RSA PRIVATE KEY----- MIIEow -----END RSA PRIVATE KEY-----",
                "key|hash 2cf24dba5fb0a30e26e83b2ac5b9e29e",
                "handle|thanks @jane_doe92 for this",
                "handle|感谢@janedoe",
                "uuid|123e4567-e89b-12d3-a456-426614174000",
                "path|/home/jane/notes.txt",
                "path|/Users/jane",
                "path|C:\\Users\\jane\\Desktop",
                "path|~jane/public_html",
                "number|number 1234567890123456789012",
                "number|photo IKEA202509270915x"
            })
    void an_identifier_is_found(String kind, String text) {
        assertThat(finds(kind, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card|4111 1111 1111 1112",
                "card|1234 5678 9012 3452",
                "iban|GB83 WEST 1234 5698 7654 32",
                "iban|ZZ82 WEST 1234 5698 7654 32",
                "ip|256.1.1.300",
                "ip|version 1.2.3.4",
                "ip|127.0.0.1",
                "ip|std::vector a::b x[1::2] 12:30:45",
                "mac|00:1A:2B:3C:4D",
                "url|http://localhost:8080",
                "url|https://example and more",
                "url|and/or",
                "url|example.com",
                "coordinates|[0.123, 0.456, 0.789]",
                "coordinates|[12.1234, 23.2345, 34.3456, 45.4567]",
                "coordinates|12.34, 56.78",
                "wallet|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
                "wallet|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "phone|from 2019-05-08 to 2020",
                "phone|line 12XXXX and MMXXXX",
                "phone|1 000 000 000",
                "phone|a budget of 250 000 000",
                "phone|125 416 877 EUR in all",
                "phone|978-3-16-148410-0",
                "phone|01 02 03 04 05 06",
                "card|1 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "number|1000000000 or 0.1234567890123",
                "path|/home/user/x and ~/notes"
            })
    void a_near_miss_is_not(String kind, String text) {
        assertThat(finds(kind, text)).isFalse();
    }

    @Test
    void an_account_number_goes_on_behind_a_line_break() {
        String wrapped = "GB82 WEST 1234\n5698 7654 32";
        assertThat(Detectors.standard().find(wrapped))
                .anyMatch(found -> found.kind().equals("iban")
                        && wrapped.substring(found.start(), found.end()).equals(wrapped));
    }

    @Test
    void the_whole_of_a_spelled_out_address_is_found() {
        String spelled = "john (dot) mayer77 (at) example (dot) com";
        assertThat(Detectors.standard().find("write to " + spelled + " today"))
                .anyMatch(found -> found.start() == 9 && found.end() == 9 + spelled.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Override public void run() {}",
                "@property\ndef name(self):",
                "@app.route('/x')",
                "@media print { }",
                "@RequestMapping(\"/x\")",
                "npm install @angular/core",
                "WHERE id = @userId",
                "@my_decorator\ndef f(): pass",
                "getUserAccountSettingsByNameAndPassword2",
                "my_long_snake_case_variable_name_number_2",
                "IMG_20231012_holiday-in-spain-final.jpg",
                "internationalization-and-localization",
                "com.example.SomeVeryLongClassNameWithManyParts",
                "Donaudampfschifffahrtsgesellschaft 1923",
                "the years 2019-2020 and 1914 1918",
                "scores 10 20 30 40 50",
                "www.example.com and example.org",
                "at 12:30:45 on 12/03/1998",
                "I am at home dot",
                "costs 250,000.00 dollars"
            })
    void ordinary_text_and_code_hold_nothing(String text) {
        assertThat(Detectors.standard().find(text)).isEmpty();
    }
}
