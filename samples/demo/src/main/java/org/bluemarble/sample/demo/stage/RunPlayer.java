package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.sample.demo.plan.Expectation;
import org.bluemarble.sample.demo.plan.PlannedRun;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.result.RunOutcome;
import org.bluemarble.sample.demo.result.Timeline;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.demo.stage.Judge.Judgement;
import org.bluemarble.sample.demo.stage.Scene.Strikes;
import org.bluemarble.sample.game.economy.Schema;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * Plays one run from empty tables to a verdict: bots trade, the fault strikes, bots settle, the judge looks. Not thread-safe.
 */
public final class RunPlayer {
    /** Trades begun per second; keeps two cores busy and the database's queue short. */
    private static final int RATE = 40;

    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);
    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(1);
    /** Traffic after the last strike, for trades that meet what it left behind. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final Stage stage;
    private final Judge judge;
    private final Progress progress;

    /** Plays on this stage, judged by chaos-invariants. */
    public RunPlayer(Stage stage, Progress progress) {
        this(stage, new EconomyJudge(), progress);
    }

    RunPlayer(Stage stage, Judge judge, Progress progress) {
        this.stage = stage;
        this.judge = judge;
        this.progress = progress;
    }

    /**
     * Plays a run.
     *
     * @return what it came to; a run that broke off has the verdict {@code unknown} and says why
     */
    public RunOutcome play(PlannedRun plan) throws InterruptedException {
        Instant begun = Instant.now();
        try {
            return playToTheEnd(plan);
        } catch (StageException | IOException | SQLException e) {
            // The next run shall not inherit whatever this one left.
            stage.dropShard();
            return brokenOff(plan, begun, e);
        }
    }

    private RunOutcome playToTheEnd(PlannedRun plan)
            throws StageException, IOException, SQLException, InterruptedException {
        progress.show("starting the " + plan.server().label() + " server");
        Shard shard = stage.shard(plan.server());
        DataSource connections = stage.connections();
        Schema.reset(connections);
        Path facts = stage.folder().resolve(plan.name() + ".facts.jsonl");
        Files.deleteIfExists(facts);
        progress.show("starting " + plan.players() + " bots");
        int deathsBefore = shard.deaths();
        try (BotsProcess bots = stage.startBots(shard, plan.players(), RATE, plan.seed(), facts)) {
            Scene scene = new Scene(plan, shard, bots, progress);
            Strikes strikes = trade(scene, connections);
            Instant settling = Instant.now();
            progress.show("letting the bots settle");
            boolean isSettled = bots.settle();
            Instant end = Instant.now();
            progress.show("quiescing and checking");
            Judgement judgement = judge.judge(connections, facts, DeadSessions.of(stage, shard));
            BotFacts told = BotFacts.read(FactSource.file(facts));
            List<String> more = new ArrayList<>(strikes.shortcomings());
            if (!isSettled && judgement.verdict() != VerdictWord.VIOLATED) {
                more.add("some trades got no definite answer while the bots settled");
            }
            Timeline timeline = timeline(scene, settling, end, told, judgement);
            return outcome(plan, strikes, shard.deaths() - deathsBefore, judgement, told.inDoubt(), more, timeline);
        }
    }

    private Strikes trade(Scene scene, DataSource connections)
            throws StageException, IOException, InterruptedException {
        if (!scene.await(LONGEST_WARM_UP, "warming up", () -> scene.bots().acknowledged() > 0)) {
            throw new StageException("no trade was acknowledged within " + LONGEST_WARM_UP.toSeconds()
                    + " s; the logs in " + stage.folder() + " say why");
        }
        scene.pause(SHORTEST_WARM_UP.minus(Duration.between(scene.start(), Instant.now())), "warming up");
        Strikes strikes = attack(scene.plan(), connections).strike(scene);
        scene.shard().awaitReady();
        scene.pause(longer(scene.left(), AFTERMATH), "trading on");
        return strikes;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Attack attack(PlannedRun plan, DataSource connections) {
        if (plan.fault().killsServer()) {
            return new CrashAttack();
        }
        if (plan.fault().killsDatabase()) {
            return new DatabaseKillAttack(
                    stage.database().process().orElseThrow(),
                    connections,
                    () -> isBroken(connections),
                    plan.server() == ServerKind.NAIVE);
        }
        return new RuleAttack();
    }

    private boolean isBroken(DataSource connections) throws StageException {
        try {
            return judge.isBroken(connections);
        } catch (SQLException e) {
            throw new StageException("the database could not be looked at: " + e.getMessage(), e);
        }
    }

    private static Timeline timeline(Scene scene, Instant settling, Instant end, BotFacts told, Judgement judgement) {
        List<Mark> marks = new ArrayList<>(scene.marks());
        marks.addAll(scene.shard().downSince(scene.start()));
        for (Judge.Subject subject : judgement.subjects()) {
            // What is about no trade is about the whole run, and shows at its end.
            Instant at = told.timeOf(subject.id()).orElse(end);
            marks.add(new Mark.Violated(at, subject.invariant(), subject.words()));
        }
        return new Timeline(scene.start(), settling, end, List.copyOf(told.acknowledgements()), marks);
    }

    private static RunOutcome outcome(
            PlannedRun plan,
            Strikes strikes,
            int jvmDeaths,
            Judgement judgement,
            long inDoubt,
            List<String> found,
            Timeline timeline) {
        Expectation expectation = plan.fault().expectation(plan.server());
        VerdictWord shown = expectation.shown(judgement.verdict());
        List<String> shortcomings = new ArrayList<>(found);
        if (!plan.fault().killsServer() && jvmDeaths > 0) {
            shortcomings.add("the server's JVM died " + jvmDeaths + " times but no fault of this run kills it");
        }
        expectation.shortcoming(shown, judgement.violations()).ifPresent(wrong -> {
            shortcomings.add(wrong);
            shortcomings.addAll(judgement.doubts());
        });
        return new RunOutcome(
                plan.server().label(),
                plan.fault().label(),
                timeline.acknowledgements().size(),
                inDoubt,
                strikes.injections(),
                jvmDeaths,
                strikes.databaseDeaths(),
                shown,
                expectation.expected(shown),
                judgement.violations(),
                shortcomings,
                timeline);
    }

    private static RunOutcome brokenOff(PlannedRun plan, Instant begun, Exception why) {
        Instant now = Instant.now();
        return new RunOutcome(
                plan.server().label(),
                plan.fault().label(),
                0,
                0,
                0,
                0,
                0,
                VerdictWord.UNKNOWN,
                plan.fault().expectation(plan.server()).verdict(),
                List.of(),
                List.of("broke off: " + why.getMessage()),
                new Timeline(begun, now, now, List.of(), List.of()));
    }
}
