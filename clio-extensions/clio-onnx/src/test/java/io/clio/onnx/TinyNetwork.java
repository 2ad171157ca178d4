package io.clio.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an ONNX network of two steps by hand: each token's state is its row of a table, and the vector of a text is
 * the mean of its states.
 */
final class TinyNetwork {
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final long ANY = -1;

    private static final int FLOAT = 1;
    private static final int LENGTH_DELIMITED = 2;

    private TinyNetwork() {}

    /** The network: row i of the table is (i, 1). */
    static byte[] write(int rows, int idType, long tokens, String states, String sentence, String... inputs) {
        float[] table = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            table[2 * i] = i;
            table[2 * i + 1] = 1;
        }
        byte[] graph = bytes(
                message(1, bytes(text(1, "table"), text(1, inputs[0]), text(2, states), text(4, "Gather"))),
                message(
                        1,
                        bytes(
                                text(1, states),
                                text(2, sentence),
                                text(4, "ReduceMean"),
                                message(5, bytes(text(1, "axes"), number(8, 1), number(20, 7))),
                                message(5, bytes(text(1, "keepdims"), number(3, 0), number(20, 2))))),
                text(2, "tiny"),
                message(5, bytes(number(1, rows), number(1, 2), number(2, FLOAT), floats(table), text(8, "table"))),
                bytes(Arrays.stream(inputs)
                        .map(name -> message(11, value(name, idType, ANY, tokens)))
                        .toArray(byte[][]::new)),
                message(12, value(states, FLOAT, ANY, tokens, 2)),
                message(12, value(sentence, FLOAT, ANY, 2)));
        return bytes(number(1, 8), message(8, bytes(text(1, ""), number(2, 13))), message(7, graph));
    }

    private static byte[] value(String name, int type, long... shape) {
        byte[] dimensions = bytes(Arrays.stream(shape)
                .mapToObj(d -> message(1, d == ANY ? text(2, "any") : number(1, d)))
                .toArray(byte[][]::new));
        return bytes(text(1, name), message(2, message(1, bytes(number(1, type), message(2, dimensions)))));
    }

    private static byte[] floats(float[] values) {
        var raw = java.nio.ByteBuffer.allocate(4 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return message(9, raw.array());
    }

    private static byte[] text(int field, String text) {
        return message(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(int field, byte[] content) {
        return bytes(varint(((long) field << 3) | LENGTH_DELIMITED), varint(content.length), content);
    }

    private static byte[] number(int field, long value) {
        return bytes(varint((long) field << 3), varint(value));
    }

    private static byte[] varint(long value) {
        var out = new ByteArrayOutputStream();
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    private static byte[] bytes(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
