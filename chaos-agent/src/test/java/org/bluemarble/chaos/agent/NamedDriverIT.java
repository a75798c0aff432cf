package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MariaDB's driver is a named module of its own, which opens nothing: the agent has to, or no fault could reach inside. */
@EnabledIfMariaDbIsInstalled
class NamedDriverIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void driverIsANamedModule_faultsReachInside(Jdk jdk) throws Exception {
        Path config = Files.writeString(
                folder.resolve("chaos.yaml"),
                "rules: { lose: { at: jdbc.commit, where: { kind: explicit }, fault: lost-ack, bounds: { limit: 1 } } }");
        try (TestDatabase database = TestDatabase.mariaDb("");
                ChildJvm child = ChildJvm.on(jdk)
                        .with(NamedModule.of(Database.class, folder)
                                .startedWith(org.mariadb.jdbc.Driver.class, "org.mariadb.jdbc"))
                        .agent(Jars.agent(), "config=" + config)
                        .runModule(NamedModule.NAME + "/" + Database.class.getName(), database.url())) {
            child.awaitLine("ready");
            child.tell("tx");
            assertThat(child.awaitLine("tx")).isEqualTo("tx failed 08000 java.sql.SQLNonTransientConnectionException");
            child.tell("count");
            assertThat(child.awaitLine("count")).isEqualTo("count 1");
            child.awaitWord();
            assertThat(child.errors()).containsExactly("chaos: armed: lose");
        }
    }
}
