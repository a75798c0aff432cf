package org.bluemarble.sample.demo.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes HTML and SVG; every text and every attribute is escaped, and what was opened is closed in order. Not thread-safe. */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins a page that needs nothing else, up to where its content goes. */
    Markup openPage(String title) {
        raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        leaf("title", title).open("style").raw(StyleSheet.text()).close().close();
        return open("body").open("main");
    }

    /** {@return the page that was begun, ended} */
    String closePage() {
        return close().close().close().finish();
    }

    /** Opens an element; attributes are names and values in turn, numbers as values are rounded to a tenth. */
    Markup open(String element, Object... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Writes an element without content. */
    Markup empty(String element, Object... attributes) {
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** Writes an element with nothing but a text in it. */
    Markup leaf(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Writes what must not be escaped: our own style sheet. */
    Markup raw(String text) {
        out.append(text);
        return this;
    }

    Markup close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        return this;
    }

    private void begin(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(spelled(attributes[i + 1]));
            out.append('"');
        }
    }

    private static String spelled(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : value.toString();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    /**
     * {@return all that was written}
     *
     * @throws IllegalStateException if an element is still open
     */
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements " + open + " are open but all must have been closed");
        }
        return out.toString();
    }
}
