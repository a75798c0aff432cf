package org.bluemarble.chaos.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a game server's channels in text, where no code of it builds a {@link ChaosNetty}. Public for the
 * agent, which checks its options where Netty's types are not known: so none is named here. Immutable.
 */
public final class ChannelSettings {

    private static final String PLAYER = "netty-player";
    private static final String SESSION = "netty-session";
    private static final String GROUP = "netty-group";
    private static final String OPCODE = "netty-opcode";
    private static final String REPLACEMENT = "netty-replacement";
    private static final String HOLD_AT_MOST = "netty-hold-at-most";

    /** What the settings are called. */
    public static final List<String> KEYS = List.of(PLAYER, SESSION, GROUP, OPCODE, REPLACEMENT, HOLD_AT_MOST);

    private final @Nullable String player;
    private final @Nullable String session;
    private final List<AddressGroup> groups;
    private final List<OpcodePlace> opcodes;
    private final Map<String, byte[]> replacements;
    private final HeldBounds held;

    private ChannelSettings(Map<String, Word> words, Findings findings) {
        this.player = text(words.get(PLAYER));
        this.session = text(words.get(SESSION));
        this.groups = groups(words.get(GROUP), findings);
        this.opcodes = OpcodePlace.read(words.get(OPCODE), findings);
        this.replacements = ReplacementBytes.read(words.get(REPLACEMENT), findings);
        this.held = HeldBounds.read(words.get(HOLD_AT_MOST), findings);
    }

    /** Reads settings by their names; findings take every problem. */
    public static ChannelSettings of(Map<String, Word> words, Findings findings) {
        return new ChannelSettings(words, findings);
    }

    private static @Nullable String text(@Nullable Word word) {
        return word == null ? null : word.text();
    }

    private static List<AddressGroup> groups(@Nullable Word word, Findings findings) {
        List<AddressGroup> groups = new ArrayList<>();
        NamedParts.read(word, findings, "a name and its addresses, for example shard-b:10.1.0.0/16+10.2.0.7:7000")
                .forEach((name, members) -> groups.add(new AddressGroup(name, members(members, findings))));
        return groups;
    }

    private static List<AddressGroup.Member> members(Word word, Findings findings) {
        List<AddressGroup.Member> members = new ArrayList<>();
        for (String text : word.text().split("\\+", -1)) {
            try {
                members.add(AddressGroup.member(text));
            } catch (IllegalArgumentException wrong) {
                findings.refuse(new Word(text, word.path(), word.position()), "but " + wrong.getMessage());
            }
        }
        return members;
    }

    /** The name of the channel attribute that holds a channel's player, or null for ours. */
    @Nullable
    String player() {
        return player;
    }

    /** The name of the channel attribute that holds a channel's session, or null for ours. */
    @Nullable
    String session() {
        return session;
    }

    List<AddressGroup> groups() {
        return groups;
    }

    List<OpcodePlace> opcodes() {
        return opcodes;
    }

    Map<String, byte[]> replacements() {
        return replacements;
    }

    HeldBounds held() {
        return held;
    }
}
