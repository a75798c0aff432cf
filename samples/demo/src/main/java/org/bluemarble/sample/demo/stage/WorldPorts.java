package org.bluemarble.sample.demo.stage;

import java.util.List;
import java.util.Map;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.supervisor.FreePort;

/** Where two shards listen: chosen together, since each must know the other's before either is there. */
final class WorldPorts {
    private final Map<Place, Integer> games;
    private final Map<Place, Integer> links;

    private WorldPorts(List<Integer> free) {
        this.games = Map.of(Place.EAST, free.get(0), Place.WEST, free.get(1));
        this.links = Map.of(Place.EAST, free.get(2), Place.WEST, free.get(3));
    }

    static WorldPorts pick() throws CannotStartException {
        return new WorldPorts(FreePort.pick(4));
    }

    /** {@return where the shard's players come to} */
    int game(Place place) {
        return games.getOrDefault(place, 0);
    }

    /** {@return where the shard's peer dials it} */
    int link(Place place) {
        return links.getOrDefault(place, 0);
    }
}
