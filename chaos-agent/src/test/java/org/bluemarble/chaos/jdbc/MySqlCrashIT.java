package org.bluemarble.chaos.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;

/** The contract on a JVM under the agent. */
@EnabledIfMariaDbIsInstalled
class MySqlCrashIT extends MySqlCrashTest {

    @Override
    String way() {
        return "agent";
    }

    @Override
    List<String> jvmArguments() {
        return List.of("-javaagent:" + Path.of("target", "chaos-agent.jar").toAbsolutePath() + "=allow=crash");
    }
}
