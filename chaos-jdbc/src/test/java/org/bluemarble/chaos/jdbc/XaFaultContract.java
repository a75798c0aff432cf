package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.api.Test;

/** What becomes of a branch whose connection is lost at its end; for servers that let somebody else end it. */
abstract class XaFaultContract extends XaCallContract {

    /** What the driver tells a transaction manager whose connection was lost. */
    int lostBranch() {
        return XAException.XAER_RMFAIL;
    }

    @Test
    void requestLostInTheSecondPhase_leavesTheBranchPrepared() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] lost-request limit=1");

        XAException failure = failureOf(() -> branch.resource().commit(branch.xid(), false));

        assertThat(failure.errorCode).isEqualTo(lostBranch());
        assertThat(gold()).isEqualTo(100);
        await("the branch is prepared still").atMost(PATIENCE).until(() -> prepared() == 1);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void replyLostInTheSecondPhase_isCommitted() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] lost-ack limit=1");

        XAException failure = failureOf(() -> branch.resource().commit(branch.xid(), false));

        assertThat(failure.errorCode).isEqualTo(lostBranch());
        await("committed").atMost(PATIENCE).until(() -> gold() == 105);
        assertThat(prepared()).isZero();
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void replyLostInOnePhase_isCommitted() throws Exception {
        Branch branch = work();
        ArmedRule rule = arm("jdbc.commit[kind=xa] lost-ack limit=1");

        failureOf(() -> branch.resource().commit(branch.xid(), true));

        await("committed").atMost(PATIENCE).until(() -> gold() == 105);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void requestLostAtABranchsRollback_leavesTheBranchPrepared() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.rollback[kind=xa] lost-request limit=1");

        XAException failure = failureOf(() -> branch.resource().rollback(branch.xid()));

        assertThat(failure.errorCode).isEqualTo(lostBranch());
        await("the branch is prepared still").atMost(PATIENCE).until(() -> prepared() == 1);
        assertThat(gold()).isEqualTo(100);
        assertThat(rule.counters().injected()).isEqualTo(1);
    }

    @Test
    void sessionKilledAfterTheSecondPhase_isCommitted() throws Exception {
        Branch branch = work();
        branch.prepare();
        ArmedRule rule = arm("jdbc.commit[kind=xa] killed-after-commit limit=1");

        XAException failure = failureOf(() -> branch.resource().commit(branch.xid(), false));

        assertThat(failure.errorCode).isIn(XAException.XAER_RMFAIL, XAException.XAER_RMERR);
        assertThat(gold()).isEqualTo(105);
        assertThat(prepared()).isZero();
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void refusedConnection_leavesNoSessionOnTheServer() throws Exception {
        awaitTwoSessions();
        ArmedRule rule = arm("jdbc.connect exception too-many-connections limit=3");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        }

        assertThat(rule.counters().done()).isEqualTo(3);
        awaitTwoSessions();
    }

    /** The connection of each test, and the one that looks from outside. */
    private void awaitTwoSessions() {
        await("the server has let go of all others").atMost(PATIENCE).until(() -> number(sessionsQuery()) == 2);
    }

    /** Counts the sessions in the test's database. */
    abstract String sessionsQuery();
}
