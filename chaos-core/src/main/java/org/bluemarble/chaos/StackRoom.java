package org.bluemarble.chaos;

/**
 * Tells whether the current thread's stack has room for what must not be left half done. A game that recurses too deeply
 * may reach an injection point with its last frames.
 */
final class StackRoom {

    /** Several times what a decision and its taking back need. */
    private static final int FRAMES = 96;

    private StackRoom() {}

    /** {@return whether there is room; takes no memory} */
    static boolean isThere() {
        try {
            return taken(FRAMES) == FRAMES;
        } catch (StackOverflowError none) {
            return false;
        }
    }

    private static int taken(int frames) {
        return frames == 0 ? 0 : 1 + taken(frames - 1);
    }
}
