package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InjectedFaultTest {

    private final InjectedFault mark = new InjectedFault("boom", "trade.commit", 17);

    @Test
    void markOnTheFailureItself_isSeen() {
        IOException failure = new IOException("reset");
        failure.addSuppressed(mark);

        assertThat(InjectedFault.isInjected(failure)).isTrue();
        assertThat(InjectedFault.isInjected(mark)).isTrue();
    }

    @Test
    void markBelowCausesAndSuppressed_isSeen() {
        IOException failure = new IOException("reset");
        failure.addSuppressed(mark);
        RuntimeException cleanUp = new RuntimeException("rollback failed", failure);
        RuntimeException wrapped = new RuntimeException("outer");
        wrapped.addSuppressed(cleanUp);

        assertThat(InjectedFault.isInjected(new IllegalStateException(wrapped))).isTrue();
    }

    @Test
    void realFailure_isNone() {
        IOException failure = new IOException("reset", new RuntimeException("cause"));
        failure.addSuppressed(new RuntimeException("other"));

        assertThat(InjectedFault.isInjected(failure)).isFalse();
        assertThat(InjectedFault.isInjected(null)).isFalse();
    }

    @Test
    void failureThatIsItsOwnCausesCause_endsTheSearch() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(InjectedFault.isInjected(first)).isFalse();
        first.addSuppressed(mark);
        assertThat(InjectedFault.isInjected(second)).isTrue();
    }
}
