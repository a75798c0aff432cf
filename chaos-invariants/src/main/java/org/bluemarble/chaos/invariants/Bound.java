package org.bluemarble.chaos.invariants;

/** A table of the mapping together with the real table it names. */
record Bound<T>(T mapping, BoundTable table) {}
