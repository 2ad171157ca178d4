package io.clio.describe;

/**
 * A phrase as it stands in a text.
 *
 * @param key what tells phrases apart: the stems of its words, joined by spaces
 * @param surface how it is written
 * @param contentWords how many of its words are not function words; in scripts without spaces, characters by twos
 * @param generic true if all its words are generic
 */
record Phrase(String key, String surface, int contentWords, boolean generic) {}
