package org.bluemarble.chaos.yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.FlagFeed;
import org.bluemarble.chaos.FlagSource;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.WrittenRules;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule file so far: looks at it, and makes of what changed in it the least change in the engine. Used by
 * one thread at a time, except for looking.
 *
 * <p>A text counts once it was read twice alike: a file that is being written, or was replaced while it was read, is another
 * one at the next look. A file that cannot be used changes nothing; the last one that could holds.
 */
final class WatchedFile {

    private final Chaos chaos;
    private final Path path;
    private final String source;
    private final FlagFeed feed;

    /** What was armed for each rule of the file, by its id. */
    private final Map<String, ArmedRule> rules = new LinkedHashMap<>();

    private @Nullable Look applied;
    private @Nullable Look last;

    WatchedFile(Chaos chaos, Path path) {
        this.chaos = chaos;
        this.path = path;
        this.source = path.toString();
        this.feed = chaos.flags().feed(FlagSource.FILE, RuleFile.actor(source));
    }

    /**
     * One look at the file.
     *
     * @param text what it says; null if it cannot be read
     * @param problem why it cannot; empty if it can
     * @param missing whether there is no such file
     */
    record Look(@Nullable String text, String problem, boolean missing) {}

    /** What a look at the file led to. */
    sealed interface Outcome {

        /** The file says what it said, or is just being changed. */
        record Unchanged() implements Outcome {}

        /** The engine follows what the file says now. */
        record Followed(List<String> armed, List<String> disarmed) implements Outcome {}

        /** There is no file. What it said before is taken back. */
        record Missing(List<String> disarmed) implements Outcome {}

        /** The file cannot be used; what it said before holds. */
        record Refused(String problem) implements Outcome {}
    }

    /** Takes the file at its word: at the start nobody is writing it. */
    Outcome first(Look now) {
        last = now;
        return apply(now);
    }

    /** Takes a further look into account. */
    Outcome again(Look now) {
        boolean settled = now.equals(last);
        last = now;
        return settled && !now.equals(applied) ? apply(now) : new Outcome.Unchanged();
    }

    /** Looks at the file, which may take its time or for ever. */
    Look look() {
        Findings findings = new Findings();
        String text = YamlSource.text(path, findings);
        return text == null
                ? new Look(null, findings.problems().get(0).text(), Files.notExists(path))
                : new Look(text, "", false);
    }

    private Outcome apply(Look look) {
        applied = look;
        if (look.missing()) {
            return new Outcome.Missing(takeBack());
        }
        try {
            return follow(read(look));
        } catch (ChaosConfigurationException refused) {
            return new Outcome.Refused(refused.getMessage());
        }
    }

    private RuleFile read(Look look) {
        try {
            if (look.text() == null) {
                throw new ChaosConfigurationException(source, List.of(new Problem(null, look.problem())));
            }
            RuleFile file = RuleFile.read(source, look.text(), chaos.ceiling());
            if (!file.sequences().isEmpty()) {
                String wrong = "sequences was given but must not be in a file that is watched: what of an act is over"
                        + " cannot be changed; arm the file once instead, with config=";
                throw new ChaosConfigurationException(source, List.of(new Problem(null, wrong)));
            }
            return file;
        } catch (ChaosConfigurationException wrong) {
            // Of what cannot even be read the engine does not hear otherwise.
            feed.refused(wrong.getMessage());
            throw wrong;
        }
    }

    private Outcome follow(RuleFile file) {
        Map<String, FaultRule> wanted = new LinkedHashMap<>();
        List<RuleDraft> arming = new ArrayList<>();
        for (int i = 0; i < file.rules().size(); i++) {
            FaultRule rule = file.rules().get(i);
            wanted.put(rule.id(), rule);
            if (!isFollowed(rule, file.flags().containsKey(rule.id()))) {
                arming.add(file.written().drafts().get(i));
            }
        }
        Set<String> changed = new LinkedHashSet<>(rules.keySet());
        changed.removeIf(id -> wanted.containsKey(id)
                && arming.stream().noneMatch(draft -> draft.id().text().equals(id)));
        List<ArmedRule> ending = armed(changed);

        WrittenRules written = new WrittenRules(source, arming, file.written().points());
        List<ArmedRule> armed = written.replaceIn(chaos, ending, feed, file.flags());

        changed.forEach(rules::remove);
        armed.forEach(rule -> rules.put(rule.id(), rule));
        List<String> gone = ids(ending);
        gone.removeAll(ids(armed));
        return new Outcome.Followed(ids(armed), gone);
    }

    /** A rule that says what it said is left alone, also when it has ended meanwhile; its flag is the feed's matter. */
    private boolean isFollowed(FaultRule rule, boolean decidesFlag) {
        ArmedRule own = rules.get(rule.id());
        return own != null
                && own.rule().withEnabled(rule.enabled()).equals(rule)
                && (decidesFlag || own.rule().enabled() == rule.enabled());
    }

    /** Takes back all that the file said. */
    List<String> takeBack() {
        List<ArmedRule> ending = armed(rules.keySet());
        new WrittenRules(source, List.of(), Set.of()).replaceIn(chaos, ending, feed, Map.of());
        rules.clear();
        return ids(ending);
    }

    /** Takes back all that the file said, for good. */
    void end() {
        takeBack();
        feed.close();
    }

    private List<ArmedRule> armed(Set<String> ids) {
        return ids.stream().map(rules::get).filter(ArmedRule::isArmed).toList();
    }

    private static List<String> ids(List<ArmedRule> rules) {
        return new ArrayList<>(rules.stream().map(ArmedRule::id).toList());
    }
}
