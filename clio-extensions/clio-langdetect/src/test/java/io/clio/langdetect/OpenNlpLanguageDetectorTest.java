package io.clio.langdetect;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.Facets;
import io.clio.LanguageDetectors;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.spi.LanguageDetector;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenNlpLanguageDetectorTest {
    private static final LanguageDetector DETECTOR = new OpenNlpLanguageDetector();

    private static Optional<String> languageOf(String text) {
        return DETECTOR.detect(SensitiveText.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | How do I get rid of the smell in my fridge?
                    de | Wie bekomme ich den Geruch aus meinem Kühlschrank?
                    nl | Hoe krijg ik de geur uit mijn koelkast?
                    af | Hoe kry ek die reuk uit my yskas uit?
                    es | ¿Cómo quito el mal olor de la nevera?
                    pt | Como tiro o mau cheiro da minha geladeira?
                    gl | Como quito o mal cheiro da miña neveira?
                    fr | Comment enlever la mauvaise odeur de mon frigo ?
                    it | Come tolgo il cattivo odore dal mio frigorifero?
                    sv | Hur får jag bort den dåliga lukten i mitt kylskåp?
                    no | Hvordan blir jeg kvitt den vonde lukten i kjøleskapet mitt?
                    da | Hvordan slipper jeg af med den dårlige lugt i mit køleskab?
                    pl | Jak pozbyć się brzydkiego zapachu z mojej lodówki?
                    sr | Kako da se rešim lošeg mirisa iz frižidera, šta mogu da uradim?
                    sr | Како да се решим лошег мириса из фрижидера?
                    ru | Как избавиться от плохого запаха в холодильнике?
                    uk | Як позбутися поганого запаху в холодильнику?
                    kk | Тоңазытқыштағы жаман иісті қалай кетіруге болады?
                    ar | كيف أتخلص من الرائحة الكريهة في الثلاجة؟
                    fa | چگونه بوی بد یخچال را از بین ببرم؟
                    ur | میں اپنے فریج سے بدبو کیسے دور کروں؟
                    hi | मैं अपने फ्रिज की बदबू कैसे दूर करूँ?
                    mr | माझ्या फ्रिजमधील वास कसा घालवायचा ते सांगा?
                    zh | 怎么去除冰箱里的异味？
                    ja | 冷蔵庫の臭いを取るには？
                    ko | 냉장고 냄새를 어떻게 없애나요?
                    th | ทำอย่างไรให้ตู้เย็นหายเหม็น
                    tr | Buzdolabımdaki kötü kokuyu nasıl giderebilirim?
                    vi | Làm thế nào để khử mùi hôi trong tủ lạnh của tôi?
                    """)
    void a_question_tells_its_language(String language, String question) {
        assertThat(languageOf(question)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  \n", "12:30 / 45 %", "[email] [phone]", "https://example.org/an/english/path", "ok", "lol"
            })
    void what_says_nothing_has_no_language(String text) {
        assertThat(languageOf(text)).isEmpty();
    }

    @Test
    void code_addresses_and_placeholders_do_not_decide() {
        String text = """
                Warum kommt hier nichts zurück? Schreib mir an [email] oder auf https://example.org/where/the/code/is
                ```java
                // This is the function that returns the list of all the users that are in the system
                public static List<String> findAllTheUsersThatAreActive() { return null; }
                ```
                """;
        assertThat(languageOf(text)).contains("de");
        assertThat(languageOf(text.replace("Warum kommt hier nichts zurück? Schreib mir an", "")
                        .replace("oder auf", "")))
                .isEmpty();
    }

    @Test
    void foreign_names_within_a_script_do_not_decide() {
        assertThat(languageOf("播放 Golden Harbour Riverside Symphony")).contains("zh");
        assertThat(languageOf("Включи мне песню Golden Harbour Riverside Symphony"))
                .contains("ru");
    }

    @Test
    void foreign_words_that_are_asked_about_do_not_decide() {
        assertThat(languageOf("How do I say 我想你 in Chinese, and what does it mean?"))
                .contains("en");
    }

    @Test
    void only_the_start_of_a_long_text_counts() {
        String german = "Wie bekomme ich den Geruch aus meinem Kühlschrank? ".repeat(10);
        assertThat(languageOf(german + "How do I get rid of the smell in my fridge? ".repeat(500)))
                .contains("de");
    }

    @Test
    void every_answer_is_a_code_of_the_facet_language() {
        assertThat(Languages.codes()).isSubsetOf(vocabulary());
        assertThat(Languages.codes()).hasSizeGreaterThan(90);
    }

    private static List<String> vocabulary() {
        return ((Domain.Vocabulary) Facets.language(DETECTOR).facet().domain()).values();
    }

    @Test
    void several_threads_get_the_same_answers() {
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(i -> List.of("Wo ist das?", "Where is it?", "Hvor er det?", "Gdje je to?", "Где это?")
                                .get(i % 5)
                        + " " + "a".repeat(i % 7))
                .toList();
        List<Optional<String>> alone =
                texts.stream().map(OpenNlpLanguageDetectorTest::languageOf).toList();
        Stream<Optional<String>> together = texts.parallelStream().map(OpenNlpLanguageDetectorTest::languageOf);
        assertThat(together.toList()).isEqualTo(alone);
    }

    @Test
    void it_is_what_is_discovered_where_this_module_is_there() {
        assertThat(LanguageDetectors.discovered()).isInstanceOf(OpenNlpLanguageDetector.class);
    }
}
