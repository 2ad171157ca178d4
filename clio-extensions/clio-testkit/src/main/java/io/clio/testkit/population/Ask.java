package io.clio.testkit.population;

import java.util.List;

/**
 * A first request with everything that can be said after it: no reply mentions what the request left open.
 *
 * @param request the user's words
 * @param tokens the expected length of the request
 * @param replies first replies that suit it
 * @param contexts sentences about the user's situation
 * @param details sentences that lengthen a reply
 * @param exchanges later turns
 * @param alone whether phrases that suit every topic should wait until its own are used up
 */
record Ask(
        Template request,
        double tokens,
        List<Template> replies,
        List<Template> contexts,
        List<Template> details,
        List<Exchange> exchanges,
        boolean alone) {

    private static final String SENTENCE_ENDS = ".?!\"。？！»”";

    /** Whether the request is a few search words rather than a sentence, so that no other sentence goes with it. */
    boolean terse() {
        List<Template.Part> parts = request.parts();
        return parts.get(parts.size() - 1) instanceof Template.Literal last
                ? SENTENCE_ENDS.indexOf(last.text().charAt(last.text().length() - 1)) < 0
                : !(parts.get(parts.size() - 1) instanceof Template.Choice);
    }
}
