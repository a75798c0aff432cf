package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.game.TradeCode;
import java.util.List;
import java.util.UUID;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.Weaves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules at points that no call can pass any more. Each test has a point of its own: weaves stay for the life of the JVM. */
class PointReachTest {

    private final String point = "reach." + UUID.randomUUID();
    private final String weave = "driver " + point;
    private final String other = "other " + point;
    private final Chaos engine = Chaos.create("reach");

    PointReachTest() {
        Weaves.announce(weave, List.of(point));
        Weaves.announce(other, List.of(point));
        Chaos.point(point);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void codeTakenOutEverywhere_ruleIsRefused() {
        Weaves.woven(weave, "app loader");
        Weaves.removed(weave);
        Weaves.removed(other);

        assertThatThrownBy(this::arm)
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessage("rule 'slow': column 7  point was '" + point + "', which no call passes any more, since the"
                        + " agent's code was taken out of every class; start the JVM again with the agent, or wrap what"
                        + " the server uses");
        assertThat(engine.rules()).isEmpty();
        assertThat(engine.explain(line()).text())
                .contains("\n  refused  column 7  point was '" + point + "', which no call passes any more")
                .contains("\n  woven    REMOVED  the code was taken out again, of driver, other");
    }

    @Test
    void everyWeaveFailed_ruleIsRefusedAndTheReasonsAreTold() {
        Weaves.failed(weave, "app loader", "method commit() not found");
        Weaves.failed(other, "boot loader", "it has an engine of its own");

        assertThatThrownBy(this::arm)
                .hasMessageEndingWith("point was '" + point + "', which no call can pass here, since the code could not"
                        + " be put into " + weave + " (app loader: method commit() not found), " + other
                        + " (boot loader: it has an engine of its own)");
    }

    @Test
    void oneOfTheClassesMayStillCome_ruleIsArmed() {
        Weaves.failed(weave, "app loader", "method commit() not found");

        assertThat(arm().isArmed()).isTrue();
    }

    @Test
    void someOfTheMethodsAreInPlace_ruleIsArmedAndExplainSaysThatNotAllCallsPass() {
        Weaves.wovenInPart(weave, "app loader", "method close() not found", List.of(point));
        Weaves.removed(other);

        assertThat(arm().isArmed()).isTrue();
        assertThat(engine.explain("slow").text())
                .contains("\n  why      some calls of " + weave + " do not pass the point, since it could not be woven:"
                        + " app loader: method close() not found");
    }

    @Test
    void noneOfTheMethodsInPlacePassesThePoint_ruleIsRefused() {
        Weaves.wovenInPart(weave, "app loader", "method commit() not found", List.of("reach.elsewhere"));
        Weaves.removed(other);

        assertThatThrownBy(this::arm).hasMessageContaining("method commit() not found");
    }

    @Test
    void wovenAgainInAnotherLoader_ruleIsArmed() {
        Weaves.failed(weave, "app loader", "method commit() not found");
        Weaves.woven(weave, "plugin loader");
        Weaves.removed(other);

        assertThat(arm().isArmed()).isTrue();
    }

    @Test
    void wrappedObjectsPassThePoint_ruleIsArmedAndExplainSaysSo() {
        removeAll();
        DirectCallers.add(point, "objects wrapped by a test");

        assertThat(arm().isArmed()).isTrue();
        assertThat(engine.explain("slow").text())
                .contains("\n  passed   without woven code, by objects wrapped by a test")
                .contains("\n  why      the agent's code was taken out of every class that passed it");
        assertThat(DirectCallers.lines()).contains(point + ": objects wrapped by a test");
    }

    @Test
    void serverCodeNamesThePointItself_ruleIsArmedAndExplainNamesTheClass() {
        removeAll();
        TradeCode.point(point);

        assertThat(arm().isArmed()).isTrue();
        assertThat(engine.explain("slow").text())
                .contains("\n  passed   without woven code, by code of com.example.game.TradeCode");
    }

    @Test
    void noClassOfThePointIsLoaded_managementSaysSoUntilOneIs() {
        ArmedRule armed = arm();
        RuleControl seen = new RuleControl(armed);

        assertThat(seen.getRemark()).isEqualTo("no class of this point is loaded so far; it takes effect when one is");
        Weaves.woven(other, "app loader");
        assertThat(seen.getRemark()).isNull();
    }

    @Test
    void noClassIsLoadedButObjectsAreWrapped_nothingIsRemarked() {
        DirectCallers.add(point, "objects wrapped by a test");

        assertThat(new RuleControl(arm()).getRemark()).isNull();
    }

    @Test
    void targetModuleNamesThePoint_nobodyIsNoted() {
        List.of(point).stream().map(Chaos::point).toList();

        assertThat(DirectCallers.of(point)).isEmpty();
    }

    @Test
    void pointWithoutWeaves_ruleIsArmedAndNobodyIsNoted() {
        String own = "reach.own-" + UUID.randomUUID();
        TradeCode.point(own);

        assertThat(engine.arm("own: " + own + " latency 1ms").isArmed()).isTrue();
        assertThat(DirectCallers.of(own)).isEmpty();
    }

    private void removeAll() {
        Weaves.removed(weave);
        Weaves.removed(other);
    }

    private ArmedRule arm() {
        return engine.arm(line());
    }

    private String line() {
        return "slow: " + point + " latency 1ms";
    }
}
