package io.clio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate for forecasts against a tokenizer. */
class AverageTokensTest {
    private static final Encoding TOKENIZER =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String ENGLISH =
            "Could you please help me write a polite letter to my landlord about the broken heating in the kitchen?"
                    + " It has been cold for a week, and nobody answers the phone.";

    private static double ratio(String text) {
        return AverageTokens.tokens(text) / TOKENIZER.countTokensOrdinary(text);
    }

    @Test
    void english_prose_is_counted_within_a_tenth() {
        assertThat(ratio(ENGLISH)).isBetween(0.9, 1.1);
        assertThat((double) ScriptEstimate.tokens(ENGLISH) / TOKENIZER.countTokensOrdinary(ENGLISH))
                .as("the estimate for budgets would not pass")
                .isGreaterThan(1.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Könntest du mir bitte helfen, meinem Vermieter einen höflichen Brief über die kaputte Heizung zu schreiben?",
                "Pourriez-vous m'aider à écrire une lettre polie à mon propriétaire au sujet du chauffage cassé ?",
                "Помогите мне, пожалуйста, написать вежливое письмо хозяину квартиры о сломанном отоплении на кухне.",
                "Μπορείς να με βοηθήσεις να γράψω ένα ευγενικό γράμμα στον ιδιοκτήτη μου για τη χαλασμένη θέρμανση;",
                "האם תוכל לעזור לי לכתוב מכתב מנומס לבעל הבית על החימום המקולקל במטבח?",
                "هل يمكنك مساعدتي في كتابة رسالة مهذبة إلى مالك الشقة حول التدفئة المعطلة في المطبخ؟",
                "क्या आप रसोई में टूटे हुए हीटर के बारे में मेरे मकान मालिक को एक विनम्र पत्र लिखने में मदद कर सकते हैं?",
                "ช่วยฉันเขียนจดหมายสุภาพถึงเจ้าของบ้านเรื่องเครื่องทำความร้อนในครัวที่เสียได้ไหม",
                "请帮我给房东写一封有礼貌的信,说明厨房的暖气坏了。",
                "台所の暖房が壊れていることについて、大家さんに丁寧な手紙を書くのを手伝ってください。",
                "부엌의 고장 난 난방에 대해 집주인에게 정중한 편지를 쓰는 것을 도와주세요."
            })
    void a_sentence_in_a_language_of_many_is_counted_within_two_fifths(String sentence) {
        assertThat(ratio(sentence)).isBetween(0.6, 1.4);
    }

    @Test
    void prompts_and_schemas_are_counted_within_a_tenth() {
        assertThat(Arrays.stream(PromptName.values()).map(Prompts::bundled))
                .allSatisfy(prompt -> assertThat(ratio(prompt)).isBetween(0.9, 1.1));
        assertThat(
                        ratio(
                                "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},\"summary\":"
                                        + "{\"type\":\"string\"}},\"required\":[\"title\",\"summary\"],\"additionalProperties\":false}"))
                .isBetween(0.9, 1.1);
    }

    @Test
    void all_that_is_sent_counts() {
        CompletionRequest.Builder request = CompletionRequest.builder().user(SensitiveText.of(ENGLISH));
        long alone = TokenEstimate.average().inputTokens(request.build());
        request.schema(new AnswerSchema("s", "{\"type\": \"object\"}"));
        long withSchema = TokenEstimate.average().inputTokens(request.build());

        assertThat((double) alone).isGreaterThan(AverageTokens.tokens(ENGLISH));
        assertThat(withSchema).isGreaterThan(alone);
        assertThat(TokenEstimate.average()
                        .inputTokens(request.prefill(SensitiveText.of("{\"a\"")).build()))
                .isGreaterThan(withSchema);
    }
}
