package io.clio.privacy.detect;

import io.clio.spi.Recognizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An immutable set of detectors that together find the identifiers of a text.
 *
 * <p>Deterministic and thread-safe. Overlapping places are merged, so that nothing that any detector named stays
 * uncovered; the kind of the longest part, of two equally long the earlier detector's, names the whole.
 */
public final class Detectors {
    private static final Detectors STANDARD = new Detectors(
            List.of(
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
                    new EntropyDetector()),
            List.of());
    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparingInt(Finding::start).thenComparingInt(finding -> -finding.end());

    private final List<Detector> parts;
    private final List<OwnKind> own;

    private Detectors(List<Detector> parts, List<OwnKind> own) {
        this.parts = List.copyOf(parts);
        this.own = List.copyOf(own);
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
     * Adds recognisers of one's own.
     *
     * @param recognizers the recognisers; where one finds the same place as a detector, the detector's kind is kept
     * @return a new set: these detectors and those
     * @throws IllegalArgumentException if the kind of one is malformed
     */
    public Detectors with(List<Recognizer> recognizers) {
        List<OwnKind> more = new ArrayList<>(own);
        recognizers.forEach(recognizer -> more.add(new OwnKind(recognizer)));
        return new Detectors(parts, more);
    }

    /** All kinds that can be found. */
    Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(Kinds.STANDARD);
        own.forEach(one -> kinds.add(one.kind()));
        return kinds;
    }

    /**
     * Finds all identifiers.
     *
     * @param text any text
     * @return the places, sorted, without overlap; empty if there is none
     * @throws RecognizerFailedException if a recogniser of one's own fails
     */
    public List<Finding> find(CharSequence text) {
        Folded folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        for (Detector part : parts) {
            part.find(folded, (kind, start, end) -> found.add(original(folded, kind, start, end)));
        }
        for (OwnKind one : own) {
            found.addAll(one.find(text.toString(), folded));
        }
        return found.isEmpty() ? List.of() : merge(found);
    }

    /**
     * Tells whether a text holds an identifier; cheaper than {@link #find} where it does.
     *
     * @param text any text
     * @return whether {@link #find} would find anything
     * @throws RecognizerFailedException if a recogniser of one's own fails and no detector finds anything
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
        for (OwnKind one : own) {
            if (!one.find(text.toString(), folded).isEmpty()) {
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
