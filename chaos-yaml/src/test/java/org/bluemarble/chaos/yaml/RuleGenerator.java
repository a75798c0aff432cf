package org.bluemarble.chaos.yaml;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Bounds;
import org.bluemarble.chaos.Burst;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Cohort;
import org.bluemarble.chaos.Crash;
import org.bluemarble.chaos.Delay;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultDescriptor;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Gate;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.OpenHours;
import org.bluemarble.chaos.ParameterDescriptor;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.Probability;
import org.bluemarble.chaos.ReturnOverride;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.Stall;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.ThrowException;
import org.bluemarble.chaos.Trigger;
import org.bluemarble.chaos.ValuePattern;
import org.bluemarble.chaos.spi.ChaosModule;

/** Makes rules that make sense, as the Java builder would: any of them must survive every spelling. */
final class RuleGenerator {

    private static final String WIRE = "generated.wire";
    private static final String PLAIN = "generated.plain";

    private static final List<String> TEXTS = List.of(
            "trades",
            "a b",
            "",
            "null",
            "~",
            "no",
            "1.10",
            "true",
            "#x",
            "a: b",
            "[x]",
            "{y}",
            "say \"no\"",
            "O'Neil",
            "back\\slash",
            "line\nbreak",
            "tab\t",
            "\u00e9\u4e16",
            "\ud83d\ude00",
            "<<",
            "=",
            "a=b",
            "-",
            "?",
            "*a",
            "&b",
            "!c",
            "%d",
            "@e",
            "`f`",
            ", ",
            " x ",
            "2026-11-01",
            "0x1F",
            "\u0000",
            "\u2028",
            "\ufeff");

    private final SplittableRandom random;

    RuleGenerator(SplittableRandom random) {
        this.random = random;
    }

    /** A target module with every type of attribute and parameter. */
    static final class Module implements ChaosModule {

        static void load() {
            FaultCatalogue.process().add(new Module());
            Chaos.point(PLAIN);
        }

        @Override
        public String name() {
            return "generated-module";
        }

        @Override
        public String version() {
            return FaultCatalogue.VERSION;
        }

        @Override
        public List<PointDescriptor> points() {
            return List.of(new PointDescriptor(
                    WIRE,
                    "A call.",
                    List.of(Phase.BEFORE, Phase.DURING, Phase.AFTER),
                    List.of(
                            AttributeDescriptor.of("table", AttributeKey.Type.TEXT, "any text"),
                            AttributeDescriptor.of("rows", AttributeKey.Type.NUMBER, "a number"),
                            AttributeDescriptor.of("dry", AttributeKey.Type.FLAG, "a flag"))));
        }

        @Override
        public List<FaultDescriptor> faults() {
            return List.of(new FaultDescriptor(
                    "generated-fault",
                    "Every type of parameter.",
                    List.of(
                            ParameterDescriptor.text("text", "any text", "none").asMain(),
                            ParameterDescriptor.duration(
                                    "wait", "a duration", Duration.ZERO, Duration.ofHours(1), "0ms"),
                            ParameterDescriptor.number("count", "a number", -1000, 1000, "0"),
                            ParameterDescriptor.decimal("factor", "a decimal", -10, 10, "1"),
                            new ParameterDescriptor(
                                    "part",
                                    ParameterDescriptor.Type.PROBABILITY,
                                    "a share",
                                    null,
                                    null,
                                    List.of(),
                                    "100%",
                                    false),
                            new ParameterDescriptor(
                                    "loud",
                                    ParameterDescriptor.Type.FLAG,
                                    "a flag",
                                    null,
                                    null,
                                    List.of(),
                                    "false",
                                    false),
                            ParameterDescriptor.choice("mode", "a word", List.of("early", "late"), "late")),
                    List.of(Phase.AFTER, Phase.BEFORE),
                    List.of(WIRE),
                    false,
                    false));
        }
    }

    FaultRule next(String id) {
        boolean wire = random.nextBoolean();
        FaultRule.Builder rule = FaultRule.named(id).at(wire ? WIRE : PLAIN);
        Phase phase = random.nextInt(3) == 0 ? (random.nextBoolean() ? Phase.BEFORE : Phase.AFTER) : null;
        Fault fault = fault(wire);
        if (fault instanceof Crash crash && crash.at() == Crash.Moment.RANDOM) {
            phase = Phase.DURING;
        }
        if (phase != null) {
            rule.phase(phase);
        }
        conditions(rule, wire);
        bounds(rule, fault);
        return rule.inject(fault)
                .allowBlocking(random.nextBoolean())
                .enabled(random.nextBoolean())
                .dryRun(random.nextBoolean())
                .build();
    }

    private void bounds(FaultRule.Builder rule, Fault fault) {
        Trigger counted = trigger();
        boolean once = counted.toString().contains("Nth");
        Trigger trigger = random.nextInt(3) == 0 ? counted : Trigger.both(counted, gate(once));
        rule.when(random.nextBoolean() ? trigger : Trigger.after(random.nextLong(1000), trigger));
        Bounds bounds = Bounds.DEFAULT;
        if (random.nextBoolean()) {
            bounds = bounds.withLimit(once ? 1 : random.nextLong(1, 1_000_000));
        }
        if (random.nextBoolean()) {
            // Longer than any gate takes to open.
            bounds = bounds.withTtl(Duration.ofMinutes(5).plusNanos(random.nextLong(3_000_000_000_000L)));
        }
        if (random.nextInt(4) == 0) {
            bounds = bounds.withPerSecond(random.nextLong(1_000, 10_001));
        }
        if (random.nextInt(4) == 0) {
            bounds = bounds.withPlayers(random.nextLong(1, 100_001)).withConcurrent(random.nextLong(1, 1_000_001));
        }
        if (fault instanceof Latency && random.nextBoolean()) {
            bounds = bounds.withTotalDelay(Duration.ofHours(2).plus(duration()));
        }
        rule.bounds(bounds);
    }

    private Trigger gate(boolean once) {
        Duration soon = Duration.ofMillis(random.nextLong(1, 300_000));
        return switch (random.nextInt(once ? 4 : 7)) {
            case 0 -> Trigger.window(soon.dividedBy(2), random.nextBoolean() ? soon.multipliedBy(2) : soon);
            case 1 -> Trigger.hours(hours());
            case 2 -> Trigger.afterRule("other", random.nextBoolean() ? Duration.ZERO : soon.dividedBy(2));
            case 3 -> Trigger.calledFrom("com.game.Trade$Step", random.nextBoolean() ? "commit" : null);
            case 4 ->
                Trigger.rate(
                        random.nextLong(1, 1_000),
                        random.nextBoolean() ? Duration.ofSeconds(1) : Duration.ofMinutes(7));
            case 5 ->
                new Burst(
                        random.nextLong(2, 1_001),
                        random.nextLong(1, 1_000_001),
                        new Probability(1 - random.nextDouble() / 2),
                        random.nextBoolean() ? Probability.ZERO : Probability.ofPercent(2));
            default -> Trigger.both(gate(true), Trigger.rate(1, Duration.ofHours(1)));
        };
    }

    private OpenHours hours() {
        int minute = random.nextInt(1, 24 * 60);
        LocalTime from = LocalTime.MIDNIGHT.plusMinutes(minute);
        OpenHours hours = OpenHours.daily(from, from.plusMinutes(random.nextLong(1, 24 * 60)));
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        days.removeIf(unused -> random.nextInt(3) == 0);
        if (!days.isEmpty()) {
            hours = hours.on(days);
        }
        return random.nextBoolean() ? hours : hours.in(ZoneId.of("Europe/Berlin"));
    }

    private void conditions(FaultRule.Builder rule, boolean wire) {
        if (random.nextInt(3) == 0) {
            rule.where("player", text());
        }
        if (random.nextInt(4) == 0) {
            rule.whereNot("session", patterns());
        }
        if (random.nextInt(3) == 0) {
            rule.cohort(cohort(wire));
        }
        boolean asksRows = wire && random.nextInt(4) == 0;
        if (asksRows) {
            rule.where("rows", ValuePattern.exactly(random.nextLong()), range());
        }
        int count = wire ? random.nextInt(5) : 0;
        for (int i = 0; i < count; i++) {
            // Values that are asked for and values that are excluded never meet.
            switch (random.nextInt(asksRows ? 2 : 6)) {
                case 0 -> rule.where("table", text());
                case 1 -> rule.whereNot("table", "not " + text());
                case 2 -> rule.where(new Selector.Condition(AttributeKey.number("rows"), true, random.nextLong()));
                case 3 -> rule.where(new Selector.Condition(AttributeKey.flag("dry"), true, true));
                case 4 -> rule.where("table", patterns());
                default -> rule.whereNot("rows", range(), range());
            }
        }
    }

    private Cohort cohort(boolean wire) {
        Probability share = new Probability((1 - random.nextDouble()) / 2);
        Cohort.Side side = Cohort.Side.values()[random.nextInt(3)];
        AttributeKey key = List.of(AttributeKey.PLAYER, AttributeKey.SHARD, Cohort.JVM, AttributeKey.number("rows"))
                .get(random.nextInt(wire ? 4 : 3));
        return new Cohort(side, share, key, random.nextBoolean() ? null : "wave-" + random.nextInt(9));
    }

    /** Texts, wildcards and expressions side by side. */
    private ValuePattern[] patterns() {
        return Stream.generate(this::pattern).limit(random.nextInt(1, 4)).toArray(ValuePattern[]::new);
    }

    private ValuePattern pattern() {
        return switch (random.nextInt(5)) {
            case 0 -> ValuePattern.exactly(text());
            case 1 -> ValuePattern.prefix(text());
            case 2 -> ValuePattern.glob("*" + text() + "?");
            case 3 ->
                ValuePattern.regex(
                        List.of("^a/b$", "[^/]+\\/x", "a|b", "\\\\", "say \"no\"", "x{2,3}, [y]", "\u00e9\ud83d\ude00")
                                .get(random.nextInt(7)));
            default -> ValuePattern.glob(text() + "*\\*");
        };
    }

    private ValuePattern range() {
        long from = random.nextLong();
        return switch (random.nextInt(3)) {
            case 0 -> ValuePattern.from(from);
            case 1 -> ValuePattern.upTo(from);
            default -> ValuePattern.range(Math.min(from, 17), Math.max(from, 17));
        };
    }

    private Trigger trigger() {
        return switch (random.nextInt(8)) {
            case 0 -> Trigger.always();
            case 1 -> Trigger.nth(random.nextLong(1, 1000));
            case 2 -> Trigger.probability(new Probability(1 - random.nextDouble()));
            case 3 -> Trigger.both(Trigger.first(random.nextLong(50, 99)), Trigger.every(random.nextInt(1, 50)));
            case 4 -> Trigger.both(Trigger.every(random.nextInt(1, 9)), Trigger.probability(Probability.ofPercent(3)));
            case 5 -> Trigger.ramp(new Probability(random.nextDouble()), Probability.ONE, duration());
            case 6 ->
                Trigger.steps(List.of(
                        new Gate.Step(Probability.ofPercent(1), duration()),
                        new Gate.Step(new Probability(random.nextDouble()), duration()),
                        new Gate.Step(Probability.ofPercent(30), null)));
            default -> Trigger.first(random.nextLong(1, 1_000_000_000_000L));
        };
    }

    private Fault fault(boolean wire) {
        return switch (random.nextInt(wire ? 6 : 8)) {
            case 0 -> latency();
            case 1 -> new Hang(random.nextBoolean() ? Hang.UNTIL_DISARMED : duration());
            case 2 ->
                new ThrowException(random.nextBoolean() ? ThrowException.DEFAULT_CLASS : "java.io.IOException", text());
            case 3 -> new Crash(Crash.Moment.FLUSHED);
            case 4 -> wire ? new Crash(Crash.Moment.RANDOM) : new Crash(Crash.Moment.FLUSHED, random.nextInt(256));
            case 5 -> wire ? target() : new ReturnOverride(text());
            case 6 ->
                new Stall(
                        Duration.ofMillis(random.nextLong(1, 60_000)),
                        random.nextBoolean() ? Stall.How.PARK : Stall.How.SPIN);
            default ->
                new ThrowException(
                        "java.sql.SQLException", text(), "java.io.IOException", text(), (long) random.nextInt());
        };
    }

    private TargetFault target() {
        return new TargetFault("generated-fault", parameters());
    }

    private Latency latency() {
        Delay delay = switch (random.nextInt(5)) {
            case 0 -> new Delay.Fixed(duration());
            case 1 -> new Delay.Uniform(duration(), Duration.ofMinutes(1));
            case 2 -> new Delay.Normal(duration(), duration());
            case 3 -> new Delay.LogNormal(duration(), random.nextDouble(0.001, 5));
            default -> new Delay.Pareto(duration(), random.nextDouble(0.001, 100));
        };
        Latency latency = Latency.of(delay).withJitter(random.nextBoolean() ? Duration.ZERO : duration());
        return random.nextBoolean() ? latency : new Latency(delay, latency.jitter(), Duration.ofMinutes(30));
    }

    private Map<String, Object> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", text());
        all.put("wait", duration());
        all.put("count", random.nextLong(-1000, 1001));
        all.put("factor", random.nextDouble(-10, 10));
        all.put("part", new Probability(random.nextDouble()));
        all.put("loud", random.nextBoolean());
        all.put("mode", random.nextBoolean() ? "early" : "late");
        all.keySet().removeIf(unused -> random.nextBoolean());
        return all;
    }

    /** Up to a minute, now in large units and now in small ones. */
    private Duration duration() {
        long unit = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L).get(random.nextInt(4));
        return Duration.ofNanos(1_000_000 + random.nextLong(59_000_000_000L) / unit * unit);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
