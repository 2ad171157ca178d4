package io.clio.engine;

import io.clio.facet.FacetRow;
import io.clio.release.InputReport;
import io.clio.release.SupportIndex;
import io.clio.workspace.Fingerprint;
import java.util.List;

/**
 * What is left of the input once it is read: facet rows in canonical order, and what the gate may ask about the text.
 *
 * @param rows the facet rows
 * @param support the support index over the same rows
 * @param report what was read and what was left out
 * @param owners for each row the users it comes from, as the workspace knows them; empty without a workspace
 */
public record Rows(List<FacetRow> rows, SupportIndex support, InputReport report, List<List<Fingerprint>> owners) {}
