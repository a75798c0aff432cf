package org.bluemarble.chaos;

/** The call stands still for a while, then goes on: what {@link Injection#awaitHang()} waits out. */
public sealed interface WaitingFault extends Fault permits Hang, Stall {}
