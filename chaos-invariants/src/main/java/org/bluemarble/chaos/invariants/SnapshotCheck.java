package org.bluemarble.chaos.invariants;

import java.sql.SQLException;
import org.bluemarble.chaos.invariants.model.Invariant;

/** Judges one invariant on one snapshot. Only called where the mapping supports the invariant. */
interface SnapshotCheck {

    Invariant invariant();

    Verdict judge(Snapshot snapshot, BoundEconomy economy, int mostWitnesses) throws SQLException;
}
