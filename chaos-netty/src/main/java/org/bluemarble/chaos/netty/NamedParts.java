package org.bluemarble.chaos.netty;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** Reads an option that has several values, each with a name: {@code one:value;other:value}. */
final class NamedParts {

    private NamedParts() {}

    /**
     * Reads them in order.
     *
     * @param expected what each must be, for messages
     * @return what stands behind each name, with the option and the name as its path
     */
    static Map<String, Word> read(@Nullable Word word, Findings findings, String expected) {
        Map<String, Word> parts = new LinkedHashMap<>();
        if (word == null) {
            return parts;
        }
        for (String part : word.text().split(";", -1)) {
            int colon = part.indexOf(':');
            String name = colon < 0 ? part : part.substring(0, colon);
            Word value = new Word(part.substring(colon + 1), word.path() + "." + name, word.position());
            if (colon < 0 || !AddressGroup.isName(name)) {
                findings.refuse(
                        new Word(part, word.path(), word.position()),
                        "but must be " + expected
                                + ", the name in lower-case letters, digits and hyphens; write several with ; between them");
            } else if (parts.putIfAbsent(name, value) != null) {
                findings.tell(value, "was given twice but must be given once");
            }
        }
        return parts;
    }
}
