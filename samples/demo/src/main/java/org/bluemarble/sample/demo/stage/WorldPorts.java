package org.bluemarble.sample.demo.stage;

import java.util.List;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.supervisor.FreePort;

/** Where two shards listen: chosen together, since each must know the other's before either is there. */
record WorldPorts(List<Integer> games, List<Integer> links) {
    static WorldPorts pick() throws CannotStartException {
        List<Integer> free = FreePort.pick(4);
        return new WorldPorts(free.subList(0, 2), free.subList(2, 4));
    }

    int game(Place place) {
        return games.get(place.ordinal());
    }

    int link(Place place) {
        return links.get(place.ordinal());
    }
}
