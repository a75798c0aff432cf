package org.bluemarble.chaos.agent.weave;

/** Looks into class files for what we put there. */
public final class WovenCode {

    private WovenCode() {}

    /** {@return whether some method of a class file asks the engine} */
    public static boolean isIn(byte[] classFile) {
        return CodeInPlace.of(classFile).sites().values().stream().anyMatch(sites -> !sites.isEmpty());
    }
}
