package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** Which executions of statements pass, each exactly once, and by what they are known. */
abstract class ExecutionPassageContract extends JdbcFixture {

    @Test
    void eachExecution_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update wallet set gold = 1");
            assertThat(selected(rule)).as("executeUpdate").isEqualTo(1);
            statement.execute("update wallet set gold = 2");
            assertThat(selected(rule)).as("execute").isEqualTo(2);
            statement.executeQuery("select gold from wallet").close();
            assertThat(selected(rule)).as("executeQuery").isEqualTo(3);
            statement.executeLargeUpdate("update wallet set gold = 3");
            assertThat(selected(rule)).as("executeLargeUpdate").isEqualTo(4);
            statement.executeUpdate("update wallet set gold = 4", Statement.NO_GENERATED_KEYS);
            assertThat(selected(rule)).as("executeUpdate with keys").isEqualTo(5);
            connection.commit();
        }
    }

    @Test
    void eachPreparedExecution_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=prepared,verb=update,table=wallet]");

        try (Connection connection = transaction();
                PreparedStatement update = connection.prepareStatement("update wallet set gold = ?")) {
            // More often than any driver needs to switch to a server-side statement.
            for (int i = 1; i <= 8; i++) {
                update.setInt(1, i);
                update.executeUpdate();
                assertThat(selected(rule)).isEqualTo(i);
            }
            update.setInt(1, 9);
            update.execute();
            assertThat(selected(rule)).isEqualTo(9);
            connection.commit();
        }
    }

    @Test
    void preparedQuery_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[verb=select,table=wallet]");

        try (Connection connection = transaction();
                PreparedStatement query = connection.prepareStatement("select gold from wallet where acct = ?")) {
            query.setString(1, "bob");
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
            }
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void statementPreparedBeforeArming_isReadFromTheDriver() throws SQLException {
        try (Connection connection = transaction();
                PreparedStatement update = connection.prepareStatement("update wallet set gold = 7")) {
            ArmedRule rule = counting("jdbc.execute[table=wallet]");

            update.executeUpdate();

            assertThat(selected(rule)).isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void callable_passesOnce() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=prepared]");

        try (Connection connection = transaction();
                CallableStatement call = connection.prepareCall(callableSql())) {
            call.execute();
            assertThat(selected(rule)).isEqualTo(1);
            connection.rollback();
        }
    }

    /** Something that can be called without defining it first. */
    String callableSql() {
        return "select 1";
    }

    @Test
    void batch_passesOnceWithItsSize() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=batch,batch-size=3,table=other]");

        try (Connection connection = transaction();
                PreparedStatement insert = connection.prepareStatement("insert into other values (?)")) {
            for (int i = 1; i <= 3; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void batchOfTexts_passesOnceWithItsSize() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=batch,batch-size=2,table=other]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert into other values (1)");
            statement.addBatch("update wallet set gold = 1");
            statement.executeBatch();
            connection.commit();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void largeBatch_passesOnceWithItsSize() throws SQLException {
        ArmedRule rule = counting("jdbc.execute[kind=batch,batch-size=2]");

        try (Connection connection = transaction();
                PreparedStatement insert = connection.prepareStatement("insert into other values (?)")) {
            for (int i = 1; i <= 2; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeLargeBatch();
            connection.rollback();
        }

        assertThat(selected(rule)).isEqualTo(1);
    }

    @Test
    void execution_isKnownByItsTextAndItsAutoCommit() throws SQLException {
        ArmedRule auto =
                counting("auto", "jdbc.execute[auto-commit=true,sql='update wallet set gold = gold + 1',position=1]");
        ArmedRule inTransaction =
                counting("in-transaction", "jdbc.execute[auto-commit=false,sql='update wallet set gold = gold + 1']");

        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update wallet set gold = gold + 1");
            statement.executeUpdate("update wallet set gold = gold + 2");
            connection.setAutoCommit(false);
            statement.executeUpdate("update wallet set gold = gold + 1");
            connection.rollback();
        }

        assertThat(selected(auto)).isEqualTo(1);
        assertThat(selected(inTransaction)).isEqualTo(1);
    }

    @Test
    void position_countsStatementsInTheTransaction() throws SQLException {
        ArmedRule third = counting("jdbc.execute[position=3]");

        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 4; i++) {
                    statement.executeUpdate("update wallet set gold = " + i);
                }
                connection.commit();
            }
        }

        assertThat(selected(third)).isEqualTo(2);
    }

    @Test
    void validation_isNoExecution() throws SQLException {
        ArmedRule rule = counting("jdbc.execute");

        try (Connection connection = dataSource().getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }

        assertThat(selected(rule)).isZero();
    }
}
