package io.clio.llm;

/**
 * What a model can do beyond answering text with text. A request that asks for more is refused with
 * {@link LanguageModelException.Final.Reason#UNSUPPORTED}, never answered as if it had not asked.
 *
 * @param schema whether answers keep to an {@link AnswerSchema}
 * @param prefill whether an answer can begin with given words
 * @param promptCache whether prompts that begin alike cost less; the hint is passed over otherwise
 * @param contextTokens how many tokens prompt and answer may have together, 0 if not known
 */
public record Capabilities(boolean schema, boolean prefill, boolean promptCache, int contextTokens) {
    /** Text for text, and nothing more is known. */
    public static final Capabilities TEXT_ONLY = new Capabilities(false, false, false, 0);

    // Checks the number.
    public Capabilities {
        if (contextTokens < 0) {
            throw new IllegalArgumentException("contextTokens must be >= 0, got " + contextTokens);
        }
    }

    /**
     * Refuses a request that asks for what the model cannot do. An adapter calls this first.
     *
     * @param request what is asked
     * @throws LanguageModelException.Final if it is too much
     */
    public void require(CompletionRequest request) throws LanguageModelException.Final {
        requireThat(schema || request.schema().isEmpty(), "answers in the shape of a schema");
        requireThat(prefill || request.prefill().isEmpty(), "answers that begin with given words");
    }

    private static void requireThat(boolean able, String what) throws LanguageModelException.Final {
        if (!able) {
            throw new LanguageModelException.Final(
                    LanguageModelException.Final.Reason.UNSUPPORTED, "the model cannot give " + what);
        }
    }
}
