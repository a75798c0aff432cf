package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.bluemarble.chaos.jmx.SequenceInfo;
import org.junit.jupiter.api.Test;

/** Sequences as management starts, sees and stops them: by name alone. */
class SequenceControlTest extends EngineTest {

    private final ChaosControl control = new ChaosControl(chaos);

    private RuleSequence sequence(String name) {
        return new RuleSequence(
                name,
                List.of(
                        new RuleSequence.Act(
                                Duration.ofMinutes(2),
                                List.of(rule("slow").limit(2).build())),
                        new RuleSequence.Act(Duration.ofMinutes(1), List.of())));
    }

    private SequenceInfo only() {
        assertThat(control.getSequences()).hasSize(1);
        return control.getSequences()[0];
    }

    @Test
    void declared_isStartedSeenAndStoppedByName() {
        chaos.declare(sequence("evening"));
        assertThat(only().getName()).isEqualTo("evening");
        assertThat(only().isRunning()).isFalse();
        assertThat(only().getAct()).isZero();
        assertThat(only().getActs())
                .containsExactly("2m: slow: " + point.name() + " exception message=slow limit=2 ttl=2m", "1m: a pause");
        assertThat(chaos.rules()).isEmpty();

        control.startSequence("evening");

        assertThat(chaos.rules()).extracting(ArmedRule::id).containsExactly("slow");
        assertThat(only().isRunning()).isTrue();
        clock.step(Duration.ofMinutes(2));
        clock.step(Duration.ofSeconds(10));
        assertThat(only().getAct()).isEqualTo(2);
        assertThat(only().getTimeLeftMillis()).isEqualTo(50_000);
        assertThat(chaos.rules()).isEmpty();
        assertThat(control.stopSequence("evening")).isTrue();
        assertThat(control.stopSequence("evening")).isFalse();
        assertThat(only().isRunning()).isFalse();
        assertThat(only().getTimeLeftMillis()).isZero();
        assertThat(chaos.events())
                .filteredOn(event -> event.kind().name().startsWith("SEQUENCE_"))
                .extracting(ChaosEvent::actor)
                .containsExactly("jmx", "jmx");
    }

    @Test
    void startedByCode_mayBeStartedAgainByName() {
        chaos.start(sequence("evening")).close();

        control.startSequence("evening");

        assertThat(only().getAct()).isEqualTo(1);
    }

    @Test
    void startThatCannotBe_isRefusedInPlainWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.startSequence("evening"))
                .withMessage("name was 'evening' but must be that of a known sequence; none is known");
        chaos.declare(sequence("evening"));
        chaos.declare(sequence("night"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.startSequence("evenin"))
                .withMessage("name was 'evenin' but must be that of a known sequence; known: evening, night");
        control.startSequence("evening");
        assertThatIllegalStateException()
                .isThrownBy(() -> control.startSequence("evening"))
                .withMessage("sequence 'evening' runs already; stop it first, or choose another name");
        assertThatThrownBy(() -> control.startSequence("night"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("sequence 'night': rules.slow.id was 'slow', which is armed already; disarm it first, or"
                        + " choose another id");
    }

    @Test
    void declaredAnew_theLatestCounts() {
        chaos.declare(sequence("evening"));
        chaos.declare(new RuleSequence("evening", List.of(new RuleSequence.Act(Duration.ofMinutes(3), List.of()))));

        assertThat(only().getActs()).containsExactly("3m: a pause");
    }

    @Test
    void moreThanAnyoneKeepsInMind_theOldestAreForgotten() {
        for (int i = 0; i < 1100; i++) {
            chaos.declare(sequence("s" + i));
        }

        assertThat(control.getSequences())
                .hasSize(1000)
                .extracting(SequenceInfo::getName)
                .contains("s100", "s1099")
                .doesNotContain("s99");
    }

    @Test
    void genericClient_readsAndStartsThem() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        chaos.registerMBeans(server);
        chaos.declare(sequence("evening"));
        ObjectName name = new ObjectName("org.bluemarble.chaos:type=Chaos,engine=test");

        server.invoke(name, "startSequence", new Object[] {"evening"}, new String[] {String.class.getName()});

        CompositeData[] seen = (CompositeData[]) server.getAttribute(name, "Sequences");
        assertThat(seen).hasSize(1);
        assertThat(seen[0].get("running")).isEqualTo(true);
        assertThat(seen[0].get("act")).isEqualTo(1);
        assertThat((String[]) seen[0].get("acts")).hasSize(2);
    }
}
