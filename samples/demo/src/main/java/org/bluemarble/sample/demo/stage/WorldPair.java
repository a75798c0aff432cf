package org.bluemarble.sample.demo.stage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two shards and their players. */
record WorldPair(WorldShard east, WorldShard west) implements AutoCloseable {
    List<WorldShard> shards() {
        return List.of(east, west);
    }

    /** {@return what both shards have written down and their players were told, up to now} */
    WorldBooks books() throws StageException {
        Set<String> told = new HashSet<>();
        for (WorldShard shard : shards()) {
            shard.readHits(told);
        }
        return books(told);
    }

    /** {@return what both shards have written down, with nothing that players were told} */
    WorldBooks booksAlone() throws StageException {
        return books(Set.of());
    }

    /** West first: what it has not sent yet may still change east, and not the other way about. */
    private WorldBooks books(Set<String> told) throws StageException {
        ShardBooks westBooks = west.books();
        return new WorldBooks(east.books(), westBooks, told);
    }

    boolean areAllPlayersThere() {
        return shards().stream().allMatch(shard -> shard.players().areAllLoggedIn());
    }

    long reconnects() {
        return shards().stream()
                .mapToLong(shard -> shard.players().tally().reconnects())
                .sum();
    }

    boolean isLinkedBothWays() throws StageException, InterruptedException {
        return east.hasLinkUp() && west.hasLinkUp();
    }

    @Override
    public void close() {
        try {
            east.close();
        } finally {
            west.close();
        }
    }
}
