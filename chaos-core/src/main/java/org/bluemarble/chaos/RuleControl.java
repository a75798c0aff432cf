package org.bluemarble.chaos;

import java.util.function.ToLongFunction;
import org.bluemarble.chaos.jmx.RuleMXBean;
import org.jspecify.annotations.Nullable;

/** One armed rule as a management tool sees and switches it. */
final class RuleControl implements RuleMXBean {

    private final ArmedRule rule;

    RuleControl(ArmedRule rule) {
        this.rule = rule;
    }

    @Override
    public String getId() {
        return rule.id();
    }

    @Override
    public String getRule() {
        return rule.rule().line();
    }

    @Override
    public String getPoint() {
        return rule.point().name();
    }

    @Override
    public String getPhase() {
        return rule.phase().spelling();
    }

    @Override
    public String getFault() {
        return rule.rule().fault().name();
    }

    @Override
    public boolean isEnabled() {
        return rule.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        FlagDecision decision = new FlagDecision(FlagSource.JMX, JmxActor.current(), enabled);
        PlainRefusal.run(() -> flags().decide(rule, decision));
    }

    @Override
    public boolean release() {
        return PlainRefusal.get(() -> flags().release(rule, FlagSource.JMX, JmxActor.current()));
    }

    private FlagBook flags() {
        return rule.engine().book().flags();
    }

    @Override
    public String getDecidedBy() {
        return rule.flag().decider().actor();
    }

    @Override
    public String[] getDecisions() {
        return rule.flag().decisions().stream().map(FlagDecision::toString).toArray(String[]::new);
    }

    @Override
    public void enable() {
        setEnabled(true);
    }

    @Override
    public void disable() {
        setEnabled(false);
    }

    @Override
    public void disarm() {
        PlainRefusal.run(() -> rule.engine().book().end(rule, ArmedRule.End.DISARMED, JmxActor.current()));
    }

    @Override
    public String getArmedAt() {
        return rule.armedAt().toString();
    }

    @Override
    public String getExpiresAt() {
        return rule.expiresAt().toString();
    }

    @Override
    public long getSelected() {
        return count(RuleCounters::selected);
    }

    @Override
    public long getTriggered() {
        return count(RuleCounters::triggered);
    }

    @Override
    public long getPreempted() {
        return count(RuleCounters::preempted);
    }

    @Override
    public long getOverLimit() {
        return count(RuleCounters::overLimit);
    }

    @Override
    public long getInjected() {
        return count(RuleCounters::injected);
    }

    @Override
    public long getDone() {
        return count(RuleCounters::done);
    }

    @Override
    public long getCancelled() {
        return count(RuleCounters::cancelled);
    }

    @Override
    public long getWaiting() {
        return count(RuleCounters::waiting);
    }

    @Override
    public long getNotSelected() {
        return count(RuleCounters::notSelected);
    }

    @Override
    public long getUnknown() {
        return count(RuleCounters::unknown);
    }

    @Override
    public long getOutOfScope() {
        return count(RuleCounters::outOfScope);
    }

    @Override
    public long getProtected() {
        return count(RuleCounters::protectedCalls);
    }

    @Override
    public long getControl() {
        return count(RuleCounters::control);
    }

    @Override
    public long getTimeLeftMillis() {
        return rule.timeLeft().toMillis();
    }

    @Override
    public boolean isDryRun() {
        return rule.isDryRun();
    }

    @Override
    public long getGated() {
        return count(RuleCounters::gated);
    }

    @Override
    public long getOutsideHours() {
        return count(RuleCounters::outsideHours);
    }

    @Override
    public long getOverPerSecond() {
        return count(RuleCounters::overPerSecond);
    }

    @Override
    public long getOverPlayers() {
        return count(RuleCounters::overPlayers);
    }

    @Override
    public long getOverDelay() {
        return count(RuleCounters::overDelay);
    }

    @Override
    public long getRefusedBlocking() {
        return count(RuleCounters::refusedBlocking);
    }

    @Override
    public long getOverConcurrent() {
        return count(RuleCounters::overConcurrent);
    }

    @Override
    public long getPretended() {
        return count(RuleCounters::dryRun);
    }

    @Override
    public @Nullable String getLease() {
        return rule.lease();
    }

    @Override
    public @Nullable String getRemark() {
        return PointReach.of(rule.point().name()).remark().orElse(null);
    }

    private long count(ToLongFunction<RuleCounters> stage) {
        return stage.applyAsLong(rule.counters());
    }
}
