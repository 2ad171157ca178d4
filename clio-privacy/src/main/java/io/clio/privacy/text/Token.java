package io.clio.privacy.text;

/**
 * One word, number, or character of a script without spaces.
 *
 * @param start where it begins in the text, in UTF-16 code units
 * @param end where it ends, exclusive
 * @param folded its folded form: compatibility-normalised and lower-cased
 * @param glued true if it belongs to a run of a script that writes no spaces, where one token is one character
 */
public record Token(int start, int end, String folded, boolean glued) {}
