package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is MariaDB's own: sessions known by user or attribute, tables without snapshots, MySQL's driver. */
@EnabledIfMariaDbIsInstalled
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbSessionsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final MariaDbServer server =
            MariaDbServer.builder().setting("performance_schema", "ON").start();
    private final DriverDataSource source;
    private final SeededEconomy economy = new SeededEconomy(7, 6, 40);

    MariaDbSessionsTest() throws SQLException {
        server.createDatabase("game");
        source = new DriverDataSource(server.jdbcUrl("game"));
        ReferenceDatabase database = new ReferenceDatabase(source);
        database.create();
        database.load(economy);
        database.execute("create user shard identified by 'x'", "grant all on game.* to shard");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void sessionsOfAUser_areEndedBeforeTheVerdict() throws Exception {
        DriverDataSource deadServer =
                new DriverDataSource(server.jdbcUrl("game").replace("user=root", "user=shard&password=x"));
        try (Connection dead = deadServer.getConnection()) {
            dead.setAutoCommit(false);
            try (Statement statement = dead.createStatement()) {
                statement.executeUpdate("update wallet set gold = gold + 1 where acct = 'p0'");
            }

            Report report = Quiesce.before(checker(), source)
                    .endSessions(new SessionTag.User("shard"), LONG)
                    .stability(Duration.ZERO)
                    .check(FactSource.of(economy.facts));

            assertThat(report.verdict()).as(report.toText()).isEqualTo(Verdict.holds());
            assertThatThrownBy(dead::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void sessionsWithAConnectionAttribute_areEndedAndNoOthers() throws Exception {
        DriverDataSource tagged = new DriverDataSource(server.jdbcUrl("game") + "&connectionAttributes=incarnation:3");
        try (Connection admin = source.getConnection();
                Connection bystander = source.getConnection();
                Connection dead = tagged.getConnection()) {
            SessionRegister register =
                    new SessionRegister(admin, new SessionTag.ConnectionAttribute("incarnation", "3"));
            List<Long> ids = register.list();

            register.end(ids);
            register.end(ids);

            assertThat(ids).hasSize(1);
            Awaitility.await("the session is gone")
                    .atMost(LONG)
                    .until(() -> register.list().isEmpty());
            assertThat(bystander.isValid(30)).isTrue();
            assertThat(dead.isValid(30)).isFalse();
        }
    }

    @Test
    void tableOfAnEngineWithoutSnapshots_provesNothing() throws Exception {
        ReferenceDatabase database = new ReferenceDatabase(source);
        database.execute("alter table wallet engine = Aria");
        Report report = checker().check(source, FactSource.of(economy.facts), Sessions.ENDED);
        database.execute("alter table wallet engine = InnoDB");

        assertThat(report.findings())
                .hasSize(9)
                .allSatisfy(finding -> assertThat(finding.verdict())
                        .isEqualTo(
                                Verdict.unknown("table wallet is kept by Aria, which has no snapshots; use InnoDB")));
    }

    @Test
    void mySqlDriver_seesTheSame() throws Exception {
        DriverDataSource other = new DriverDataSource(server.mysqlJdbcUrl("game"));

        Report report = checker().check(other, FactSource.of(economy.facts), Sessions.ENDED);

        assertThat(report.verdict()).as(report.toText()).isEqualTo(Verdict.holds());
        assertThat(report.outcomes().acknowledged()).isPositive();
    }

    private EconomyChecker checker() {
        return EconomyChecker.of(ReferenceDatabase.mapping(economy));
    }
}
