package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MethodNameTest {

    @Test
    void descriptor_readsAsPeopleWriteIt() {
        assertThat(new MethodName("commit", "()V")).hasToString("commit()");
        assertThat(new MethodName("execute", "(Ljava/lang/String;[I)Z")).hasToString("execute(String, int[])");
        assertThat(new MethodName("m", "(BCDFIJSZ[[Ljava/util/Map$Entry;)V"))
                .hasToString("m(byte, char, double, float, int, long, short, boolean, Entry[][])");
    }

    @Test
    void textThatIsNoDescriptor_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MethodName("commit", "commit()"))
                .withMessage("descriptor of commit was 'commit()' but must read like (Ljava/lang/String;I)V");
    }
}
