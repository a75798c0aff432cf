package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Ends of branches of distributed transactions: which points they pass, and faults that leave the connection alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class XaCallContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Way way;
    private TestDatabase database;
    private XAConnection connection;
    private Connection handle;
    private long problemsBefore;
    private int injectionsBefore;

    abstract TestDatabase startDatabase() throws Exception;

    abstract XADataSource driverDataSource(String url) throws SQLException;

    Way newWay() {
        return Way.library();
    }

    @BeforeAll
    final void startServer() throws Exception {
        way = newWay();
        database = startDatabase();
        database.execute("create table wallet (acct varchar(20) primary key, gold int not null)");
    }

    @AfterAll
    final void stopServer() throws Exception {
        database.close();
    }

    @BeforeEach
    final void open() throws SQLException {
        problemsBefore = InternalProblems.count();
        injectionsBefore = way.chaos().journal().entriesOf("xa").size();
        database.execute("delete from wallet", "insert into wallet values ('bob', 100)");
        connection = connect();
        // Once: asking again closes the former handle, which rolls back.
        handle = connection.getConnection();
    }

    final XAConnection connect() throws SQLException {
        return way.around(driverDataSource(database.url())).getXAConnection();
    }

    @AfterEach
    final void close() throws SQLException {
        way.chaos().disarmAll();
        try {
            connection.close();
        } catch (SQLException lost) {
            assertThat(way.chaos().journal().entriesOf("xa").size())
                    .as("injections, without which closing had to succeed: %s", lost)
                    .isGreaterThan(injectionsBefore);
        }
        rollBackWhatIsPrepared();
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore);
    }

    /** A branch that a fault left prepared holds its locks until somebody ends it. */
    private void rollBackWhatIsPrepared() throws SQLException {
        XAConnection manager = driverDataSource(database.url()).getXAConnection();
        try {
            XAResource resource = manager.getXAResource();
            for (Xid xid : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
                resource.rollback(xid);
            }
        } catch (XAException e) {
            throw new AssertionError("a prepared branch could not be rolled back: error " + e.errorCode, e);
        } finally {
            manager.close();
        }
    }

    final int prepared() {
        try {
            XAConnection manager = driverDataSource(database.url()).getXAConnection();
            try {
                return manager.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
            } finally {
                manager.close();
            }
        } catch (SQLException | XAException e) {
            throw new AssertionError(e);
        }
    }

    final int gold() {
        return number("select gold from wallet");
    }

    /** Read from outside. */
    final int number(String query) {
        try {
            return database.number(query);
        } catch (SQLException e) {
            throw new AssertionError("the outside look at the database failed", e);
        }
    }

    final ArmedRule arm(String rule) {
        return way.chaos().arm("xa: " + rule + " ttl=1m");
    }

    final Branch work() throws SQLException, XAException {
        XAResource resource = connection.getXAResource();
        Branch branch = new Branch(resource, new TestXid(NUMBER.incrementAndGet()));
        resource.start(branch.xid(), XAResource.TMNOFLAGS);
        try (Statement statement = handle.createStatement()) {
            statement.executeUpdate("update wallet set gold = gold + 5");
        }
        resource.end(branch.xid(), XAResource.TMSUCCESS);
        return branch;
    }

    record Branch(XAResource resource, Xid xid) {
        void prepare() throws XAException {
            assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        }
    }

    static XAException failureOf(Committing action) {
        XAException failure = catchThrowableOfType(XAException.class, action::run);
        assertThat((Throwable) failure).as("the transaction manager's failure").isNotNull();
        return failure;
    }

    @FunctionalInterface
    interface Committing {
        void run() throws XAException;
    }

    @Test
    void counted_eachEndOfABranchPassesOnce() throws Exception {
        ArmedRule rule = arm("jdbc.commit latency 1ms nth=1000000");

        Branch onePhase = work();
        onePhase.resource().commit(onePhase.xid(), true);
        assertThat(rule.counters().selected()).as("one phase").isEqualTo(1);
        Branch twoPhases = work();
        twoPhases.prepare();
        twoPhases.resource().commit(twoPhases.xid(), false);

        assertThat(rule.counters().selected()).as("second phase").isEqualTo(2);
        assertThat(gold()).isEqualTo(110);
    }

    @Test
    void lyingSecondPhase_returnsAndTheBranchIsRolledBack() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] lying-commit limit=1");

        branch.resource().commit(branch.xid(), false);

        assertThat(gold()).isEqualTo(100);
        assertThat(prepared()).isZero();
        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(rule.counters().cancelled()).isZero();
    }

    @Test
    void lyingOnePhase_returnsAndTheBranchIsRolledBack() throws Exception {
        Branch branch = work();
        ArmedRule rule = arm("jdbc.commit[kind=xa] lying-commit limit=1");

        branch.resource().commit(branch.xid(), true);

        assertThat(gold()).isEqualTo(100);
        assertThat(prepared()).isZero();
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void errorAtABranchsOnlyPhase_isTheManagersExceptionAndTheBranchIsRolledBack() throws Exception {
        Branch branch = work();
        ArmedRule rule = arm("jdbc.commit[kind=xa] exception serialization-failure limit=1");

        assertSerializationFailure(failureOf(() -> branch.resource().commit(branch.xid(), true)));

        assertThat(rule.counters().done()).isEqualTo(1);
        assertThat(gold()).isEqualTo(100);
        assertThat(prepared()).isZero();
        Branch next = work();
        next.resource().commit(next.xid(), true);
        assertThat(gold()).as("the connection works on").isEqualTo(105);
    }

    /** Whether the session takes a statement that fails while a branch is prepared. */
    boolean failsBesideAPreparedBranch() {
        return false;
    }

    @Test
    void errorAtABranchsSecondPhase_leavesItPreparedOrIsRefused() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] exception serialization-failure limit=1");

        if (failsBesideAPreparedBranch()) {
            assertSerializationFailure(failureOf(() -> branch.resource().commit(branch.xid(), false)));
        } else {
            branch.resource().commit(branch.xid(), false);
        }

        assertThat(rule.counters().done()).isEqualTo(failsBesideAPreparedBranch() ? 1 : 0);
        assertThat(prepared()).isEqualTo(failsBesideAPreparedBranch() ? 1 : 0);
        assertThat(gold()).isEqualTo(failsBesideAPreparedBranch() ? 100 : 105);
    }

    private static void assertSerializationFailure(XAException failure) {
        assertThat(failure.errorCode).isEqualTo(XAException.XAER_RMERR);
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo("40001"));
    }

    @Test
    void lateCommitOfABranch_isRefusedAndTheBranchCommits() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] late-commit limit=1");
        ArmedRule answer = way.chaos().arm("answer: jdbc.commit latency 1ms phase=after limit=1 ttl=1m");

        branch.resource().commit(branch.xid(), false);

        assertThat(gold()).isEqualTo(105);
        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(answer.counters().done())
                .as("another rule's delay is none of it")
                .isEqualTo(1);
    }

    /** A branch's name. */
    private record TestXid(int number) implements Xid {

        @Override
        public int getFormatId() {
            return 4711;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ("trade" + number).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return "shard".getBytes(StandardCharsets.UTF_8);
        }
    }
}
