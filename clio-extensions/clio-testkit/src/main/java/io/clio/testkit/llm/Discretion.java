package io.clio.testkit.llm;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Assertions;

/** Finds what must not be told: texts of a prompt or an answer, the key, and the address. */
record Discretion(URI base) {

    void requireOf(Throwable e) {
        var printed = new StringWriter();
        e.printStackTrace(new PrintWriter(printed, true));
        require("an error, with its causes,", printed.toString());
    }

    void require(String what, String told) {
        Assertions.assertFalse(told.contains(Prompts.SECRET), what + " must not hold the text of a prompt");
        Assertions.assertFalse(
                told.contains(Prompts.ANSWERED), what + " must not hold what the provider or the model wrote");
        requireNoSecret(what, told);
    }

    void requireNoSecret(String what, String told) {
        Assertions.assertFalse(told.contains(Bench.KEY), what + " must not hold the key");
        Assertions.assertFalse(
                told.contains(base.getHost()) || told.contains(":" + base.getPort()),
                what + " must not hold the provider's address");
    }
}
