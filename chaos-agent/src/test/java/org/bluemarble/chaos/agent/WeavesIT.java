package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.ConnectionImpl;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Every class that is to be woven is woven, in the newest and the oldest version that we promise. */
class WeavesIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void commitIsMadeToLoseItsReply_callerSeesTheDriversFailureAndTheRowIsThere(Jdk jdk) throws IOException {
        Path config = Files.writeString(
                folder.resolve("chaos.yaml"),
                "rules: { lose: { at: jdbc.commit, where: { kind: explicit }, fault: lost-ack, bounds: { limit: 1 } } }");
        try (ChildJvm child = ChildJvm.on(jdk)
                .agent(Jars.agent(), "config=" + config)
                .on(org.h2.Driver.class)
                .run(Database.class)) {
            child.awaitLine("ready");
            child.tell("tx");

            assertThat(child.awaitLine("tx")).startsWith("tx failed 90").contains("org.h2.jdbc.Jdbc");
            child.tell("count");
            assertThat(child.awaitLine("count")).isEqualTo("count 1");
            child.tell("weaves");
            child.awaitLine("weaves end");
            assertThat(child.output())
                    .contains("weave h2 JdbcConnection | ACTIVE | app loader, "
                            + Jars.of(org.h2.Driver.class).getFileName())
                    .contains("weave h2 JdbcStatement | ACTIVE | app loader, "
                            + Jars.of(org.h2.Driver.class).getFileName())
                    .contains("weave java ManagementFactory | ACTIVE | boot loader")
                    .contains("weave pgjdbc PgConnection | ABSENT | null");
            child.awaitWord();
            assertThat(child.errors()).containsExactly("chaos: armed: lose");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void newestDrivers_areWovenWhole(Jdk jdk) {
        ChildJvm.Builder newest = ChildJvm.on(jdk)
                .on(org.h2.Driver.class, PGConnection.class, org.mariadb.jdbc.Driver.class)
                .on(ConnectionImpl.class, HikariDataSource.class, org.slf4j.Logger.class);

        // Its driver inherits connect since 3.5.
        assertThat(statesOfAll(newest, "mariadb Driver")).allMatch(WeavesIT::isInPlace);
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void oldestDrivers_areWovenWhole(Jdk jdk) {
        ChildJvm.Builder oldest = ChildJvm.on(jdk)
                .on(Jars.copied("h2-"), Jars.copied("postgresql-"), Jars.copied("mariadb-"))
                .on(Jars.copied("mysql-"), Jars.copied("HikariCP-"))
                .on(org.slf4j.Logger.class);

        assertThat(statesOfAll(
                        oldest,
                        "mariadb NonRegisteringDriver",
                        "mariadb BasePreparedStatement",
                        "mariadb MariaDbPoolPinnedConnection$MariaDbXAPinnedResource"))
                .allMatch(WeavesIT::isInPlace);
    }

    private static boolean isInPlace(String line) {
        return line.contains(" | WOVEN | app loader, ") || line.contains(" | ACTIVE | app loader, ");
    }

    /** Loads every class of the table but those that this version lacks, and returns what is reported of them. */
    private static List<String> statesOfAll(ChildJvm.Builder builder, String... lacking) {
        List<ClassWeave> planned = WovenTypes.planned(lacking);
        try (ChildJvm child = builder.agent(Jars.agent(), "").run(Database.class)) {
            child.awaitLine("ready");
            planned.forEach(weave -> child.tell("load " + weave.type()));
            child.tell("weaves");
            child.awaitLine("weaves end");
            assertThat(child.errors()).isEmpty();
            List<String> states = planned.stream()
                    .map(weave -> child.awaitLine("weave " + weave.name() + " | "))
                    .toList();
            assertThat(states).hasSizeGreaterThan(20);
            return states;
        }
    }
}
