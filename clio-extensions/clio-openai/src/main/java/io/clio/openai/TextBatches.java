package io.clio.openai;

import io.clio.http.WellFormed;
import java.util.ArrayList;
import java.util.List;

/**
 * How texts are cut and put together for requests.
 *
 * @param mostTexts in one request
 * @param mostCharacters in one request, all texts together, in UTF-16 code units; a single text may be longer
 * @param longestText in UTF-16 code units; the middle of a longer one is left out
 */
record TextBatches(int mostTexts, int mostCharacters, int longestText) {
    private static final String GAP = " … ";
    private static final String BLANK = ".";

    /**
     * Makes a text such that a service takes it: not blank, well-formed and not too long.
     *
     * @param text any text
     * @return what is sent
     */
    String prepare(String text) {
        if (text.isBlank()) {
            return BLANK;
        }
        String cut = text;
        if (text.length() > longestText) {
            int kept = longestText - GAP.length();
            int head = kept - kept / 2;
            cut = text.substring(0, head) + GAP + text.substring(text.length() - kept / 2);
        }
        return WellFormed.of(cut);
    }

    /**
     * Splits texts into requests, in order.
     *
     * @param texts what is sent
     * @return batches, none empty
     */
    List<List<String>> split(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        int start = 0;
        long characters = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = texts.get(i).length();
            if (i > start && (i - start == mostTexts || characters + length > mostCharacters)) {
                batches.add(texts.subList(start, i));
                start = i;
                characters = 0;
            }
            characters += length;
        }
        if (start < texts.size()) {
            batches.add(texts.subList(start, texts.size()));
        }
        return batches;
    }
}
