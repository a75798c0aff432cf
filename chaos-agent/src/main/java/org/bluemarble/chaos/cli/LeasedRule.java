package org.bluemarble.chaos.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.RuleInfo;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/** A rule, or an incident, that is armed for as long as a command runs, and whose lease it renews. */
final class LeasedRule {

    /** Takes a rule's id, what there is to say of it, and why it cannot act yet, if that is known. */
    @FunctionalInterface
    interface Telling {
        void accept(String id, String words, @Nullable String remark);
    }

    private final ChaosConnection chaos;
    private final Duration term;
    private final String rule;
    private final Telling tell;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param tell takes what there is to say
     */
    LeasedRule(ChaosConnection chaos, Duration term, String rule, Telling tell) {
        this.chaos = chaos;
        this.term = term;
        this.rule = rule;
        this.tell = tell;
    }

    /** Arms the rule and returns when it has ended, or this thread is interrupted. */
    int hold() {
        String lease = chaos.ask(bean -> bean.openLease(term.toMillis()));
        // Ctrl-C interrupts nobody: it ends the JVM, which runs this first.
        Thread onExit = new Thread(() -> close(lease), "chaos-lease-close");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            String id = chaos.ask(bean -> bean.armUnderLease(lease, rule));
            tell.accept(
                    id, "armed " + id + " under a lease of " + Units.text(term) + "; Ctrl-C disarms it", remark(lease));
            while (holdsAny(lease)) {
                // Two renewals may be lost before the lease ends.
                TimeUnit.MILLISECONDS.sleep(term.toMillis() / 3);
                chaos.ask(bean -> {
                    bean.renewLease(lease);
                    return lease;
                });
            }
            tell.accept(id, id + " has ended", null);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            close(lease);
            forget(onExit);
        }
        return ExitStatus.OK;
    }

    /** An incident has several rules, each of which may end by itself. */
    private boolean holdsAny(String lease) {
        return chaos.ask(bean -> Arrays.stream(bean.getRules()).anyMatch(one -> lease.equals(one.getLease())));
    }

    /** An incident's rules have one in common, if they have any: that its libraries are not loaded. */
    private @Nullable String remark(String lease) {
        List<RuleInfo> rules = List.of(chaos.ask(ChaosMXBean::getRules));
        return rules.stream()
                .filter(one -> lease.equals(one.getLease()))
                .map(RuleInfo::getRemark)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void close(String lease) {
        if (closed.compareAndSet(false, true)) {
            try {
                int unused = chaos.ask(bean -> bean.closeLease(lease));
            } catch (CommandFailure gone) {
                // The lease has ended, or that JVM is out of reach, where it ends by itself.
                return;
            }
        }
    }

    private static void forget(Thread onExit) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException exiting) {
            // It runs already, and finds the lease closed.
            return;
        }
    }
}
