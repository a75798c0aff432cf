package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import org.bluemarble.sample.demo.stage.Scene.Strikes;

/** What is done to the server or its database while bots trade. */
interface Attack {
    /**
     * Strikes, once or several times, and waits until what died is back.
     *
     * @throws StageException if the run cannot go on
     * @throws IOException if the server's JVM died although this attack does not kill it
     */
    Strikes strike(Scene scene) throws StageException, IOException, InterruptedException;
}
