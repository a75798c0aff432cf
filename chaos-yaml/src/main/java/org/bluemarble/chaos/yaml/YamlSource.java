package org.bluemarble.chaos.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Position;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Turns a file into nodes that know their lines. Nothing is constructed from them: a file can name no class. Whatever is
 * wrong with the file becomes a problem; a hostile one is bounded in size, depth and aliases.
 */
final class YamlSource {

    /** Some thousand rules; a file that is larger is another file. */
    static final int MOST_BYTES = 1 << 20;

    private static final int DEEPEST_NESTING = 30;
    private static final int MOST_ALIASES = 100;

    private YamlSource() {}

    /** Returns null, and adds a problem, if the file cannot be read. */
    static @Nullable String text(Path path, Findings findings) {
        if (Files.isDirectory(path)) {
            findings.add(null, "this is a folder but must be a file");
            return null;
        }
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                findings.add(null, "the file was larger than 1 MiB, the most that is read");
                return null;
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            findings.add(null, "the file must be encoded in UTF-8");
        } catch (NoSuchFileException missing) {
            findings.add(null, "the file does not exist; it was looked for at " + path.toAbsolutePath());
        } catch (IOException unreadable) {
            findings.add(null, "the file cannot be read: " + unreadable);
        }
        return null;
    }

    /** Returns the root of the only document; null, with a problem, if there is none. */
    static @Nullable Node root(String text, Findings findings) {
        if (text.length() > MOST_BYTES) {
            findings.add(null, "the text was larger than 1 MiB, the most that is read");
            return null;
        }
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root == null) {
                findings.add(null, "the file is empty");
            }
            return root;
        } catch (MarkedYAMLException wrong) {
            Position position = wrong.getProblemMark() == null ? null : YamlWords.position(wrong.getProblemMark());
            findings.add(position, "this cannot be read as YAML: " + reason(wrong));
        } catch (YAMLException wrong) {
            findings.add(null, "this cannot be read as YAML: " + firstLine(wrong.getMessage()));
        }
        return null;
    }

    private static String reason(MarkedYAMLException wrong) {
        String problem = firstLine(wrong.getProblem());
        return wrong.getContext() == null ? problem : problem + " (" + firstLine(wrong.getContext()) + ")";
    }

    private static String firstLine(@Nullable String text) {
        String line = text == null ? "unknown" : text.lines().findFirst().orElse("");
        // The parser quotes the character it stumbled over, whatever it was.
        return Word.shown(line);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options);
    }
}
