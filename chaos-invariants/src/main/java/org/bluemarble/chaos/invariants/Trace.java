package org.bluemarble.chaos.invariants;

import org.jspecify.annotations.Nullable;

/** What the database knows of one operation. */
record Trace(boolean isRecorded, @Nullable String result, long legs, boolean isTraded) {

    static final Trace NONE = new Trace(false, null, 0, false);

    Trace recordedAs(@Nullable String told) {
        return new Trace(true, told, legs, isTraded);
    }

    Trace withLegs(long found) {
        return new Trace(isRecorded, result, legs + found, isTraded);
    }

    Trace traded() {
        return new Trace(isRecorded, result, legs, true);
    }
}
