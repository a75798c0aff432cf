package org.bluemarble.chaos.shaded.channel;

/** Looks like Netty's class of this name in a copy that a library carries. */
public abstract class SingleThreadEventLoop {

    /** Runs a task as a loop does. */
    protected abstract void run(Runnable task);
}
