package org.bluemarble.chaos.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Where the opcode of a message is, as an option spells it. Immutable; names none of Netty's types. */
sealed interface OpcodePlace {

    /** In bytes, for frames that are byte buffers. */
    record InBytes(int offset, int length, boolean littleEndian) implements OpcodePlace {}

    /** What a method of the message's own class returns, or a static one that takes the message. */
    record OfMethod(String type, String method) implements OpcodePlace {}

    /** {@code 4:2} or {@code 4:2:le}. */
    Pattern BYTES = Pattern.compile("(\\d{1,6}):([1-4])(:le|:be)?");

    /** {@code com.game.Packet#opcode}. */
    Pattern METHOD =
            Pattern.compile("([\\p{L}_$][\\p{L}\\d_$]*(?:\\.[\\p{L}_$][\\p{L}\\d_$]*)*)#([\\p{L}_$][\\p{L}\\d_$]*)");

    /** Reads places, of which the first that a message has counts. */
    static List<OpcodePlace> read(@Nullable Word word, Findings findings) {
        List<OpcodePlace> places = new ArrayList<>();
        if (word == null) {
            return places;
        }
        for (String text : word.text().split("\\+", -1)) {
            Matcher bytes = BYTES.matcher(text);
            Matcher method = METHOD.matcher(text);
            if (bytes.matches()) {
                places.add(new InBytes(
                        Integer.parseInt(bytes.group(1)),
                        Integer.parseInt(bytes.group(2)),
                        ":le".equals(bytes.group(3))));
            } else if (method.matches()) {
                places.add(new OfMethod(method.group(1), method.group(2)));
            } else {
                findings.refuse(
                        new Word(text, word.path(), word.position()),
                        "but must be the place and length of its bytes, from 0 and from 1 to 4, for example 4:2, or"
                                + " 4:2:le with the least significant byte first; or a method that tells it, for"
                                + " example com.game.Packet#opcode; write several with + between them");
            }
        }
        return places;
    }
}
