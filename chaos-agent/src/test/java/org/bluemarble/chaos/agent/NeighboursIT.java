package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.ConnectionImpl;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Other agents weave the same classes. Whoever comes first, every weave is in place and faults act. */
class NeighboursIT {

    /** Started once: each child is one client more. */
    private static TestDatabase postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void startPostgres() {
        postgres = TestDatabase.postgres("");
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    static Stream<Arguments> everyOrder() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of(Neighbour.values())
                        .flatMap(other -> Stream.of(true, false).map(first -> Arguments.of(jdk, other, first))));
    }

    @ParameterizedTest(name = "{0}, {1}, the other one first: {2}")
    @MethodSource("everyOrder")
    void besideAnotherAgent_allIsWovenAndFaultsAct(Jdk jdk, Neighbour other, boolean otherFirst)
            throws IOException, SQLException {
        String config = "config="
                + Files.writeString(
                        folder.resolve("chaos.yaml"),
                        "rules: { lose: { at: jdbc.commit, where: { kind: explicit }, fault: lost-ack } }");
        ChildJvm.Builder builder = ChildJvm.on(jdk)
                .on(org.h2.Driver.class, PGConnection.class, org.mariadb.jdbc.Driver.class)
                .on(ConnectionImpl.class, HikariDataSource.class, org.slf4j.Logger.class);
        builder = otherFirst ? other.before(builder, Jars.agent(), config) : other.after(builder, Jars.agent(), config);

        try (ChildJvm child = builder.run(Database.class)) {
            child.awaitLine("ready");
            child.tell("tx");
            assertThat(child.awaitLine("tx")).startsWith("tx failed 90").contains("org.h2.jdbc.Jdbc");
            child.tell("use " + postgres.url());
            child.tell("count");
            String before = child.awaitLine("count");
            child.tell("tx");
            assertThat(child.awaitLine("tx failed 08")).isEqualTo("tx failed 08006 org.postgresql.util.PSQLException");
            assertThat("count " + (postgres.number("select count(*) from trades") - 1))
                    .as("stored before the reply was lost")
                    .isEqualTo(before);
            List<ClassWeave> planned = WovenTypes.planned("mariadb Driver");
            planned.forEach(weave -> child.tell("load " + weave.type()));
            child.tell("weaves");
            child.awaitLine("weaves end");

            assertThat(planned)
                    .allSatisfy(weave -> assertThat(child.awaitLine("weave " + weave.name() + " | "))
                            .containsAnyOf("| WOVEN | app loader", "| ACTIVE | app loader"));
            assertThat(child.output()).noneMatch(line -> line.contains("| FAILED |"));
            child.awaitWord();
            assertThat(child.said()).containsExactly("armed: lose");
        }
    }
}
