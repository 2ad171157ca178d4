package io.clio.engine;

import io.clio.facet.FacetRow;
import io.clio.release.InputReport;
import io.clio.release.SupportIndex;
import java.util.List;

/**
 * What is left of the input once it is read: facet rows in canonical order, and what the gate may ask about the text.
 *
 * @param rows the facet rows
 * @param support the support index over the same rows
 * @param report what was read and what was left out
 */
public record Rows(List<FacetRow> rows, SupportIndex support, InputReport report) {}
