package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.mapping.EconomyMapping;
import org.bluemarble.chaos.invariants.mapping.MappingException;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.bluemarble.chaos.servers.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A game that names and types everything in its own way: schemas, UUIDs, enums, decimals, numbered legs, odd identifiers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappedSchemaTest {

    private static final String ALICE_PAYS = "6c1d6a50-0000-4000-8000-00000000000a";
    private static final String BOB_PAYS = "6c1d6a50-0000-4000-8000-00000000000b";

    private static final String MAPPING = """
            economy: strange-game
            initial: { CREDIT: 300.50 }
            mint: [-1]
            sink: [-2]
            balances:
              - table: eco.Purse
                holder: owner
                amount: credits
                resource: { value: CREDIT }
                minimum: overdraft
                where: { kind: [player, guild], closed_at: null }
            items:
              - { table: eco.thing, id: thing_no, place: [chest], where: { life: { not: [gone] } } }
            items-before: { table: 'eco.odd "name', id: 'the id' }
            operations: { table: eco.request, id: request_id, kind: what, result: said }
            ledger:
              table: eco.entry
              operation: request_id
              holder: owner
              delta: change
              resource: { value: CREDIT }
              item: thing_no
              leg: leg_no
            trades:
              table: eco.request
              operation: request_id
              legs: 2
              state: what
              done: [swap]
              where: { what: swap }
            facts: { kinds: [swap] }
            """;

    private final PostgresServer server = PostgresServer.builder().start();
    private final DriverDataSource source = new DriverDataSource(server.jdbcUrl());

    @BeforeAll
    void createTables() throws SQLException {
        execute(
                "create schema eco",
                "create type eco.life as enum ('here', 'gone')",
                "create table eco.\"Purse\"(owner bigint, kind varchar(9), credits numeric(20,2), overdraft int,"
                        + " closed_at timestamp)",
                "create table eco.thing(thing_no bigint, chest text, life eco.life)",
                "create table eco.\"odd \"\"name\"(\"the id\" bigint)",
                "create table eco.request(request_id uuid, what text, said text)",
                "create table eco.entry(request_id uuid, leg_no int, owner bigint, change numeric(20,2),"
                        + " thing_no bigint)");
    }

    @BeforeEach
    void fillTables() throws SQLException {
        execute(
                "truncate eco.\"Purse\", eco.thing, eco.\"odd \"\"name\", eco.request, eco.entry",
                "insert into eco.\"Purse\" values (1, 'player', 90.25, 0, null), (2, 'player', 210.25, 0, null),"
                        + " (3, 'guild', 0, 0, null), (4, 'player', 999, 0, now()), (5, 'npc', 77, 0, null)",
                "insert into eco.thing values (9007199254740993, 'a', 'here'), (9007199254740992, 'b', 'gone')",
                "insert into eco.\"odd \"\"name\" values (9007199254740993)",
                "insert into eco.request values ('" + ALICE_PAYS + "', 'swap', 'paid'), ('" + BOB_PAYS
                        + "', 'swap', 'paid')",
                // Two equal legs, told apart by their number only.
                "insert into eco.entry values ('" + ALICE_PAYS + "', 1, 1, -5, null), ('" + ALICE_PAYS
                        + "', 2, 2, 5, null)",
                "insert into eco.entry values ('" + BOB_PAYS + "', 1, 2, -0.50, null), ('" + BOB_PAYS
                        + "', 2, 2, 0.5, null)");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void gameWithNamesAndTypesOfItsOwn_isUnderstood() throws Exception {
        Report report = check(List.of(
                fact(ALICE_PAYS.toUpperCase(Locale.ROOT), "swap", FactOutcome.OK, "paid"),
                fact("not-a-uuid", "login", FactOutcome.OK, ""),
                fact("6c1d6a50-0000-4000-8000-00000000000c", "swap", FactOutcome.FAIL, "")));

        assertThat(report.verdict()).as(report.toText()).isEqualTo(Verdict.holds());
    }

    @Test
    void acknowledgedIdThatNoColumnCanHold_isGone() throws Exception {
        Report report = check(List.of(fact("not-a-uuid", "swap", FactOutcome.OK, "")));

        assertThat(report.violations()).extracting(Violation::invariant).containsExactly(Invariant.I10);
        assertThat(report.violations().get(0).witnesses().get(0).words())
                .endsWith("was acknowledged but is gone: no row in eco.request");
    }

    @Test
    void neighbouringIdsBeyondTheRangeOfDoubles_areDifferentItems() throws Exception {
        execute("update eco.thing set life = 'here'");

        Report report = check(List.of());

        assertThat(report.violations()).extracting(Violation::invariant).containsExactly(Invariant.I6);
        assertThat(report.violations().get(0).witnesses())
                .extracting(Witness::words)
                .containsExactly("item 9007199254740992 was never created, but it is in eco.thing (b)");
    }

    @Test
    void sameLegNumberTwice_isTheSameLegTwice() throws Exception {
        execute("insert into eco.entry values ('" + BOB_PAYS + "', 2, 2, 0, null)");

        assertThat(check(List.of()).violations())
                .extracting(Violation::invariant)
                .containsExactly(Invariant.I9);
    }

    @Test
    void overdraftOfTheAccountsOwn_isItsMinimum() throws Exception {
        execute(
                "update eco.\"Purse\" set credits = credits + 100 where owner = 1",
                "update eco.\"Purse\" set credits = -100, overdraft = -100 where owner = 3");
        assertThat(check(List.of()).verdict()).isEqualTo(Verdict.holds());

        execute("update eco.\"Purse\" set overdraft = -99 where owner = 3");
        Report report = check(List.of());

        assertThat(report.violations().get(0).witnesses())
                .extracting(Witness::words)
                .containsExactly("eco.Purse: 3 holds -100 CREDIT but must hold at least -99");
    }

    @Test
    void namesTheDatabaseDoesNotHave_areAllReportedWithTheNearest() {
        EconomyMapping mapping = EconomyMapping.parse("""
                initial: { CREDIT: 0 }
                balances:
                  - { table: eco.purs, holder: owner, amount: credits, resource: { value: CREDIT } }
                  - { table: eco.purse, holder: ownr, amount: kind, resource: { value: CREDIT }, where: { knd: x } }
                ledger: { table: entry, operation: a, holder: b, delta: c, resource: d }
                operations: { table: nowhere.request, id: x }
                items: { table: eco.request, id: item, place: [what, wht] }
                """, "economy.yaml");

        assertThatThrownBy(() -> EconomyChecker.of(mapping).validate(source))
                .isInstanceOf(MappingException.class)
                .hasMessage("""
                        8 problems in economy.yaml:
                        line 3    balances[0].table was 'eco.purs', which the database does not have in schema 'eco'; did you mean 'Purse'?
                        line 4    balances[1].where.knd was 'knd', which table 'eco.purse' does not have; did you mean 'kind'?
                        line 4    balances[1].holder was 'ownr', which table 'eco.purse' does not have; did you mean 'owner'?
                        line 4    balances[1].amount was 'kind', which is varchar but must be a whole number or a decimal; sums over it would not be exact
                        line 5    ledger.table was 'entry', which the database does not have in schema 'public'
                        line 6    operations.table was 'nowhere.request', which the database does not have in schema 'nowhere'
                        line 7    items[0].id was 'item', which table 'eco.request' does not have; there are request_id, said, what
                        line 7    items[0].place was 'wht', which table 'eco.request' does not have; did you mean 'what'?""");
    }

    @Test
    void floatingPointAmounts_areRefused() throws Exception {
        execute("drop table if exists eco.bad", "create table eco.bad(who text, gold double precision)");
        EconomyMapping mapping = EconomyMapping.parse(
                "initial: { gold: 0 }\nclosed: true\nbalances: { table: eco.bad, holder: who, amount: gold,"
                        + " resource: { value: gold } }",
                "economy.yaml");

        assertThatThrownBy(() -> EconomyChecker.of(mapping).check(source))
                .hasMessageContaining("balances[0].amount was 'gold', which is float8 but must be a whole number or a"
                        + " decimal; sums over it would not be exact");
    }

    @Test
    void closedEconomyWithoutLedger_isJudgedByItsSum() throws Exception {
        EconomyMapping mapping = EconomyMapping.parse("""
                initial: { CREDIT: 300.50 }
                closed: true
                balances:
                  - { table: eco.purse, holder: owner, amount: credits, resource: { value: CREDIT }, where: { kind: [player, guild], closed_at: null } }
                check: [I1, I2]
                """, "closed.yaml");
        assertThat(EconomyChecker.of(mapping).check(source).verdict()).isEqualTo(Verdict.holds());

        execute("update eco.\"Purse\" set credits = credits + 0.01 where owner = 2");
        Report report = EconomyChecker.of(mapping).check(source);

        assertThat(report.violationRecords())
                .containsExactly(
                        new ViolationRecord("I1", 1, "CREDIT sum is 300.51 but must be 300.5: +0.01 appeared"));
    }

    @Test
    void queryThatFails_makesItsInvariantUnknownAndNothingElseFalse() throws Exception {
        execute(
                "drop view if exists eco.broken",
                "create view eco.broken as select owner, (credits / 0)::bigint credits from eco.\"Purse\"");
        EconomyMapping mapping = EconomyMapping.parse(
                "initial: { CREDIT: 0 }\nclosed: true\nbalances: { table: eco.broken, holder: owner, amount: credits,"
                        + " resource: { value: CREDIT } }\ncheck: [I1, I2]",
                "broken.yaml");

        Report report = EconomyChecker.of(mapping).check(source);

        assertThat(report.verdict(Invariant.I1).word()).isEqualTo("unknown");
        assertThat(report.toText()).contains("the query for I1 failed: ERROR: division by zero");
        assertThat(report.toText()).contains("not judged, because the query for I1 failed: ERROR: division by zero");
    }

    @Test
    void replica_provesNothing() throws Exception {
        // A function of the same name earlier on the search path stands in for a server that is in recovery.
        execute("create or replace function eco.pg_is_in_recovery() returns boolean language sql as 'select true'");
        DriverDataSource replica =
                new DriverDataSource(server.jdbcUrl() + "&options=-c%20search_path=eco,pg_catalog,public");

        Report report =
                EconomyChecker.of(EconomyMapping.parse(MAPPING, "economy.yaml")).check(replica);

        assertThat(report.findings())
                .hasSize(9)
                .allSatisfy(finding -> assertThat(finding.verdict().word()).isEqualTo("unknown"));
        assertThat(report.toText()).contains("this is a replica");
    }

    @Test
    void unreadableFacts_leaveNothingThatHolds() throws Exception {
        Path log = Files.createTempFile("facts", ".jsonl");
        Files.writeString(log, "this is another file\n");

        Report report = EconomyChecker.of(EconomyMapping.parse(MAPPING, "economy.yaml"))
                .check(source, FactSource.file(log), Sessions.ENDED);

        assertThat(report.verdict(Invariant.I10).word()).isEqualTo("unknown");
        assertThat(report.verdict(Invariant.I11).word()).isEqualTo("unknown");
        assertThat(report.verdict(Invariant.I9)).isEqualTo(Verdict.holds());
        assertThat(report.remarks()).hasSize(1);
        Files.delete(log);
    }

    private Report check(List<Fact> facts) throws Exception {
        return EconomyChecker.of(EconomyMapping.parse(MAPPING, "economy.yaml"))
                .check(source, FactSource.of(facts), Sessions.ENDED);
    }

    private static Fact fact(String op, String kind, FactOutcome outcome, String result) {
        return new Fact(
                Instant.EPOCH, op, kind, outcome, "p", result.isEmpty() ? Map.of() : Map.of(Fact.RESULT, result));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
