package org.bluemarble.chaos.agent.netty;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options about Netty.
 *
 * @param player the name of the channel attribute that holds a channel's player, or null for ours
 * @param session the name of the channel attribute that holds a channel's session, or null for ours
 * @param prefixes the packages under which libraries carry a copy of Netty, besides {@code io.netty} itself
 */
public record NettyOptions(
        @Nullable String player, @Nullable String session, List<String> prefixes) {

    /** The options' names. */
    public static final List<String> KEYS = List.of("netty-player", "netty-session", "netty-prefix");

    /** Nothing but what holds without options. */
    public static final NettyOptions NONE = new NettyOptions(null, null, List.of());

    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    public NettyOptions {
        prefixes = List.copyOf(prefixes);
    }

    /** Reads them out of all options; findings take every problem. */
    public static NettyOptions of(Map<String, Word> words, Findings findings) {
        Word prefixes = words.get("netty-prefix");
        return new NettyOptions(
                text(words.get("netty-player")),
                text(words.get("netty-session")),
                prefixes == null ? List.of() : prefixes(prefixes, findings));
    }

    private static @Nullable String text(@Nullable Word word) {
        return word == null ? null : word.text();
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

    /** {@return the options that are given, by their names} */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        if (player != null) {
            given.put("netty-player", player);
        }
        if (session != null) {
            given.put("netty-session", session);
        }
        if (!prefixes.isEmpty()) {
            given.put("netty-prefix", String.join("+", prefixes));
        }
        return given;
    }
}
