package org.bluemarble.chaos.agent.children;

/** Prints a line and exits with status 7. */
public final class EmptyMain {

    private EmptyMain() {}

    public static void main(String[] arguments) {
        System.out.println("main ran");
        System.exit(7);
    }
}
