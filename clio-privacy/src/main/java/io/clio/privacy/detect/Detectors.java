package io.clio.privacy.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An immutable set of detectors that together find the identifiers of a text.
 *
 * <p>Deterministic and thread-safe. Overlapping places are merged, so that nothing that any detector named stays
 * uncovered; the kind of the longest part, of two equally long the earlier detector's, names the whole.
 */
public final class Detectors {
    private static final Detectors STANDARD = new Detectors(List.of(
            new EmailDetector(),
            new UrlDetector(),
            new CardDetector(),
            new IbanDetector(),
            new IpDetector(),
            new CoordinatesDetector(),
            new NationalIdDetector(),
            new PhoneDetector(),
            new CuedIdDetector(),
            new MacDetector(),
            new UuidDetector(),
            new WalletDetector(),
            new KeyDetector(),
            new PathDetector(),
            new HandleDetector(),
            new LongNumberDetector(),
            new EntropyDetector()));
    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparingInt(Finding::start).thenComparingInt(finding -> -finding.end());

    private final List<Detector> parts;

    private Detectors(List<Detector> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Gives the detectors of all {@link Kinds}.
     *
     * @return the standard set
     */
    public static Detectors standard() {
        return STANDARD;
    }

    /**
     * Adds a recogniser of one's own.
     *
     * @param detector the recogniser; where it finds the same place as another, the other's kind is kept
     * @return a new set: these detectors and that one
     */
    public Detectors with(Detector detector) {
        List<Detector> more = new ArrayList<>(parts);
        more.add(detector);
        return new Detectors(more);
    }

    /**
     * Finds all identifiers.
     *
     * @param text any text
     * @return the places, sorted, without overlap; empty if there is none
     */
    public List<Finding> find(CharSequence text) {
        Folded folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        for (Detector part : parts) {
            part.find(folded, (kind, start, end) -> found.add(original(folded, kind, start, end)));
        }
        return found.isEmpty() ? List.of() : merge(found);
    }

    /**
     * Tells whether a text holds an identifier; cheaper than {@link #find} where it does.
     *
     * @param text any text
     * @return whether {@link #find} would find anything
     */
    public boolean any(CharSequence text) {
        Folded folded = Folded.of(text);
        boolean[] found = new boolean[1];
        for (Detector part : parts) {
            part.find(folded, (kind, start, end) -> found[0] = true);
            if (found[0]) {
                return true;
            }
        }
        return false;
    }

    private static Finding original(Folded folded, String kind, int start, int end) {
        return new Finding(kind, folded.originalStart(start), folded.originalEnd(end));
    }

    private static List<Finding> merge(List<Finding> found) {
        found.sort(BY_PLACE);
        List<Finding> merged = new ArrayList<>();
        Finding whole = found.get(0);
        int longest = whole.end() - whole.start();
        for (Finding next : found.subList(1, found.size())) {
            int length = next.end() - next.start();
            if (next.start() >= whole.end()) {
                merged.add(whole);
                whole = next;
                longest = length;
            } else {
                String kind = length > longest ? next.kind() : whole.kind();
                longest = Math.max(longest, length);
                whole = new Finding(kind, whole.start(), Math.max(whole.end(), next.end()));
            }
        }
        merged.add(whole);
        return List.copyOf(merged);
    }
}
