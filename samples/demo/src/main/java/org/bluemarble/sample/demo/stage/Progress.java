package org.bluemarble.sample.demo.stage;

/** Told what is going on, several times a second, by whatever takes its time. */
@FunctionalInterface
public interface Progress {
    /**
     * Shows where the demo stands.
     *
     * @param now what is being done, in a few words
     */
    void show(String now);
}
