package org.bluemarble.chaos.jvm;

/** The threads by which a JVM is managed and rules are disarmed, whose calls of the JDK pass undisturbed. */
final class ManagementThreads {

    private ManagementThreads() {}

    /** {@return whether the current thread is one of them} */
    static boolean isCurrent() {
        String name = Thread.currentThread().getName();
        return name.startsWith("chaos-")
                || name.startsWith("RMI ")
                || name.startsWith("JMX ")
                || name.equals("Attach Listener")
                || name.equals("Signal Dispatcher");
    }
}
