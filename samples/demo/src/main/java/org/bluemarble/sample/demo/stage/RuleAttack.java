package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.stage.RemoteChaos.RuleState;
import org.bluemarble.sample.demo.stage.Scene.Strikes;
import org.jspecify.annotations.Nullable;

/** Arms a rule over JMX, waits until it has struck, disarms it, and does it again while there is time. */
final class RuleAttack implements Attack {
    /** Three commits pass in a fraction of a second; a machine under load may take longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Long enough for the pool to replace what a fault broke, and for trades to flow between two strikes. */
    private static final Duration BETWEEN = Duration.ofMillis(500);
    /** Traffic after the last strike, so that its consequences fall into the run. */
    private static final Duration AFTERMATH = Duration.ofMillis(1500);

    private static final int MOST_SHOTS = 3;

    @Override
    public Strikes strike(Scene scene) throws StageException, IOException, InterruptedException {
        try (RemoteChaos chaos = RemoteChaos.attach(scene.shard().awaitReady().pid())) {
            long injections = 0;
            for (int shot = 1; shot == 1 || (shot <= MOST_SHOTS && scene.left().compareTo(AFTERMATH) > 0); shot++) {
                RuleState state = shoot(scene, chaos, shot);
                injections += state.injected();
                if (!state.hasStruck()) {
                    return Strikes.of(injections, didNotFire(scene, shot, state));
                }
                scene.pause(BETWEEN, scene.plan().fault().label() + " struck " + injections + " times");
            }
            return Strikes.of(injections, leftArmed(chaos));
        }
    }

    private static RuleState shoot(Scene scene, RemoteChaos chaos, int shot)
            throws StageException, IOException, InterruptedException {
        String rule = scene.plan().fault().rule(scene.plan().server(), shot).orElseThrow();
        Instant armed = Instant.now();
        String id = chaos.arm(rule);
        RuleState state;
        try {
            // Seen apart: a late commit is under way for a second after it struck.
            if (scene.await(PATIENCE, "armed " + id, () -> chaos.state(id).injected() > 0)) {
                scene.mark(new Mark.Injected(Instant.now(), scene.plan().fault().label()));
                scene.await(PATIENCE, id + " struck", () -> chaos.state(id).hasStruck());
            }
        } finally {
            state = chaos.state(id);
            chaos.disarm(id);
        }
        scene.mark(new Mark.Armed(armed, Instant.now(), rule));
        return state;
    }

    private static String didNotFire(Scene scene, int shot, RuleState state) {
        return "rule '" + scene.plan().fault().rule(scene.plan().server(), shot).orElseThrow() + "' matched "
                + state.selected() + " calls and disturbed " + state.injected() + ", " + state.waiting()
                + " of them not yet over, within " + PATIENCE.toSeconds() + " s; it must disturb one";
    }

    private static @Nullable String leftArmed(RemoteChaos chaos) throws StageException, IOException {
        int left = chaos.disarmAll();
        return left == 0 ? null : left + " rules were still armed at the end but all must have been disarmed";
    }
}
