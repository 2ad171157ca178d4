package io.clio.release;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a result was made of: versions, seed and stages. Never a hash, a path or a name from the input.
 *
 * <p>The names of stages are asked before the first conversation is read, so that no stage can tell anything here that
 * it learned in the run; characters outside a plain set are replaced and names are cut at 120 characters.
 *
 * @param version the version of Clio
 * @param seed the seed of the run
 * @param stages for each stage its name
 */
public record Provenance(String version, long seed, SortedMap<String, String> stages) {
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9 .,:()/+_=-]");
    private static final int LONGEST = 120;

    // Copies and cleans the names.
    public Provenance {
        version = plain(version);
        SortedMap<String, String> clean = new TreeMap<>();
        stages.forEach((stage, name) -> clean.put(plain(stage), plain(name)));
        stages = Collections.unmodifiableSortedMap(clean);
    }

    /**
     * The provenance of a run.
     *
     * @param version the version of Clio
     * @param seed the seed of the run
     * @param stages for each stage its name
     * @return the provenance
     */
    public static Provenance of(String version, long seed, Map<String, String> stages) {
        return new Provenance(version, seed, new TreeMap<>(stages));
    }

    private static String plain(String name) {
        String clean = UNUSUAL.matcher(name).replaceAll("?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
