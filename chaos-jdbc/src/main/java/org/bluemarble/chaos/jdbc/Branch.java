package org.bluemarble.chaos.jdbc;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;

/**
 * The end of a branch of a distributed transaction.
 *
 * @param onePhase whether it is a commit of a branch that was not prepared
 */
record Branch(XAResource resource, Xid xid, boolean onePhase) {

    /** Rolls it back, behind the transaction manager's back. */
    void rollBack() {
        try {
            resource.rollback(xid);
        } catch (XAException refused) {
            throw new FaultRefusedException("the branch could not be rolled back: error " + refused.errorCode, refused);
        }
    }
}
