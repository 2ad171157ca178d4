package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.facet.Domain;
import io.clio.model.Form.MisfitException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;

/** A month; what follows it, such as a day, is cut off. */
final class MonthNotation extends Notation<YearMonth> {
    private static final int TOKENS = 12;
    private static final int YEAR_AND_MONTH = 7;

    private final Domain.Month domain;

    MonthNotation(Domain.Month domain) {
        this.domain = domain;
    }

    @Override
    ObjectNode schema() {
        return type("string");
    }

    @Override
    String words() {
        return "YYYY-MM";
    }

    @Override
    String expected() {
        return "a month as YYYY-MM, or \"\"";
    }

    @Override
    int tokens() {
        return TOKENS;
    }

    @Override
    Optional<YearMonth> read(JsonNode json) throws MisfitException {
        String text = plain(json);
        if (isNothing(text)) {
            return Optional.empty();
        }
        try {
            YearMonth month = YearMonth.parse(cut(text, YEAR_AND_MONTH));
            if (domain.contains(month)) {
                return Optional.of(month);
            }
        } catch (DateTimeException e) {
            // The same as a month that is out of the domain.
        }
        throw misfit();
    }
}
