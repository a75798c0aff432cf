package org.bluemarble.chaos.agent.children;

import java.io.IOException;

/** Says that it is ready, and ends when its input does. */
public final class WaitingMain {

    private WaitingMain() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        System.exit(System.in.read() < 0 ? 0 : 1);
    }
}
