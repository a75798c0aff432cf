package org.bluemarble.chaos.pressure;

/** A pressure that this machine, or what other rules have taken already, does not permit; in the words of the user. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
        super(reason);
    }
}
