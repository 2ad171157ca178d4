package io.clio.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.Format;
import io.clio.conversation.BadInputException;
import io.clio.input.JsonRows;
import io.clio.input.Layout;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of conversations, a row for each, in columns of the fields of any JSON {@link Format}: such as the
 * files in which WildChat and LMSYS-Chat are published.
 *
 * <pre>{@code
 * Conversations conversations = Conversations.of(new ParquetSource(Path.of("train-00000.parquet")));
 * }</pre>
 *
 * <p>Streams row group by row group: the heap needed is that of one row group. Can be read again. Plain files and those
 * compressed with Snappy or Zstandard are read. A damaged file is fatal, because Parquet does not tell rows apart once
 * a page is broken.
 */
public final class ParquetSource implements ConversationSource {
    private final Path file;
    private final @Nullable Layout layout;

    /**
     * A file whose format is told from its first rows.
     *
     * @param file the file
     */
    public ParquetSource(Path file) {
        this.file = file;
        this.layout = null;
    }

    /**
     * A file whose rows are of a known format.
     *
     * @param file the file
     * @param format the format, not {@link Format#CSV}
     * @throws IllegalArgumentException if the format is not one of JSON
     */
    public ParquetSource(Path file, Format format) {
        if (format == Format.CSV) {
            throw new IllegalArgumentException("rows of Parquet are in a JSON format, got " + format);
        }
        this.file = file;
        this.layout = Layout.valueOf(format.name());
    }

    @Override
    public void read(Sink sink) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": expected a Parquet file, found "
                    + (Files.isDirectory(file) ? "a directory" : "nothing there"));
        }
        Rows rows = new Rows(new JsonRows(file, "Parquet", layout, sink));
        try (ParquetFileReader reader = open()) {
            rows.readAll(reader);
        }
        if (rows.to.count() == 0) {
            throw new BadInputException(file + ": expected rows, found none");
        }
        rows.to.finish();
    }

    private ParquetFileReader open() {
        try {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            return ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(file + ": expected a Parquet file, found one that is cut off or none at all");
        }
    }

    /** What the library throws may quote what it read, and is not passed on. */
    private final class Rows {
        private final JsonRows to;

        Rows(JsonRows to) {
            this.to = to;
        }

        void readAll(ParquetFileReader reader) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            PageReadStore pages = next(reader);
            while (pages != null) {
                RecordReader<Group> groups = records(pages, schema);
                for (long row = 0; row < pages.getRowCount(); row++) {
                    to.add(next(groups));
                }
                pages = next(reader);
            }
        }

        private @Nullable PageReadStore next(ParquetFileReader reader) {
            try {
                return reader.readNextRowGroup();
            } catch (IOException | RuntimeException e) {
                throw damaged();
            }
        }

        private RecordReader<Group> records(PageReadStore pages, MessageType schema) {
            try {
                return new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
            } catch (RuntimeException e) {
                throw damaged();
            }
        }

        private ObjectNode next(RecordReader<Group> groups) {
            try {
                return GroupJson.of(groups.read());
            } catch (RuntimeException e) {
                throw damaged();
            }
        }

        private BadInputException damaged() {
            return new BadInputException(file + ": expected rows in a Parquet file that is plain or compressed with"
                    + " Snappy or Zstandard, found one that is damaged or compressed otherwise after row "
                    + to.count());
        }
    }

    /** Names the file, never what is in it. */
    @Override
    public String toString() {
        return "ParquetSource[" + file.getFileName() + "]";
    }
}
