package org.bluemarble.sample.demo.stage;

import java.nio.file.Path;
import org.bluemarble.sample.demo.plan.WorldExperiment.Place;

/**
 * Where an experiment's files go.
 *
 * @param folder must exist
 * @param run the experiment's name
 */
record WorldFiles(Path folder, String run) {
    Path log(Place place) {
        return folder.resolve("world-" + run + "-" + place.label() + ".log");
    }

    Path facts(Place place) {
        return folder.resolve("world-" + run + "-" + place.label() + ".facts.jsonl");
    }
}
