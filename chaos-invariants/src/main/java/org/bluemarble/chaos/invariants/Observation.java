package org.bluemarble.chaos.invariants;

import java.sql.SQLException;
import java.util.Optional;

/** What one snapshot gave: the report and, if it was asked for and could be made, the digest of the state it speaks of. */
record Observation(Report report, Optional<StateDigest> digest) {

    /** A connection that breaks at the very end takes nothing from what was seen before. */
    Observation closing(Snapshot snapshot) {
        try {
            snapshot.close();
            return this;
        } catch (SQLException broken) {
            return new Observation(
                    report.withRemark("the snapshot's connection could not be given back: " + broken.getMessage()),
                    digest);
        }
    }
}
