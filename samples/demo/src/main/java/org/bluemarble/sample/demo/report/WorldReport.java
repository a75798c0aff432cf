package org.bluemarble.sample.demo.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bluemarble.sample.demo.result.WorldOutcome;

/** stub to be replaced */
public final class WorldReport {
    private WorldReport() {}

    public static void write(Path file, long seed, List<WorldOutcome> runs) throws IOException {}
}
