package org.bluemarble.chaos.jdbc;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One {@link TransactionTrack} for each physical connection, for as long as the connection lives. By identity, since some
 * drivers' connections define equality, and weakly: the state must not keep a connection from being collected.
 */
final class ConnectionStates {

    private final ConcurrentMap<Key, TransactionTrack> tracks = new ConcurrentHashMap<>();
    private final ReferenceQueue<Connection> collected = new ReferenceQueue<>();

    TransactionTrack of(Connection physical) {
        Reference<? extends Connection> gone;
        while ((gone = collected.poll()) != null) {
            tracks.remove(gone);
        }
        return tracks.computeIfAbsent(new Key(physical, collected), unused -> new TransactionTrack());
    }

    int size() {
        return tracks.size();
    }

    /** A connection by identity. */
    private static final class Key extends WeakReference<Connection> {

        private final int hash;

        Key(Connection connection, ReferenceQueue<Connection> collected) {
            super(connection, collected);
            this.hash = System.identityHashCode(connection);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Connection mine = get();
            return mine != null && other instanceof Key key && key.get() == mine;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
