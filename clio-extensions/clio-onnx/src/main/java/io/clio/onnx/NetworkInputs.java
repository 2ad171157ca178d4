package io.clio.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The inputs of a network, by name: texts of one length at a time. Immutable. */
final class NetworkInputs {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final long ANY = -1;

    /** Whether an input takes 64 bits, by name. */
    private final Map<String, Boolean> wide;

    private NetworkInputs(Map<String, Boolean> wide) {
        this.wide = wide;
    }

    /**
     * Looks at the inputs that a network has.
     *
     * @param inputs what the network says of them
     * @return the inputs
     * @throws IllegalArgumentException if one is not known, or takes something else than tokens
     */
    static NetworkInputs of(Map<String, NodeInfo> inputs) {
        var wide = new TreeMap<String, Boolean>();
        inputs.forEach((name, input) -> wide.put(name, isWide(name, input)));
        if (!wide.containsKey(IDS)) {
            throw new IllegalArgumentException(
                    "found the inputs " + inputs.keySet() + ", expected " + IDS + " among them");
        }
        return new NetworkInputs(wide);
    }

    private static boolean isWide(String name, NodeInfo input) {
        if (!name.equals(IDS) && !name.equals(MASK) && !name.equals(TYPES)) {
            throw new IllegalArgumentException(
                    "found an input " + name + ", expected " + IDS + ", " + MASK + " and " + TYPES + " alone");
        }
        if (!(input.getInfo() instanceof TensorInfo tensor)
                || (tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32)) {
            throw new IllegalArgumentException(
                    "input " + name + ": found " + input.getInfo().getClass().getSimpleName()
                            + " of another type, expected a tensor of whole numbers");
        }
        long[] shape = tensor.getShape();
        if (shape.length != 2 || (shape[0] != ANY && shape[0] != 1) || shape[1] != ANY) {
            throw new IllegalArgumentException("input " + name + ": found the shape " + Arrays.toString(shape)
                    + ", expected [-1, -1]: an export for texts of any length");
        }
        return tensor.type == OnnxJavaType.INT64;
    }

    /**
     * Makes the tensors for texts of one length, all of whose tokens count.
     *
     * @param environment of ONNX Runtime
     * @param tokens the texts, one after the other
     * @param texts how many they are
     * @param tensors where they go; the caller closes them, also after an error
     */
    void fill(OrtEnvironment environment, long[] tokens, int texts, Map<String, OnnxTensorLike> tensors)
            throws OrtException {
        long[] shape = {texts, tokens.length / texts};
        for (Map.Entry<String, Boolean> input : wide.entrySet()) {
            long[] values = values(input.getKey(), tokens);
            tensors.put(
                    input.getKey(),
                    input.getValue() ? longs(environment, values, shape) : ints(environment, values, shape));
        }
    }

    private static long[] values(String name, long[] tokens) {
        if (name.equals(IDS)) {
            return tokens;
        }
        long[] values = new long[tokens.length];
        Arrays.fill(values, name.equals(MASK) ? 1 : 0);
        return values;
    }

    private static OnnxTensor longs(OrtEnvironment environment, long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static OnnxTensor ints(OrtEnvironment environment, long[] values, long[] shape) throws OrtException {
        int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
    }
}
