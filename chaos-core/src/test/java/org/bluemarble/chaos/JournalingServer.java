package org.bluemarble.chaos;

import java.nio.file.Path;

/** The main class of a child JVM that writes its journal and crashes in the middle of its work. */
final class JournalingServer {

    static final int CALLS = 500;

    private JournalingServer() {}

    /** Takes the journal's file. */
    public static void main(String[] arguments) throws Exception {
        Chaos chaos = Chaos.builder("global")
                .ceiling(Ceiling.DEFAULT.allowing("crash"))
                .buildGlobal();
        chaos.writeJournal(Path.of(arguments[0]));
        InjectionPoint work = Chaos.point("journaling.work");
        chaos.arm("count: journaling.work exception limit=" + CALLS);
        for (int i = 0; i < CALLS; i++) {
            pass(work);
        }
        chaos.arm("crash: journaling.work crash");
        pass(work);
        System.out.println("is still running");
    }

    private static void pass(InjectionPoint point) {
        try {
            point.pass();
        } catch (IllegalStateException injected) {
            // Only the journal is of interest here.
            return;
        }
    }
}
