package io.clio;

import io.clio.facet.FacetSource;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Recognizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pipeline was told. Immutable.
 *
 * @param once what can be set once
 * @param overridable what may be set once more
 * @param facets what is broken down, if that was said
 * @param auditors further pairs of eyes
 * @param recognizers identifiers of the user's own kinds
 */
record Settings(
        Map<Setting, Object> once,
        Set<Setting> overridable,
        List<FacetSource<?>> facets,
        List<PrivacyAuditor> auditors,
        List<Recognizer> recognizers) {
    static final Settings EMPTY =
            new Settings(new EnumMap<>(Setting.class), EnumSet.noneOf(Setting.class), List.of(), List.of(), List.of());

    // Copies the lists; whoever makes one hands over maps of its own.
    Settings {
        facets = List.copyOf(facets);
        auditors = List.copyOf(auditors);
        recognizers = List.copyOf(recognizers);
    }

    <T> Optional<T> get(Setting setting, Class<T> type) {
        return Optional.ofNullable(once.get(setting)).map(type::cast);
    }

    boolean has(Setting setting) {
        return once.containsKey(setting);
    }

    Settings with(Setting setting, Object value) {
        Objects.requireNonNull(value, setting.method());
        if (has(setting) && !overridable.contains(setting)) {
            throw new IllegalStateException(
                    setting.method() + " was already set; use reconfigure() to set it once more");
        }
        Map<Setting, Object> changed = new EnumMap<>(Setting.class);
        changed.putAll(once);
        changed.put(setting, value);
        Set<Setting> left = EnumSet.noneOf(Setting.class);
        left.addAll(overridable);
        left.remove(setting);
        return new Settings(changed, left, facets, auditors, recognizers);
    }

    Settings without(Setting... settings) {
        Map<Setting, Object> changed = new EnumMap<>(Setting.class);
        changed.putAll(once);
        List.of(settings).forEach(changed::remove);
        return new Settings(changed, overridable, facets, auditors, recognizers);
    }

    Settings withFacets(List<FacetSource<?>> more) {
        return new Settings(once, overridable, joined(facets, more), auditors, recognizers);
    }

    Settings onlyFacets(List<FacetSource<?>> others) {
        return new Settings(once, overridable, others, auditors, recognizers);
    }

    Settings withAuditor(PrivacyAuditor auditor) {
        return new Settings(once, overridable, facets, joined(auditors, List.of(auditor)), recognizers);
    }

    Settings withoutAuditors() {
        return new Settings(once, overridable, facets, List.of(), recognizers);
    }

    Settings withRecognizer(Recognizer recognizer) {
        return new Settings(once, overridable, facets, auditors, joined(recognizers, List.of(recognizer)));
    }

    Settings reconfigurable() {
        return new Settings(once, EnumSet.allOf(Setting.class), facets, auditors, recognizers);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
