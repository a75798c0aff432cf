package org.bluemarble.chaos.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How many files are opened under which limit. */
class DescriptorLoadTest {

    @Test
    void smallLimit_leavesSomeToTheProcess() throws Refusal {
        assertThat(DescriptorLoad.target(100, 0.95)).isEqualTo(68);
        assertThat(DescriptorLoad.target(10_000, 0.5)).isEqualTo(5000);
    }

    @Test
    void limitOutOfReach_isRefusedWithWhatToDo() {
        assertThatThrownBy(() -> DescriptorLoad.target(1 << 20, 0.95))
                .isInstanceOf(Refusal.class)
                .hasMessage("file-descriptors would open 996147 files but must open at most 65536; the limit here is"
                        + " 1048576, start the JVM under a smaller one (ulimit -n)");
    }
}
