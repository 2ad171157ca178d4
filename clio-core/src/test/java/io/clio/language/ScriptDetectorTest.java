package io.clio.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.SensitiveText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptDetectorTest {
    private final ScriptDetector detector = new ScriptDetector();

    @ParameterizedTest
    @CsvSource({
        "ko, 오늘 저녁에 뭐 먹지",
        "ja, パンの作り方を教えて",
        "ja, 明日の天気は",
        "zh, 怎么做面包",
        "zh, 我想去の那家店很有名的地方在哪里",
        "th, ทำขนมปังอย่างไร",
        "el, πώς φτιάχνω ψωμί",
        "he, איך מכינים לחם",
        "yi, װאָס מאַכט איר",
        "ka, როგორ გამოვაცხო პური",
        "hy, ինչպես հաց թխել",
        "ta, ரொட்டி எப்படி செய்வது",
        "te, రొట్టె ఎలా చేయాలి",
        "kn, ರೊಟ್ಟಿ ಮಾಡುವುದು ಹೇಗೆ",
        "ml, അപ്പം എങ്ങനെ ഉണ്ടാക്കാം",
        "gu, રોટલી કેવી રીતે બનાવવી",
        "pa, ਰੋਟੀ ਕਿਵੇਂ ਬਣਾਈਏ",
        "bn, রুটি কীভাবে বানাব",
        "as, ৰুটি কেনেকৈ বনাব",
        "or, ରୁଟି କିପରି ତିଆରି କରିବେ",
        "si, පාන් හදන්නේ කොහොමද",
        "my, ပေါင်မုန့် ဘယ်လိုလုပ်ရလဲ",
        "km, ធ្វើនំប៉័ងយ៉ាងដូចម្តេច",
        "lo, ເຮັດເຂົ້າຈີ່ແນວໃດ",
        "am, ዳቦ እንዴት ይጋገራል",
    })
    void a_script_of_one_language_decides(String language, String text) {
        assertThat(detector.detect(SensitiveText.of(text))).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how do I bake bread",
                "как испечь хлеб",
                "كيف أخبز الخبز",
                "रोटी कैसे बनाते हैं",
                "",
                "12 + 30 = 42",
                "π = 3.14",
                "What does 你好 mean in English?",
            })
    void scripts_of_many_languages_decide_nothing(String text) {
        assertThat(detector.detect(SensitiveText.of(text))).isEmpty();
    }

    @Test
    void code_within_a_question_does_not_decide() {
        String text = "この関数を直して\n```\npublic static void main(String[] arguments) { print(arguments); }\n```\n"
                + "import java.util.List; import java.util.Map; import java.util.Set;";
        assertThat(detector.detect(SensitiveText.of(text))).contains("ja");
    }

    @Test
    void names_of_products_within_a_question_do_not_decide() {
        assertThat(detector.detect(SensitiveText.of("用 Python 实现 quicksort 算法")))
                .contains("zh");
    }
}
