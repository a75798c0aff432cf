package org.bluemarble.chaos.bench;

/** A program that does nothing: what remains is the JVM's own start, and the agent's. */
final class EmptyMain {

    private EmptyMain() {}

    /** Returns. */
    public static void main(String[] arguments) {}
}
