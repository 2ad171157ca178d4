package io.clio.wordpiece;

/**
 * In what two WordPiece tokenizers may differ beside their vocabulary.
 *
 * @param lowerCase whether letters are put in lower case
 * @param stripAccents whether letters are decomposed and their accents vanish
 * @param unknown the piece for a word that cannot be split into pieces
 * @param continuation what pieces start with that continue a word; not empty
 * @param longestWord the most characters of a word that is not unknown as a whole, at least 1
 */
public record WordPieceRules(
        boolean lowerCase, boolean stripAccents, String unknown, String continuation, int longestWord) {
    /** The piece for unknown words in models of the BERT family. */
    public static final String UNKNOWN = "[UNK]";

    /** What pieces of the BERT family start with that continue a word. */
    public static final String CONTINUATION = "##";

    /** The longest word of the BERT family. */
    public static final int LONGEST_WORD = 100;

    /**
     * The rules of the BERT family.
     *
     * @param lowerCase whether letters are put in lower case
     * @param stripAccents whether letters are decomposed and their accents vanish
     * @return the rules
     */
    public static WordPieceRules bert(boolean lowerCase, boolean stripAccents) {
        return new WordPieceRules(lowerCase, stripAccents, UNKNOWN, CONTINUATION, LONGEST_WORD);
    }
}
