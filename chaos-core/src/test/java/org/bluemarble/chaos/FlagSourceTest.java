package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who decides about a flag when several sources have a say. */
class FlagSourceTest extends EngineTest {

    private static final String PROPERTY = PropertyFlags.PREFIX + "slow";

    @AfterEach
    void clearProperty() {
        System.clearProperty(PROPERTY);
    }

    private List<ChaosEvent> flagEvents() {
        return chaos.events().stream()
                .filter(event -> event.kind() != ChaosEvent.Kind.ARMED)
                .toList();
    }

    private FlagFeed feed(FlagSource source, String actor, boolean on) {
        FlagFeed feed = chaos.flags().feed(source, actor);
        feed.say(Map.of("slow", on));
        return feed;
    }

    private void overJmx(ArmedRule rule, boolean on) {
        chaos.book().flags().decide(rule, new FlagDecision(FlagSource.JMX, "jmx:anna", on));
    }

    @Test
    void everySourceHasASay_theHighestThatHasNotLetGoDecides() {
        System.setProperty(PROPERTY, "off");
        chaos.flags().followSystemProperties();
        FlagFeed provider = feed(FlagSource.PROVIDER, "openfeature:central", true);
        FlagFeed file = feed(FlagSource.FILE, "file:chaos.yaml", true);
        ArmedRule rule = chaos.arm(rule("slow").build());
        rule.disable();
        overJmx(rule, true);

        assertThat(rule.flag().decisions())
                .extracting(FlagDecision::source)
                .as("in the stated order")
                .containsExactly(FlagSource.values());
        assertThat(rule.isEnabled()).as("jmx decides").isTrue();
        chaos.book().flags().release(rule, FlagSource.JMX, "jmx:anna");
        assertThat(rule.isEnabled()).as("api decides").isFalse();
        assertThat(rule.release()).isTrue();
        assertThat(rule.isEnabled()).as("the file decides").isTrue();
        file.say(Map.of());
        assertThat(rule.isEnabled()).as("the property decides").isFalse();
        System.clearProperty(PROPERTY);
        clock.step(Duration.ofSeconds(1));
        assertThat(rule.isEnabled()).as("the provider decides").isTrue();
        assertThat(rule.flag().decider().actor()).isEqualTo("openfeature:central");
        provider.close();
        assertThat(rule.flag().decider().source()).isEqualTo(FlagSource.RULE);
        assertThat(rule.release()).as("nothing was decided any more").isFalse();
    }

    @Test
    void lowerSourceSaysOtherwise_higherDecisionHoldsAndTheAuditSaysSo() {
        ArmedRule rule = chaos.arm(rule("slow").build());
        overJmx(rule, false);
        FlagFeed file = feed(FlagSource.FILE, "file:chaos.yaml", true);
        rule.enable();

        assertThat(rule.isEnabled()).isFalse();
        assertThat(call()).isNull();
        assertThat(flagEvents())
                .extracting(ChaosEvent::kind, ChaosEvent::actor, ChaosEvent::text)
                .containsExactly(
                        tuple(ChaosEvent.Kind.DISABLED, "jmx:anna", "flag 'slow' is off"),
                        tuple(
                                ChaosEvent.Kind.OVERRULED,
                                "file:chaos.yaml",
                                "flag 'slow' stays off: jmx:anna decides, and file:chaos.yaml says on"),
                        tuple(
                                ChaosEvent.Kind.OVERRULED,
                                "api",
                                "flag 'slow' stays off: jmx:anna decides, and api says on"));
        assertThat(chaos.explain("slow").text())
                .contains(
                        "flag     off: jmx:anna decides, though api says on, though file:chaos.yaml says on, though rule"
                                + " says on");

        chaos.book().flags().release(rule, FlagSource.JMX, "jmx:anna");
        file.close();

        assertThat(rule.isEnabled()).isTrue();
        assertThat(flagEvents().subList(3, 5))
                .extracting(ChaosEvent::kind, ChaosEvent::text)
                .containsExactly(
                        tuple(ChaosEvent.Kind.ENABLED, "flag 'slow' is on: jmx:anna let go, api decides"),
                        tuple(ChaosEvent.Kind.RELEASED, "flag 'slow' stays on: file:chaos.yaml let go, api decides"));
        disturbed().cancelled();
    }

    @Test
    void sourceSaidItBeforeTheRuleWasArmed_ruleIsArmedAsItSays() {
        FlagFeed file = feed(FlagSource.FILE, "file:chaos.yaml", false);

        ArmedRule rule = chaos.arm(rule("slow").build());

        assertThat(rule.isEnabled()).isFalse();
        assertThat(point.isArmed()).isFalse();
        assertThat(flagEvents())
                .extracting(ChaosEvent::kind, ChaosEvent::actor)
                .containsExactly(tuple(ChaosEvent.Kind.DISABLED, "file:chaos.yaml"));
        file.say(Map.of("slow", false, "other", true));
        assertThat(flagEvents()).as("nothing new was said").hasSize(1);
    }

    @Test
    void ruleEnds_handsLetGoOfItsFlagAndFeedsDoNot() {
        feed(FlagSource.PROVIDER, "openfeature:central", true);
        ArmedRule first = chaos.arm(rule("slow").build());
        overJmx(first, false);
        first.disarm();

        ArmedRule second = chaos.arm(rule("slow").build());

        assertThat(second.isEnabled()).isTrue();
        assertThat(second.flag().decisions())
                .extracting(FlagDecision::source)
                .containsExactly(FlagSource.PROVIDER, FlagSource.RULE);
        assertThat(chaos.flags().isOn("slow")).isTrue();
        assertThat(chaos.flags().isOn("other")).isFalse();
        assertThat(chaos.flags().flag("other")).isEmpty();
        assertThat(chaos.flags().all()).extracting(Flag::id).containsExactly("slow");
    }

    @Test
    void twoFeedsOfOneSource_theFirstOpenedIsHeardFirst() {
        FlagFeed first = feed(FlagSource.FILE, "file:first.yaml", false);
        feed(FlagSource.FILE, "file:second.yaml", true);
        ArmedRule rule = chaos.arm(rule("slow").build());
        assertThat(rule.isEnabled()).isFalse();

        first.close();
        first.say(Map.of("slow", false));

        assertThat(rule.isEnabled()).as("who has closed is heard no more").isTrue();
    }

    @Test
    void propertyChanges_isReadWithinASecondWhileARuleIsArmedAndNotOtherwise() {
        chaos.flags().followSystemProperties();
        ArmedRule rule = chaos.arm(rule("slow").build());
        System.setProperty(PROPERTY, "off");
        assertThat(rule.isEnabled()).isTrue();

        clock.step(Duration.ofSeconds(1));

        assertThat(rule.isEnabled()).isFalse();
        assertThat(rule.flag().decider().actor()).isEqualTo("property");
        rule.disarm();
        clock.step(Duration.ofSeconds(1));
        assertThat(clock.scheduled()).as("nobody reads while nothing is armed").isZero();
        assertThat(chaos.arm(rule("slow").build()).isEnabled())
                .as("read when a rule is armed")
                .isFalse();
    }

    @Test
    void propertyIsNeitherOnNorOff_decidesNothingAndIsToldOnce() {
        System.setProperty(PROPERTY, "maybe");
        chaos.flags().followSystemProperties();

        ArmedRule rule = chaos.arm(rule("slow").build());
        clock.step(Duration.ofSeconds(1));

        assertThat(rule.isEnabled()).isTrue();
        assertThat(flagEvents())
                .extracting(ChaosEvent::kind, ChaosEvent::rule, ChaosEvent::actor, ChaosEvent::text)
                .containsExactly(tuple(
                        ChaosEvent.Kind.REFUSED,
                        "slow",
                        "property",
                        "system property bluemarble.chaos.flag.slow was 'maybe' but must be on or off; it decides"
                                + " nothing"));
    }

    @Test
    void killSwitchThrown_noSourceBringsAnythingBack() {
        FlagFeed file = feed(FlagSource.FILE, "file:chaos.yaml", true);
        ArmedRule rule = chaos.arm(rule("slow").build());

        chaos.killSwitch("enough");
        file.say(Map.of("slow", false));
        file.say(Map.of("slow", true));

        assertThat(rule.isEnabled() && rule.isArmed()).isFalse();
        assertThat(point.isArmed()).isFalse();
    }

    @Test
    void feedOfAHand_isRefused() {
        assertThatThrownBy(() -> chaos.flags().feed(FlagSource.JMX, "jmx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source was JMX but must be FILE, PROPERTY or PROVIDER");
    }
}
