package org.bluemarble.chaos.invariants.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.yaml.snakeyaml.nodes.Node;

/** What one reading of a file found: the problems so far, and the line of each setting. */
final class YamlProblems {

    private final List<Problem> found = new ArrayList<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    void add(OptionalInt line, String path, String what) {
        found.add(new Problem(line, path, what));
    }

    void remember(String path, Node node) {
        lines.put(path, lineOf(node));
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    List<Problem> found() {
        return found;
    }

    Map<String, Integer> lines() {
        return lines;
    }
}
