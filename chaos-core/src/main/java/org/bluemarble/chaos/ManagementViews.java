package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bluemarble.chaos.jmx.CeilingInfo;
import org.bluemarble.chaos.jmx.EventInfo;
import org.bluemarble.chaos.jmx.FaultInfo;
import org.bluemarble.chaos.jmx.InjectionInfo;
import org.bluemarble.chaos.jmx.JournalPage;
import org.bluemarble.chaos.jmx.PointInfo;
import org.bluemarble.chaos.jmx.WeaveInfo;
import org.bluemarble.chaos.spi.Weaves;
import org.jspecify.annotations.Nullable;

/** The engine's values with the getters that JMX turns into open types; it reads no records before Java 21. */
final class ManagementViews {

    private ManagementViews() {}

    record WeaveView(Weaves.Weave weave) implements WeaveInfo {
        @Override
        public String getName() {
            return weave.name();
        }

        @Override
        public String[] getPoints() {
            return array(weave.points());
        }

        @Override
        public String getState() {
            return weave.state().name();
        }

        @Override
        public @Nullable String getDetail() {
            return weave.detail();
        }
    }

    record PointView(PointDescriptor point) implements PointInfo {
        @Override
        public String getName() {
            return point.name();
        }

        @Override
        public String getSummary() {
            return point.summary();
        }

        @Override
        public String[] getPhases() {
            return spellings(point.phases());
        }

        @Override
        public String[] getAttributes() {
            return point.attributes().stream().map(PointView::spelling).toArray(String[]::new);
        }

        private static String spelling(AttributeDescriptor attribute) {
            String values = attribute.values().isEmpty() ? "" : ", one of " + String.join(", ", attribute.values());
            return attribute.name() + " (" + lower(attribute.type()) + values + "): " + attribute.summary();
        }
    }

    record FaultView(FaultDescriptor fault) implements FaultInfo {
        @Override
        public String getName() {
            return fault.name();
        }

        @Override
        public String getSummary() {
            return fault.summary();
        }

        @Override
        public String[] getParameters() {
            return fault.parameters().stream().map(FaultView::spelling).toArray(String[]::new);
        }

        @Override
        public String[] getPhases() {
            return spellings(fault.phases());
        }

        @Override
        public String[] getPoints() {
            return array(fault.points());
        }

        @Override
        public boolean isBlocking() {
            return fault.blocks();
        }

        @Override
        public boolean isDestructive() {
            return fault.destructive();
        }

        private static String spelling(ParameterDescriptor parameter) {
            String type = parameter.choices().isEmpty()
                    ? lower(parameter.type())
                    : "one of " + String.join(", ", parameter.choices());
            String fallback = parameter.fallback() == null ? "required" : "default " + parameter.fallback();
            return parameter.name() + " (" + type + "; " + fallback + "): " + parameter.summary();
        }
    }

    record CeilingView(Ceiling ceiling) implements CeilingInfo {
        @Override
        public String[] getAllowedDestructive() {
            return ceiling.allowedDestructive().stream().sorted().toArray(String[]::new);
        }

        @Override
        public String[] getProtectedScopes() {
            return ceiling.protectedScopes().stream().map(RuleWords::condition).toArray(String[]::new);
        }

        @Override
        public long getHighestTtlMillis() {
            return ceiling.highestTtl().toMillis();
        }

        @Override
        public double getHighestShare() {
            return ceiling.highestShare().value();
        }

        @Override
        public @Nullable String getClosed() {
            return ceiling.closed();
        }

        @Override
        public String[] getPressureCaps() {
            return ceiling.pressure().words().toArray(new String[0]);
        }

        @Override
        public double getHighestPlayerShare() {
            return ceiling.highestPlayerShare().value();
        }

        @Override
        public long getHighestPlayers() {
            return ceiling.highestPlayers() == Bounds.UNLIMITED ? -1 : ceiling.highestPlayers();
        }

        @Override
        public @Nullable String getHours() {
            return ceiling.hours() == null ? null : ceiling.hours().toString();
        }

        @Override
        public boolean isDryRun() {
            return ceiling.dryRun();
        }
    }

    record InjectionView(JournalEntry entry) implements InjectionInfo {
        @Override
        public long getSequence() {
            return entry.sequence();
        }

        @Override
        public String getTime() {
            return entry.time().toString();
        }

        @Override
        public String getRule() {
            return entry.rule();
        }

        @Override
        public long getCall() {
            return entry.call();
        }

        @Override
        public String getPoint() {
            return entry.point();
        }

        @Override
        public String getPhase() {
            return entry.phase().spelling();
        }

        @Override
        public String getFault() {
            return entry.fault();
        }

        @Override
        public @Nullable String getPlayer() {
            return entry.player();
        }

        @Override
        public String getThread() {
            return entry.thread();
        }

        @Override
        public boolean isDryRun() {
            return entry.decision() == JournalEntry.Decision.DRY_RUN;
        }
    }

    record EventView(ChaosEvent event) implements EventInfo {
        @Override
        public long getSequence() {
            return event.sequence();
        }

        @Override
        public String getTime() {
            return event.time().toString();
        }

        @Override
        public String getKind() {
            return event.kind().name();
        }

        @Override
        public @Nullable String getRule() {
            return event.rule();
        }

        @Override
        public String getActor() {
            return event.actor();
        }

        @Override
        public String getText() {
            return event.text();
        }
    }

    record JournalPageView(List<String> lines, long injection, long change) implements JournalPage {

        /** What one answer over JMX may weigh: some hundred kilobytes. */
        private static final int MOST_LINES = 1000;

        static JournalPage after(Chaos engine, long injection, long change) {
            JournalTail tail = new JournalTail(engine, Math.max(0, injection), Math.max(0, change));
            List<String> lines = new ArrayList<>();
            if (injection <= 0 && change <= 0) {
                lines.add(JournalLines.header(engine));
            }
            lines.addAll(tail.next(MOST_LINES, false));
            return new JournalPageView(lines, tail.injection(), tail.change());
        }

        @Override
        public String[] getLines() {
            return array(lines);
        }

        @Override
        public long getInjection() {
            return injection;
        }

        @Override
        public long getChange() {
            return change;
        }
    }

    private static String[] array(Collection<String> texts) {
        return texts.toArray(new String[0]);
    }

    private static String[] spellings(List<Phase> phases) {
        return phases.stream().map(Phase::spelling).toArray(String[]::new);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
