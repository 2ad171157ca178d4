package io.clio.testkit.leak;

import io.clio.release.FacetCell;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All text that leaves with a release, by the artefact in which it stands. */
final class ReleasedText {
    /** The artefacts that a reader reads; the others hold the same and more. */
    static final List<String> READ = List.of("titles", "summaries", "cells");

    private ReleasedText() {}

    static Map<String, String> of(Insights insights) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("titles", joined(insights, Insight::title));
        texts.put("summaries", joined(insights, Insight::summary));
        texts.put("cells", joined(insights, ReleasedText::cells));
        texts.put("insights.json", InsightsFile.toJson(insights));
        texts.put("tree.txt", insights.toTree());
        texts.put("toString", insights + "\n" + insights.all().toList());
        return texts;
    }

    private static String joined(Insights insights, Function<Insight, String> part) {
        return insights.all().map(part).collect(Collectors.joining("\n"));
    }

    private static String cells(Insight insight) {
        return insight.facets().values().stream()
                .flatMap(cells -> cells.stream().map(FacetCell::value))
                .collect(Collectors.joining("\n"));
    }
}
