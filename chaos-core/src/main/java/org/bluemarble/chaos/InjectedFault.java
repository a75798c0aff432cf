package org.bluemarble.chaos;

/**
 * Marks a failure as injected: it stands among the suppressed exceptions of what the caller gets, so that a log tells an
 * injected failure from a real one. It is never thrown itself and carries no stack trace.
 */
public final class InjectedFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** Marks the failure of one call. */
    public InjectedFault(String rule, String point, long call) {
        super("injected by rule '" + rule + "' at " + point + ", selected call " + call, null, false, false);
    }
}
