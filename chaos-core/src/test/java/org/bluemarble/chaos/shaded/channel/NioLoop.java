package org.bluemarble.chaos.shaded.channel;

/** One of several loops with the same parent. */
public final class NioLoop extends SingleThreadEventLoop {

    @Override
    public void run(Runnable task) {
        task.run();
    }
}
