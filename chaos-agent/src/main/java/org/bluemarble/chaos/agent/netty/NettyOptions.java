package org.bluemarble.chaos.agent.netty;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bluemarble.chaos.netty.ChannelSettings;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;

/**
 * The agent's options about Netty. Immutable.
 *
 * @param channels what is told of the game server's channels, by {@link ChannelSettings#KEYS}
 * @param prefixes the packages under which libraries carry a copy of Netty, besides {@code io.netty} itself
 */
public record NettyOptions(Map<String, String> channels, List<String> prefixes) {

    private static final String PREFIX = "netty-prefix";

    /** The options' names. */
    public static final List<String> KEYS =
            Stream.concat(ChannelSettings.KEYS.stream(), Stream.of(PREFIX)).toList();

    /** Nothing but what holds without options. */
    public static final NettyOptions NONE = new NettyOptions(Map.of(), List.of());

    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    public NettyOptions {
        channels = Map.copyOf(channels);
        prefixes = List.copyOf(prefixes);
    }

    /** Reads them out of all options; findings take every problem. */
    public static NettyOptions of(Map<String, Word> words, Findings findings) {
        // Here for its problems alone: beside each copy of Netty it is read again.
        ChannelSettings.of(words, findings);
        Map<String, String> channels = new LinkedHashMap<>();
        words.forEach((key, word) -> {
            if (ChannelSettings.KEYS.contains(key)) {
                channels.put(key, word.text());
            }
        });
        Word prefixes = words.get(PREFIX);
        return new NettyOptions(channels, prefixes == null ? List.of() : prefixes(prefixes, findings));
    }

    private static List<String> prefixes(Word word, Findings findings) {
        List<String> names = Arrays.asList(word.text().split("\\+", -1));
        if (!names.stream().allMatch(name -> PACKAGE.matcher(name).matches())) {
            findings.refuse(
                    word,
                    "but must be what stands before io.netty in the names of its classes, for example"
                            + " io.grpc.netty.shaded; write several with + between them");
            return List.of();
        }
        return names;
    }

    /** {@return the options that are given, by their names, in the order of {@link #KEYS}} */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : ChannelSettings.KEYS) {
            String text = channels.get(key);
            if (text != null) {
                given.put(key, text);
            }
        }
        if (!prefixes.isEmpty()) {
            given.put(PREFIX, String.join("+", prefixes));
        }
        return given;
    }
}
