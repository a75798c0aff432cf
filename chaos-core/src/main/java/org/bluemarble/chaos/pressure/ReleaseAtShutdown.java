package org.bluemarble.chaos.pressure;

/** Gives everything back when the JVM ends in good order; what must survive {@code kill -9} is given back by the system. */
final class ReleaseAtShutdown {

    private static boolean arranged;

    private ReleaseAtShutdown() {}

    static synchronized void arrange() {
        if (arranged) {
            return;
        }
        arranged = true;
        Thread hook = new Thread(null, PressureRun::stopAll, "chaos-pressure-release", 0, false);
        hook.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hooks run already: a pressure that begins now ends with the process.
            PressureRun.stopAll();
        }
    }
}
