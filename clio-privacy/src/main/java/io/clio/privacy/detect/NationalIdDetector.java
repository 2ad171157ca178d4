package io.clio.privacy.detect;

import java.util.List;
import java.util.stream.Stream;

/**
 * Recognises national identity, tax and insurance numbers, and those of devices, by the check digits of their schemes.
 */
final class NationalIdDetector implements Detector {
    private static final int CUE_WINDOW = 40;
    private static final List<IdForm> FORMS = Stream.of(
                    EuropeanIds.forms(),
                    NorthernIds.forms(),
                    CentralIds.forms(),
                    AmericanIds.forms(),
                    AsianIds.forms(),
                    PacificIds.forms(),
                    DeviceIds.forms())
            .flatMap(List::stream)
            .toList();

    /** All schemes. */
    static List<IdForm> forms() {
        return FORMS;
    }

    @Override
    public void find(Folded text, Sink sink) {
        if (text.regions().isEmpty()) {
            return;
        }
        for (IdForm form : FORMS) {
            DigitRegion.matches(text, form.fewestDigits(), form.shape(), match -> {
                Cue cue = form.cue();
                boolean cued = cue == null || cue.near(text, match.start(), match.end(), CUE_WINDOW, CUE_WINDOW / 2);
                if (cued && form.valid().test(Ascii.alnumOf(match.group()))) {
                    sink.accept(Kinds.ID, match.start(), match.end());
                }
            });
        }
    }
}
