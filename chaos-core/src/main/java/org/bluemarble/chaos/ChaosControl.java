package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.jmx.CeilingInfo;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.EventInfo;
import org.bluemarble.chaos.jmx.FaultInfo;
import org.bluemarble.chaos.jmx.IncidentInfo;
import org.bluemarble.chaos.jmx.InjectionInfo;
import org.bluemarble.chaos.jmx.JournalPage;
import org.bluemarble.chaos.jmx.PointInfo;
import org.bluemarble.chaos.jmx.RuleInfo;
import org.bluemarble.chaos.jmx.SequenceInfo;
import org.bluemarble.chaos.jmx.WeaveInfo;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/** An engine as a management tool sees and controls it. */
final class ChaosControl implements ChaosMXBean {

    /** As many lines as a person reads; the whole journal is there through the API. */
    private static final int TAIL = 100;

    private final Chaos engine;

    ChaosControl(Chaos engine) {
        this.engine = engine;
    }

    @Override
    public String getName() {
        return engine.name();
    }

    @Override
    public String getVersion() {
        return FaultCatalogue.VERSION;
    }

    @Override
    public long getSeed() {
        return engine.seed();
    }

    @Override
    public boolean isKilled() {
        return engine.killed() != null;
    }

    @Override
    public @Nullable String getKilledReason() {
        return engine.killed();
    }

    @Override
    public CeilingInfo getCeiling() {
        return new ManagementViews.CeilingView(engine.ceiling());
    }

    @Override
    public long getInternalProblems() {
        return InternalProblems.count();
    }

    @Override
    public WeaveInfo[] getWeaves() {
        return Weaves.all().stream().map(ManagementViews.WeaveView::new).toArray(WeaveInfo[]::new);
    }

    @Override
    public String[] getDirectCallers() {
        return DirectCallers.lines().toArray(new String[0]);
    }

    @Override
    public RuleInfo[] getRules() {
        return engine.rules().stream().map(RuleControl::new).toArray(RuleInfo[]::new);
    }

    @Override
    public PointInfo[] getPoints() {
        return FaultCatalogue.process().points().stream()
                .map(ManagementViews.PointView::new)
                .toArray(PointInfo[]::new);
    }

    @Override
    public FaultInfo[] getFaults() {
        return FaultCatalogue.process().faults().stream()
                .map(ManagementViews.FaultView::new)
                .toArray(FaultInfo[]::new);
    }

    @Override
    public IncidentInfo[] getIncidents() {
        return PlainRefusal.get(() -> new IncidentControl(engine).all());
    }

    @Override
    public long getInjections() {
        return engine.journal().size();
    }

    @Override
    public InjectionInfo[] getJournal() {
        return tail(engine.journal().entries()).stream()
                .map(ManagementViews.InjectionView::new)
                .toArray(InjectionInfo[]::new);
    }

    @Override
    public EventInfo[] getEvents() {
        return tail(engine.events()).stream()
                .map(ManagementViews.EventView::new)
                .toArray(EventInfo[]::new);
    }

    private static <T> List<T> tail(List<T> all) {
        return all.subList(Math.max(0, all.size() - TAIL), all.size());
    }

    @Override
    public String arm(String rule) {
        return PlainRefusal.get(() -> IncidentLine.isIncident(rule)
                ? engine.incidents().arm(rule, JmxActor.current()).toString()
                : engine.book().arm(rule, JmxActor.current()).id());
    }

    @Override
    public boolean disarm(String id) {
        return PlainRefusal.get(() -> IncidentLine.isIncident(id)
                ? new IncidentControl(engine).disarm(id)
                : engine.book().disarm(id, JmxActor.current()));
    }

    @Override
    public int disarmAll() {
        return PlainRefusal.get(() -> engine.book().disarmAll(JmxActor.current()));
    }

    @Override
    public void enable(String id) {
        setEnabled(id, true);
    }

    @Override
    public void disable(String id) {
        setEnabled(id, false);
    }

    private void setEnabled(String id, boolean on) {
        PlainRefusal.run(() -> {
            if (IncidentLine.isIncident(id)) {
                new IncidentControl(engine).setEnabled(id, on);
            } else {
                new RuleControl(armed(id)).setEnabled(on);
            }
        });
    }

    @Override
    public boolean release(String id) {
        return PlainRefusal.get(() -> IncidentLine.isIncident(id)
                ? new IncidentControl(engine).release(id)
                : new RuleControl(armed(id)).release());
    }

    private ArmedRule armed(String id) {
        return engine.rule(id).orElseThrow(() -> {
            List<String> ids = engine.rules().stream().map(ArmedRule::id).toList();
            return new IllegalArgumentException("id was '" + id + "' but must be that of an armed rule; "
                    + (ids.isEmpty() ? "none is armed" : "armed: " + String.join(", ", ids)));
        });
    }

    @Override
    public int killSwitch(@Nullable String reason) {
        // A switch that refuses for want of a reason would be none.
        String said = reason == null || reason.isBlank() ? "thrown without a reason" : reason;
        return PlainRefusal.get(() -> engine.book().killSwitch(said, JmxActor.current()));
    }

    @Override
    public void reset() {
        PlainRefusal.run(() -> engine.book().reset(JmxActor.current()));
    }

    @Override
    public int unweave() {
        return PlainRefusal.get(() -> engine.book().unweave(JmxActor.current()));
    }

    @Override
    public String explain(String rule) {
        return PlainRefusal.get(() -> engine.explain(rule).text());
    }

    @Override
    public String[] check(String rule) {
        return PlainRefusal.get(() ->
                engine.explain(rule).problems().stream().map(Problem::toString).toArray(String[]::new));
    }

    @Override
    public void declarePoint(String name) {
        PlainRefusal.run(() -> Chaos.point(name));
    }

    @Override
    public JournalPage readJournal(long afterInjection, long afterChange) {
        return PlainRefusal.get(() -> ManagementViews.JournalPageView.after(engine, afterInjection, afterChange));
    }

    @Override
    public boolean isReplaying() {
        return engine.replay().isPresent();
    }

    @Override
    public String[] getReplayDifferences() {
        return engine.replay()
                .map(replay -> replay.differences().toArray(new String[0]))
                .orElseGet(() -> new String[0]);
    }

    @Override
    public String openLease(long termMillis) {
        return PlainRefusal.get(
                () -> engine.openLease(Duration.ofMillis(termMillis)).id());
    }

    @Override
    public String armUnderLease(String lease, String rule) {
        return PlainRefusal.get(() -> {
            Lease held = engine.leases().get(lease);
            return IncidentLine.isIncident(rule)
                    ? held.armIncident(rule, JmxActor.current()).toString()
                    : held.arm(rule, JmxActor.current()).id();
        });
    }

    @Override
    public void renewLease(String lease) {
        PlainRefusal.run(() -> engine.leases().get(lease).renew());
    }

    @Override
    public int closeLease(String lease) {
        return PlainRefusal.get(() -> engine.leases().get(lease).end("was closed"));
    }

    @Override
    public String[] getLeases() {
        return engine.leases().all().stream()
                .map(lease -> lease.id() + " " + lease.timeLeft().toMillis())
                .toArray(String[]::new);
    }

    @Override
    public SequenceInfo[] getSequences() {
        return PlainRefusal.get(() -> SequenceControl.all(engine.runningSequences()));
    }

    @Override
    public void startSequence(String name) {
        PlainRefusal.run(() -> engine.runningSequences().start(name, JmxActor.current()));
    }

    @Override
    public boolean stopSequence(String name) {
        return PlainRefusal.get(() -> engine.runningSequences().stop(name, JmxActor.current()));
    }
}
