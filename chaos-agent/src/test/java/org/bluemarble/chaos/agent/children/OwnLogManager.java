package org.bluemarble.chaos.agent.children;

import java.util.logging.LogManager;

/** A server's own log manager, as JBoss has one: useless if something logged before the server could name it. */
public final class OwnLogManager extends LogManager {

    /** Made by the JDK, at the first use of {@code java.util.logging}. */
    public OwnLogManager() {
        System.out.println("log manager made " + (Main.runs ? "in" : "before") + " main");
    }

    /** A class of its own: the JVM initialises a main class's superclasses before it calls main. */
    public static final class Main {

        static volatile boolean runs;

        private Main() {}

        /** Names the log manager, as such servers do, and logs. */
        public static void main(String[] arguments) {
            runs = true;
            System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
            System.out.println(
                    "log manager is " + LogManager.getLogManager().getClass().getSimpleName());
        }
    }
}
