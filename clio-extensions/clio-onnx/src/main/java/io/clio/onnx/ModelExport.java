package io.clio.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A folder with a sentence transformer that was exported to ONNX, and what its files say of how to use it. */
final class ModelExport {
    private static final int BUFFER = 1 << 16;
    private static final int ID_DIGITS = 12;
    /** Model families that count positions from the padding token on. */
    private static final List<String> SHIFTED = List.of("roberta", "xlm-roberta", "camembert", "mpnet");

    private final Path directory;
    private final Path transformer;
    private final JsonField modules;
    private final JsonField config;
    private final JsonField sentences;
    private final JsonField prompts;

    /**
     * Looks at a folder.
     *
     * @param directory the folder
     * @throws IllegalArgumentException if it is none, or a file in it is not JSON
     */
    ModelExport(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + ": found no folder, expected that of an export");
        }
        this.directory = directory;
        modules = JsonField.read(directory.resolve("modules.json"));
        transformer = module("Transformer").orElse(directory);
        config = JsonField.read(transformer.resolve("config.json"));
        sentences = JsonField.read(transformer.resolve("sentence_bert_config.json"));
        prompts = JsonField.read(directory.resolve("config_sentence_transformers.json"));
    }

    /** The folder of the first module of a kind. */
    private Optional<Path> module(String kind) {
        for (int i = 0; i < modules.size(); i++) {
            if (kind(i).equals(kind)) {
                JsonField path = modules.at(i).at("path");
                Path folder = directory.resolve(path.text("")).normalize();
                if (!folder.startsWith(directory.normalize())) {
                    throw path.wrong("a folder within the export");
                }
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private String kind(int module) {
        String type = modules.at(module).at("type").text();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Refuses an export with modules whose weights are not in the network. */
    private void requireKnownModules() {
        for (int i = 0; i < modules.size(); i++) {
            if (!List.of("Transformer", "Pooling", "Normalize").contains(kind(i))) {
                throw modules.at(i)
                        .at("type")
                        .wrong("Transformer, Pooling or Normalize, or else a network with the output"
                                + " sentence_embedding that holds all modules");
            }
        }
    }

    /**
     * Finds the network.
     *
     * @param named relative to the folder; null for {@code model.onnx} or else {@code onnx/model.onnx}
     * @return the file
     * @throws IllegalArgumentException if there is none
     */
    Path network(@Nullable Path named) {
        List<Path> candidates = new ArrayList<>();
        if (named != null) {
            candidates.add(directory.resolve(named));
        } else {
            for (Path folder : List.of(directory, transformer)) {
                candidates.add(folder.resolve("model.onnx"));
                candidates.add(folder.resolve("onnx").resolve("model.onnx"));
            }
        }
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(directory + ": found no network, expected "
                        + (named != null ? named : "model.onnx or onnx/model.onnx")));
    }

    /**
     * Reads the tokenizer.
     *
     * @param lowerCase whether letters are put in lower case; null for what the files say
     * @return the tokenizer
     * @throws IllegalArgumentException if there is none that can be read
     */
    ModelTokenizer tokenizer(@Nullable Boolean lowerCase) {
        Path json = transformer.resolve("tokenizer.json");
        Path vocabulary = transformer.resolve("vocab.txt");
        boolean lowerFirst = sentences.at("do_lower_case").flag(false);
        Boolean lower = (lowerCase == null && lowerFirst) ? Boolean.TRUE : lowerCase;
        if (Files.exists(json)) {
            JsonField file = JsonField.read(json);
            String type = file.at("model").at("type").text();
            return type.equals(TokenizerFiles.WORD_PIECE)
                    ? TokenizerFiles.json(file, lower)
                    : provided(json, file.at("model").at("type"), lower);
        }
        if (Files.exists(vocabulary)) {
            JsonField settings = JsonField.read(transformer.resolve("tokenizer_config.json"));
            boolean lowers =
                    lower != null ? lower : settings.at("do_lower_case").flag(true);
            return TokenizerFiles.vocabulary(
                    vocabulary, lowers, settings.at("strip_accents").flag(lowers));
        }
        throw new IllegalArgumentException(transformer + ": found no tokenizer, expected tokenizer.json or vocab.txt");
    }

    private static ModelTokenizer provided(Path file, JsonField type, @Nullable Boolean lowerCase) {
        List<ModelTokenizerProvider> providers = new ArrayList<>();
        for (ModelTokenizerProvider provider :
                ServiceLoader.load(ModelTokenizerProvider.class, ModelExport.class.getClassLoader())) {
            if (provider.reads(type.text())) {
                providers.add(provider);
            }
        }
        if (providers.isEmpty()) {
            throw type.wrong("\"WordPiece\", or the extension clio-sentencepiece on the class path, which reads Unigram"
                    + " and BPE");
        }
        if (providers.size() > 1) {
            throw type.wrong("one extension that reads it, found " + providers.size());
        }
        if (lowerCase != null) {
            throw type.wrong("\"WordPiece\" where lower-casing is set");
        }
        return providers.get(0).read(file);
    }

    /**
     * Says how token states become a vector.
     *
     * @return the pooling; empty if no file says it
     * @throws IllegalArgumentException if it is one that is not known here, or other modules come after it
     */
    Optional<Pooling> pooling() {
        requireKnownModules();
        JsonField file = JsonField.read(
                module("Pooling").orElse(directory.resolve("1_Pooling")).resolve("config.json"));
        if (!file.isPresent()) {
            return Optional.empty();
        }
        if (!file.at("include_prompt").flag(true)) {
            throw file.at("include_prompt").wrong("true");
        }
        JsonField mode = file.at("pooling_mode");
        if (mode.isPresent()) {
            return Optional.of(
                    switch (mode.text()) {
                        case "mean" -> Pooling.MEAN;
                        case "cls" -> Pooling.CLS;
                        case "lasttoken" -> Pooling.LAST_TOKEN;
                        default -> throw mode.wrong("\"mean\", \"cls\" or \"lasttoken\"");
                    });
        }
        for (String other : List.of("max_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens")) {
            JsonField flag = file.at("pooling_mode_" + other);
            if (flag.flag(false)) {
                throw flag.wrong("false: mean_tokens, cls_token and lasttoken are understood");
            }
        }
        List<Pooling> chosen = new ArrayList<>();
        if (file.at("pooling_mode_mean_tokens").flag(false)) {
            chosen.add(Pooling.MEAN);
        }
        if (file.at("pooling_mode_cls_token").flag(false)) {
            chosen.add(Pooling.CLS);
        }
        if (file.at("pooling_mode_lasttoken").flag(false)) {
            chosen.add(Pooling.LAST_TOKEN);
        }
        if (chosen.size() != 1) {
            throw file.wrong(
                    "one of pooling_mode_mean_tokens, pooling_mode_cls_token and pooling_mode_lasttoken that is"
                            + " true, of which are " + chosen.size());
        }
        return Optional.of(chosen.get(0));
    }

    /**
     * Says whether vectors are scaled to unit length.
     *
     * @return true if a module does it, and if the measure is the cosine, which it is where no file says otherwise
     */
    boolean unit() {
        return module("Normalize").isPresent()
                || prompts.at("similarity_fn_name").text("cosine").equals("cosine");
    }

    /**
     * Says what stands before each text by default.
     *
     * @return the prefix, mostly empty
     */
    String prefix() {
        JsonField name = prompts.at("default_prompt_name");
        return name.isPresent() ? prompts.at("prompts").at(name.text()).text() : "";
    }

    /**
     * Says how long texts may be.
     *
     * @param asked the most tokens that a user asks for; null for what the files say
     * @return the most tokens of a text, those around it included
     * @throws IllegalArgumentException if no file says it, or more are asked for than the model has places for
     */
    int maxTokens(@Nullable Integer asked) {
        OptionalInt places = places();
        if (asked != null) {
            if (places.isPresent() && asked > places.getAsInt()) {
                throw config.at("max_position_embeddings")
                        .wrong("places for " + asked + " tokens, as are asked for; there are " + places.getAsInt());
            }
            return asked;
        }
        JsonField trained = sentences.at("max_seq_length");
        int most = places.orElse(Integer.MAX_VALUE);
        if (trained.isPresent()) {
            return Math.min(trained.number(), most);
        }
        if (places.isEmpty()) {
            throw config.at("max_position_embeddings")
                    .wrong(
                            "a whole number, here or as max_seq_length in sentence_bert_config.json, or an explicit one");
        }
        return most;
    }

    private OptionalInt places() {
        JsonField places = config.at("max_position_embeddings");
        if (!places.isPresent()) {
            return OptionalInt.empty();
        }
        boolean shifted = SHIFTED.contains(config.at("model_type").text(""));
        JsonField padding = config.at("pad_token_id");
        int lost = shifted ? (padding.isPresent() ? padding.number() : 1) + 1 : 0;
        return OptionalInt.of(places.number() - lost);
    }

    /**
     * What tells one network from another: the start of the SHA-256 of its file, without files that hold its weights.
     *
     * @param network the file
     * @return 12 hexadecimal digits
     */
    static String id(Path network) {
        try (InputStream stream = Files.newInputStream(network)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + network, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
