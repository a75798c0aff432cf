package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest extends EngineTest {

    @Test
    void leaseIsNotRenewed_itsRulesAreDisarmedAndNoOthers() {
        Lease lease = chaos.openLease(Duration.ofSeconds(30));
        ArmedRule leased = lease.arm(rule("leased").build());
        ArmedRule other = chaos.arm(rule("other").build());

        clock.step(Duration.ofSeconds(20));
        lease.renew();
        clock.step(Duration.ofSeconds(29));
        assertThat(leased.isArmed()).isTrue();
        assertThat(lease.timeLeft()).isEqualTo(Duration.ofSeconds(1));
        clock.step(Duration.ofSeconds(1));

        assertThat(leased.end()).isEqualTo(ArmedRule.End.DISARMED);
        assertThat(other.isArmed()).isTrue();
        assertThat(lease.isOpen()).isFalse();
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.DISARMED)
                .extracting(ChaosEvent::actor)
                .containsExactly("lease lease-1");
        assertThatIllegalStateException()
                .isThrownBy(lease::renew)
                .withMessage("lease-1 was not renewed within 30s; its rules are disarmed. Open a new one, and renew it"
                        + " within its term");
        assertThatIllegalStateException()
                .isThrownBy(() -> lease.arm(rule("late").build()));
        assertThat(chaos.rule("late")).isEmpty();
    }

    @Test
    void leaseIsClosed_itsRulesAreDisarmedAndWhatWaitsIsReleased() throws Exception {
        Lease lease = chaos.openLease(Duration.ofSeconds(30));
        ArmedRule hanging = lease.arm("hanging: " + point + " hang");
        Future<String> call = racers.begin(() -> {
            point.pass(TestCall.of(chaos));
            return "went on";
        });

        lease.close();
        lease.close();

        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
        assertThat(hanging.isArmed()).isFalse();
        assertThat(hanging.lease()).isEqualTo("lease-1");
        assertThat(clock.scheduled())
                .as("neither its own term nor the rule's time to live")
                .isZero();
    }

    @Test
    void timeOfDayJumps_leaseLastsAsLongAsItSays() {
        Lease lease = chaos.openLease(Duration.ofSeconds(30));
        ArmedRule rule = lease.arm(rule("x").build());

        clock.jumpTo(Instant.parse("2040-01-01T00:00:00Z"));
        clock.step(Duration.ofSeconds(29));
        assertThat(rule.isArmed()).isTrue();
        clock.jumpTo(Instant.parse("1999-01-01T00:00:00Z"));
        clock.step(Duration.ofSeconds(1));

        assertThat(rule.isArmed()).isFalse();
    }

    /** A rule that is being armed while its lease runs out must not be left behind. */
    @Test
    void leaseEndsWhileARuleIsArmed_ruleDoesNotStay() throws Exception {
        for (int round = 0; round < 200; round++) {
            Lease lease = chaos.openLease(Duration.ofSeconds(30));
            String id = "r" + round;
            Future<Boolean> arming = racers.begin(() -> {
                try {
                    lease.arm(rule(id).build());
                    return true;
                } catch (IllegalStateException ended) {
                    return false;
                }
            });
            lease.close();
            arming.get(60, TimeUnit.SECONDS);

            assertThat(chaos.rule(id)).as("round %d", round).isEmpty();
        }
    }

    @Test
    void termOutOfRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chaos.openLease(Duration.ofMillis(999)))
                .withMessage("lease was 999ms but must lie between 1s and 1h");
        assertThatIllegalArgumentException().isThrownBy(() -> chaos.openLease(Duration.ofHours(2)));
    }

    @Test
    void overJmx_leaseIsOpenedRenewedAndClosed() {
        ChaosControl control = new ChaosControl(chaos);
        String id = control.openLease(30_000);
        assertThat(control.armUnderLease(id, "x: " + point + " exception")).isEqualTo("x");
        clock.step(Duration.ofSeconds(20));
        control.renewLease(id);
        clock.step(Duration.ofSeconds(20));

        assertThat(control.getLeases()).containsExactly(id + " 10000");
        assertThat(control.getRules()[0].getLease()).isEqualTo(id);
        assertThat(control.closeLease(id)).isEqualTo(1);
        assertThat(chaos.rules()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.renewLease(id))
                .withMessage(
                        "lease was 'lease-1' but must be one that is open; none is. One that was not renewed within"
                                + " its term has ended, and its rules are disarmed");
    }
}
