package org.bluemarble.chaos.agent;

/**
 * Folds a text of several lines, as a refusal with several problems is, for places that take one line. Not in core: the agent
 * speaks before core is there. Public for the command line.
 */
public final class OneLine {

    private OneLine() {}

    /** {@return the text in one line: "3 problems in chaos.yaml: line 7 ...; line 12 ..."} */
    public static String of(String text) {
        return text.strip().replaceAll(":\\s*\\R\\s*", ": ").replaceAll("\\s*\\R\\s*", "; ");
    }
}
