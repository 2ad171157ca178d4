package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReportingTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.29.0", "1.30.1", "2.0.0", "10.1"})
    void a_version_that_reports_its_use_is_refused(String version) {
        assertThatThrownBy(() -> UsageReporting.requireSilent(version, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("ORT_DISABLE_TELEMETRY=1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"1.28.0", "1.2.9", "0.30.0", "1", "", "unknown"})
    void a_version_that_does_not_report_passes(String version) {
        assertThatCode(() -> UsageReporting.requireSilent(version, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void a_version_that_reports_passes_only_if_the_process_switched_that_off() {
        assertThatCode(() -> UsageReporting.requireSilent("1.29.0", Map.of("ORT_DISABLE_TELEMETRY", "1")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> UsageReporting.requireSilent("1.29.0", Map.of("ORT_DISABLE_TELEMETRY", "0")))
                .isInstanceOf(IllegalStateException.class);
    }
}
