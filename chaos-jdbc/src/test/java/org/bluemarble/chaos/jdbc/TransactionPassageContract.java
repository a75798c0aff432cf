package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls end a transaction and so pass, each exactly once, and by what they are known. */
abstract class TransactionPassageContract extends ExecutionPassageContract {

    @Test
    void explicitCommit_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=explicit]");

        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void commitOfNothing_passesOnlyIfTheDriverSendsIt() throws SQLException {
        ArmedRule rule = counting("jdbc.commit");

        try (Connection connection = transaction()) {
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(facts().sendsEveryCommit() ? 1 : 0);
    }

    @Test
    void autoCommitStatement_commitsUnlessItReads() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=auto,table=wallet]");

        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select gold from wallet").close();
            assertThat(selected(rule)).as("a read").isZero();
            statement.executeUpdate("update wallet set gold = 1");
            assertThat(selected(rule)).as("a write").isEqualTo(1);
        }
    }

    @Test
    void switchingAutoCommitOn_commits() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=auto-commit-on]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.setAutoCommit(true);
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void textCommit_passes() throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=sql]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute("commit");
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void definition_commitsWhereTheDatabaseSaysSo() throws SQLException {
        database().execute("drop table if exists defined");
        ArmedRule rule = counting("jdbc.commit[kind=implicit]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute("create table defined (id int)");
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(facts().definitionsCommit() ? 1 : 0);
        assertThat(gold()).isEqualTo(facts().definitionsCommit() ? 105 : 100);
    }

    final Stream<String> textsThatMayCommit() {
        Stream<String> everywhere = Stream.of(
                "begin",
                "create temporary table if not exists scratch (id int)",
                "create index if not exists wallet_gold on wallet (gold)");
        return facts().beginningCommits()
                ? Stream.concat(
                        everywhere,
                        Stream.of(
                                "start transaction",
                                "lock tables other read",
                                "set autocommit=1",
                                "SET @@session.autocommit = ON",
                                "set autocommit=0",
                                "set sql_mode=default",
                                "set @autocommit = 1",
                                "flush tables",
                                "check table other",
                                "repair table other",
                                "analyze table other",
                                "optimize table other",
                                "cache index other in default",
                                "rename table other to otherwise, otherwise to other",
                                "grant select on other to current_user"))
                : everywhere;
    }

    /** What commits is asked of the server itself: some texts commit on one database, and on no other. */
    @ParameterizedTest
    @MethodSource("textsThatMayCommit")
    void textThatMayCommit_passesWhereItDoes(String text) throws SQLException {
        ArmedRule rule = counting("jdbc.commit[kind=implicit,table=wallet]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute(text);
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(gold() == 105 ? 1 : 0);
    }

    @Test
    void rollback_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.rollback[kind=explicit,table=wallet,statements=1]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void textRollback_passesAsSuch() throws SQLException {
        ArmedRule rule = counting("jdbc.rollback[kind=sql,table=wallet]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            give(connection, 5);
            statement.execute("rollback");
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(100);
    }

    @Test
    void rollbackToSavepoint_passesAsSuch() throws SQLException {
        ArmedRule rule = counting("jdbc.rollback[kind=savepoint]");

        try (Connection connection = transaction()) {
            give(connection, 5);
            Savepoint savepoint = connection.setSavepoint();
            give(connection, 5);
            connection.rollback(savepoint);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void firstTransactionAfterArming_isSeenWithItsTables() throws SQLException {
        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }
        ArmedRule rule = counting("jdbc.commit[table=wallet,statements=1]");

        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
        assertThat(rule.counters().unknown()).isZero();
    }
}
