package io.clio.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule that ONNX Runtime must not report its use to its maker.
 *
 * <p>From version 1.29 on its native library for Linux and macOS holds an uploader that is on by default, sends a first
 * event before it can be asked not to, and keeps an identifier of the device. Only an environment variable switches it
 * off as a whole, and a process cannot set that for itself; so without the variable such a version is refused.
 */
final class UsageReporting {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final int MAJOR = 1;
    private static final int FIRST_MINOR = 29;

    private UsageReporting() {}

    /**
     * Starts ONNX Runtime, and has it send nothing.
     *
     * @return its environment, of which there is one in a process
     * @throws IllegalStateException if this version would report
     */
    static OrtEnvironment silentEnvironment() throws OrtException {
        requireSilent(OrtEnvironment.class.getPackage().getImplementationVersion(), System.getenv());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        requireSilent(environment.getVersion(), System.getenv());
        environment.setTelemetry(false);
        return environment;
    }

    /**
     * Refuses a version that would report.
     *
     * @param version of ONNX Runtime; null if unknown, which passes
     * @param variables the environment of the process
     * @throws IllegalStateException if this version would report
     */
    static void requireSilent(@Nullable String version, Map<String, String> variables) {
        if (version != null && reports(version) && !"1".equals(variables.get(SWITCH))) {
            throw new IllegalStateException(
                    "onnxruntime " + version + " sends usage data to its maker by default: use a" + " version below "
                            + MAJOR + "." + FIRST_MINOR + ", or start the process with " + SWITCH + "=1");
        }
    }

    private static boolean reports(String version) {
        String[] parts = version.split("\\.", -1);
        int major = number(parts[0]);
        return major > MAJOR || (major == MAJOR && parts.length > 1 && number(parts[1]) >= FIRST_MINOR);
    }

    private static int number(String part) {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
