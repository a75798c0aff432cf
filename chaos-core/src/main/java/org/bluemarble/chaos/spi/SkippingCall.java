package org.bluemarble.chaos.spi;

/** A disturbed call whose method body does not run: the caller sees {@link #exit}'s failure or {@link #result}'s value. */
public abstract class SkippingCall extends OpenCall {

    /** Begins a call whose method body is skipped. */
    protected SkippingCall() {}
}
