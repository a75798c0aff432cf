package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bluemarble.sample.demo.plan.CrashStatus;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.stage.Scene.Strikes;

/** Arms a crash over JMX and waits until the JVM has died of it and the next incarnation is ready. */
final class CrashAttack implements Attack {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public Strikes strike(Scene scene) throws StageException, IOException, InterruptedException {
        Shard shard = scene.shard();
        int deathsBefore = shard.deaths();
        int crashesBefore = shard.deathsWith(CrashStatus.OF_A_RULE);
        String rule = scene.plan().fault().rule(scene.plan().server(), 1).orElseThrow();
        Instant armed = Instant.now();
        try (RemoteChaos chaos = RemoteChaos.attach(shard.awaitReady().pid())) {
            arm(chaos, rule);
            boolean died =
                    scene.await(PATIENCE, "armed " + scene.plan().fault().label(), () -> shard.deaths() > deathsBefore);
            scene.mark(new Mark.Armed(armed, Instant.now(), rule));
            if (!died) {
                chaos.disarmAll();
                return Strikes.of(
                        0,
                        "rule '" + rule + "' did not crash the JVM within " + PATIENCE.toSeconds()
                                + " s; the JVM must die");
            }
        }
        List<Mark.ServerDown> deaths = awaitReturn(scene, armed);
        deaths.forEach(death ->
                scene.mark(new Mark.Injected(death.from(), scene.plan().fault().label())));
        int crashes = shard.deathsWith(CrashStatus.OF_A_RULE) - crashesBefore;
        return Strikes.of(
                crashes,
                crashes > 0
                        ? null
                        : "the JVM died, but not of rule '" + rule + "', which exits with status "
                                + CrashStatus.OF_A_RULE + ": " + deaths);
    }

    private static void arm(RemoteChaos chaos, String rule) throws StageException {
        try {
            chaos.arm(rule);
        } catch (IOException died) {
            // The third commit can come before the reply to "arm" has left; whether it did is told by the death.
            System.getLogger(CrashAttack.class.getName()).log(System.Logger.Level.DEBUG, "died while arming", died);
        }
    }

    private static List<Mark.ServerDown> awaitReturn(Scene scene, Instant armed)
            throws StageException, IOException, InterruptedException {
        scene.await(
                Duration.ofMinutes(1),
                "the JVM died and is started again",
                () -> !scene.shard().downSince(armed).isEmpty());
        return scene.shard().downSince(armed);
    }
}
