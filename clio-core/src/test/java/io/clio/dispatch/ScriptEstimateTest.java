package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate against the tokenizers of two generations of models. */
class ScriptEstimateTest {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    private static final List<Encoding> TOKENIZERS =
            List.of(REGISTRY.getEncoding(EncodingType.CL100K_BASE), REGISTRY.getEncoding(EncodingType.O200K_BASE));
    private static final String ENGLISH =
            "Could you please help me write a polite letter to my landlord about the broken heating in the kitchen?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENGLISH,
                "PLEASE HELP ME WRITE A POLITE LETTER TO MY LANDLORD ABOUT THE BROKEN HEATING",
                "Könntest du mir bitte helfen, meinem Vermieter einen höflichen Brief über die kaputte Heizung zu schreiben?",
                "Pourriez-vous m'aider à écrire une lettre polie à mon propriétaire au sujet du chauffage cassé ?",
                "Czy możesz mi pomóc napisać uprzejmy list do właściciela mieszkania w sprawie zepsutego ogrzewania?",
                "Voisitko auttaa minua kirjoittamaan kohteliaan kirjeen vuokranantajalleni rikkinäisestä lämmityksestä?",
                "Mutfaktaki bozuk ısıtma hakkında ev sahibime kibar bir mektup yazmama yardım eder misin?",
                "Bạn có thể giúp tôi viết một lá thư lịch sự gửi chủ nhà về hệ thống sưởi bị hỏng trong bếp không?",
                "Помогите мне, пожалуйста, написать вежливое письмо хозяину квартиры о сломанном отоплении на кухне.",
                "Μπορείς να με βοηθήσεις να γράψω ένα ευγενικό γράμμα στον ιδιοκτήτη μου για τη χαλασμένη θέρμανση;",
                "האם תוכל לעזור לי לכתוב מכתב מנומס לבעל הבית על החימום המקולקל במטבח?",
                "هل يمكنك مساعدتي في كتابة رسالة مهذبة إلى مالك الشقة حول التدفئة المعطلة في المطبخ؟",
                "क्या आप रसोई में टूटे हुए हीटर के बारे में मेरे मकान मालिक को एक विनम्र पत्र लिखने में मदद कर सकते हैं?",
                "ช่วยฉันเขียนจดหมายสุภาพถึงเจ้าของบ้านเรื่องเครื่องทำความร้อนในครัวที่เสียได้ไหม",
                "சமையலறையில் உடைந்த வெப்பமூட்டி பற்றி என் வீட்டு உரிமையாளருக்கு ஒரு கடிதம் எழுத உதவ முடியுமா?",
                "请帮我给房东写一封有礼貌的信,说明厨房的暖气坏了。",
                "台所の暖房が壊れていることについて、大家さんに丁寧な手紙を書くのを手伝ってください。",
                "부엌의 고장 난 난방에 대해 집주인에게 정중한 편지를 쓰는 것을 도와주세요.",
                "Great job 🎉🎉👩‍👩‍👧‍👦 thanks 🙏🏽 see you 🇩🇪",
                "for (int i = 0; i < xs.length; i++) { sum += xs[i] * 3.14159; }\n\treturn sum;",
                "{\"id\": 4711, \"tags\": [\"a\", \"b\"], \"when\": \"2026-01-31T12:00:00Z\"}",
                "4111 1111 1111 1111 and 0049 30 901820"
            })
    void ordinary_text_is_never_underestimated(String text) {
        assertThat(TOKENIZERS)
                .allSatisfy(tokenizer -> assertThat(ScriptEstimate.tokens(text))
                        .isGreaterThanOrEqualTo(tokenizer.countTokensOrdinary(text)));
    }

    @Test
    void english_is_overestimated_by_less_than_three_times() {
        assertThat(TOKENIZERS)
                .allSatisfy(tokenizer -> assertThat(ScriptEstimate.tokens(ENGLISH))
                        .isLessThan(3L * tokenizer.countTokensOrdinary(ENGLISH)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xkqzjv wmtrpl qqzhh bvxkd zzkrtp nmwqx", "aGVsbG8gd29ybGQhIFRoaXMgaXMgYmFzZTY0IHRleHQu+/8xQz09"
            })
    void letters_at_random_are_underestimated_by_less_than_half(String text) {
        assertThat(TOKENIZERS)
                .allSatisfy(tokenizer ->
                        assertThat(2 * ScriptEstimate.tokens(text)).isGreaterThan(tokenizer.countTokensOrdinary(text)));
    }

    @Test
    void all_that_is_sent_counts() {
        CompletionRequest.Builder request = CompletionRequest.builder().user(SensitiveText.of(ENGLISH));
        long alone = ScriptEstimate.inputTokens(request.build());
        assertThat(alone).isGreaterThan(ScriptEstimate.tokens(ENGLISH));
        assertThat(ScriptEstimate.inputTokens(
                        request.prefill(SensitiveText.of("{\"a\"")).build()))
                .isEqualTo(alone + ScriptEstimate.tokens("{\"a\""));
        assertThat(ScriptEstimate.inputTokens(request.schema(new AnswerSchema("s", "{\"type\": \"object\"}"))
                        .build()))
                .isGreaterThan(alone + ScriptEstimate.tokens("{\"a\""));
    }
}
