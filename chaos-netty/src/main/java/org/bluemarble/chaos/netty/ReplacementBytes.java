package org.bluemarble.chaos.netty;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** The bytes that come in a message's place, as an option spells them. Names none of Netty's types. */
final class ReplacementBytes {

    private static final String TEXT = "text:";
    private static final String HEX = "hex:";

    private ReplacementBytes() {}

    /** Reads {@code bye:text:GO AWAY;noise:hex:00ff07}. */
    static Map<String, byte[]> read(@Nullable Word word, Findings findings) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        NamedParts.read(word, findings, "a name and what comes, for example bye:text:GO AWAY or noise:hex:00ff07")
                .forEach((name, what) -> {
                    byte[] bytes = bytes(what, findings);
                    if (bytes != null) {
                        all.put(name, bytes);
                    }
                });
        return all;
    }

    private static byte @Nullable [] bytes(Word what, Findings findings) {
        String text = what.text();
        if (text.startsWith(TEXT) && text.length() > TEXT.length()) {
            return text.substring(TEXT.length()).getBytes(StandardCharsets.UTF_8);
        }
        String digits = text.startsWith(HEX) ? text.substring(HEX.length()).toLowerCase(Locale.ROOT) : "";
        if (!digits.isEmpty() && digits.length() % 2 == 0 && digits.matches("[0-9a-f]+")) {
            return HexFormat.of().parseHex(digits);
        }
        findings.refuse(
                what, "but must be text: and a text, or hex: and two hexadecimal digits for each byte, at least one");
        return null;
    }
}
