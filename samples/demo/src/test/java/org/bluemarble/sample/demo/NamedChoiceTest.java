package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bluemarble.sample.demo.plan.DemoFault;
import org.bluemarble.sample.game.start.CannotStartException;
import org.junit.jupiter.api.Test;

class NamedChoiceTest {
    private final NamedChoice<DemoFault> faults = new NamedChoice<>("--fault", DemoFault.values(), DemoFault::label);

    @Test
    void noName_meansAll() throws CannotStartException {
        assertThat(faults.chosen(List.of())).containsExactly(DemoFault.values());
    }

    @Test
    void namesWithCommas_areAddedUp_inTheirOwnOrder() throws CannotStartException {
        assertThat(faults.chosen(List.of("lying-commit, lost-ack", "lost-ack")))
                .containsExactly(DemoFault.LOST_ACK, DemoFault.LYING_COMMIT);
    }

    @Test
    void misspeltName_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> faults.chosen(List.of("lost-akc")))
                .isInstanceOf(CannotStartException.class)
                .hasMessage(
                        "--fault was 'lost-akc' but must be one of lost-request, lost-ack, late-commit, crash-before,"
                                + " crash-during, crash-after, postgres-kill, lying-commit; did you mean 'lost-ack'?");
    }

    @Test
    void nameUnlikeAny_isRefusedWithoutAGuess() {
        assertThatThrownBy(() -> faults.chosen(List.of("earthquake")))
                .hasMessageEndingWith("postgres-kill, lying-commit");
    }
}
