package org.bluemarble.chaos.jdbc;

import java.nio.file.Path;
import java.util.List;

/** The contract on a JVM under the agent. */
class H2EmbeddedCrashIT extends H2EmbeddedCrashTest {

    @Override
    String way() {
        return "agent";
    }

    @Override
    List<String> jvmArguments() {
        return List.of("-javaagent:" + Path.of("target", "chaos-agent.jar").toAbsolutePath() + "=allow=crash");
    }
}
