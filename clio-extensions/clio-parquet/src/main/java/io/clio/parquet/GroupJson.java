package io.clio.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * Turns a row of Parquet into the JSON that it would have been: lists, maps, times and texts by their logical types.
 */
final class GroupJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    private GroupJson() {}

    static ObjectNode of(Group row) {
        ObjectNode object = NODES.objectNode();
        GroupType type = row.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            JsonNode value = field(row, field);
            if (!value.isNull()) {
                object.set(type.getFieldName(field), value);
            }
        }
        return object;
    }

    private static JsonNode field(Group row, int field) {
        Type type = row.getType().getType(field);
        int count = row.getFieldRepetitionCount(field);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            ArrayNode array = NODES.arrayNode();
            for (int i = 0; i < count; i++) {
                array.add(value(row, field, i, type));
            }
            return array;
        }
        return count == 0 ? NODES.nullNode() : value(row, field, 0, type);
    }

    private static JsonNode value(Group row, int field, int index, Type type) {
        if (type.isPrimitive()) {
            return primitive(row, field, index, type);
        }
        Group group = row.getGroup(field, index);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof ListLogicalTypeAnnotation) {
            return list(group);
        }
        return logical instanceof MapLogicalTypeAnnotation ? map(group) : of(group);
    }

    /** A group with one repeated field, which is the element or a group with nothing but the element. */
    private static JsonNode list(Group list) {
        ArrayNode array = NODES.arrayNode();
        Type repeated = list.getType().getType(0);
        boolean wrapped = !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array");
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            JsonNode element = wrapped ? field(list.getGroup(0, i), 0) : value(list, 0, i, repeated);
            // Columns that are turned into lists are filled up with nulls.
            if (!element.isNull()) {
                array.add(element);
            }
        }
        return array;
    }

    private static JsonNode map(Group map) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            object.set(field(entry, 0).asText(), entry.getType().getFieldCount() > 1 ? field(entry, 1) : null);
        }
        return object;
    }

    private static JsonNode primitive(Group row, int field, int index, Type type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> NODES.booleanNode(row.getBoolean(field, index));
            case FLOAT -> NODES.numberNode(row.getFloat(field, index));
            case DOUBLE -> NODES.numberNode(row.getDouble(field, index));
            case INT32 -> int32(row.getInteger(field, index), logical);
            case INT64 -> int64(row.getLong(field, index), logical);
            case INT96 -> NODES.textNode(julian(row.getInt96(field, index)).toString());
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                logical instanceof DecimalLogicalTypeAnnotation
                        ? NODES.nullNode()
                        : NODES.textNode(row.getBinary(field, index).toStringUsingUTF8());
        };
    }

    private static JsonNode int32(int value, LogicalTypeAnnotation logical) {
        return logical instanceof DateLogicalTypeAnnotation
                ? NODES.textNode(LocalDate.ofEpochDay(value).toString())
                : NODES.numberNode(value);
    }

    private static JsonNode int64(long value, LogicalTypeAnnotation logical) {
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            ChronoUnit unit = switch (timestamp.getUnit()) {
                case MILLIS -> ChronoUnit.MILLIS;
                case MICROS -> ChronoUnit.MICROS;
                case NANOS -> ChronoUnit.NANOS;
            };
            return NODES.textNode(Instant.EPOCH.plus(value, unit).toString());
        }
        return NODES.numberNode(value);
    }

    /** The old way to write times: nanoseconds of a day, and the day. */
    private static Instant julian(Binary bytes) {
        var buffer = bytes.toByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
        long nanos = buffer.getLong();
        long day = buffer.getInt() - JULIAN_DAY_OF_EPOCH;
        return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanos);
    }
}
