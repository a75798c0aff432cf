package org.bluemarble.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named place that calls pass through, such as {@code jdbc.commit} or {@code trade.after-debit}. Keep it in a
 * {@code static final} field. Points are process-wide and interned: equal names are the same object.
 *
 * <p>Thread-safe. A point where nothing is armed costs one volatile read and a branch, and allocates nothing.
 */
public final class InjectionPoint {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");
    /** Bounds what a message or an MBean's name has to carry. */
    private static final int LONGEST_NAME = 128;

    private static final ConcurrentMap<String, InjectionPoint> POINTS = new ConcurrentHashMap<>();

    private final String name;

    /** The rules that may disturb a call here, of all engines together; null while there are none. */
    private volatile @Nullable PointRules rules;

    private volatile int armings;

    InjectionPoint(String name) {
        this.name = name;
    }

    /** See {@link Chaos#point(String)}. */
    static InjectionPoint named(String name, AttributeDescriptor... attributes) {
        Objects.requireNonNull(name, "name");
        InjectionPoint known = POINTS.get(name);
        if (known != null && attributes.length == 0) {
            return known;
        }
        boolean madeUpByRules = FaultCatalogue.process().family(name).isPresent();
        if (madeUpByRules ? FaultCatalogue.process().point(name).isEmpty() : !isName(name)) {
            throw new IllegalArgumentException(
                    "point name was '" + name
                            + "' but must read target.operation in lower-case letters, digits and hyphens, for example trade.after-debit");
        }
        if (!madeUpByRules) {
            FaultCatalogue.process().addNamedPoint(name, List.of(attributes));
        }
        InjectionPoint point = POINTS.computeIfAbsent(name, InjectionPoint::new);
        JvmHalt.closeIfHalting(point);
        return point;
    }

    /** {@return whether this text can be a point's name: {@code target.operation} in lower case} */
    public static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    static Collection<InjectionPoint> all() {
        return POINTS.values();
    }

    /** {@return the point's name} */
    public String name() {
        return name;
    }

    /** {@return whether some enabled rule, of whatever engine, concerns this point now} */
    public boolean isArmed() {
        return rules != null;
    }

    /**
     * Returns how often the point went from disarmed to armed. A target that follows something over several calls, such as
     * a transaction, only while the point is armed, learns from a changed number that it has missed some.
     */
    public int armings() {
        return armings;
    }

    /**
     * Returns which attributes of a call the rules that are armed here ask for, and what the ceiling protects. For a target
     * to which knowing them costs something; another attribute may be asked for as soon as the next rule is armed.
     *
     * @return empty if nothing is armed
     */
    public List<AttributeKey> askedKeys() {
        PointRules armed = rules;
        return armed == null ? List.of() : armed.keys();
    }

    /**
     * Decides about one logical call, once, at its entry. For target modules and for server code that applies faults
     * itself; see {@link #pass()} for the simple way.
     *
     * @param attributes what is known of the call; asked only if a rule is armed here, and not kept
     * @return the injection, to be ended by {@link Injection#done()} or {@link Injection#cancelled()}; null if the call is
     *     not disturbed
     */
    public @Nullable Injection decide(CallAttributes attributes) {
        PointRules armed = rules;
        return armed == null ? null : armed.decide(attributes);
    }

    /**
     * Passes the point: returns at once where nothing is armed, and otherwise waits, throws or halts as the rules say.
     * The attributes are those of the {@link ChaosContext}.
     */
    public void pass() {
        PointRules armed = rules;
        if (armed != null) {
            passArmed(armed, CallAttributes.NONE);
        }
    }

    /**
     * Passes the point with attributes of the call.
     *
     * @param attributes asked only if a rule is armed here, and not kept
     */
    public void pass(CallAttributes attributes) {
        PointRules armed = rules;
        if (armed != null) {
            passArmed(armed, attributes);
        }
    }

    /**
     * Passes the point around a piece of work: rules can act before it, after it, or in its place. Where nothing is armed,
     * the work is all that happens. The attributes are those of the {@link ChaosContext}.
     *
     * <pre>{@code
     * long gold = BALANCE.call(Long.class, () -> wallet.gold(player));
     * }</pre>
     *
     * @param type what the work returns, for a {@link ReturnOverride}; {@code void.class} if it is nothing
     * @return what the work returned, or what a rule put in its place
     * @throws E as the work does
     */
    public <T extends @Nullable Object, E extends Exception> T call(Class<? super T> type, PointWork<T, E> work)
            throws E {
        return call(type, CallAttributes.NONE, work);
    }

    /**
     * Passes the point around a piece of work, with attributes of the call.
     *
     * @param type what the work returns; see {@link #call(Class, PointWork)}
     * @param attributes asked only if a rule is armed here, and not kept
     * @throws E as the work does
     */
    public <T extends @Nullable Object, E extends Exception> T call(
            Class<? super T> type, CallAttributes attributes, PointWork<T, E> work) throws E {
        PointRules armed = rules;
        Injection injection = armed == null ? null : armed.decide(attributes);
        return injection == null ? work.run() : NamedPointCall.around(injection, type, work);
    }

    // Out of line: the body of pass() stays small enough to be inlined wherever it is called.
    private static void passArmed(PointRules armed, CallAttributes attributes) {
        Injection injection = armed.decide(attributes);
        if (injection != null) {
            NamedPointCall.apply(injection);
        }
    }

    /** Called by engines under the point's monitor, when a rule begins or ceases to act. */
    synchronized void add(ArmedRule rule) {
        PointRules former = rules;
        if (former != PointRules.HALTING) {
            if (former == null) {
                // Written before the rules: whoever sees them armed sees the new number.
                armings++;
            }
            rules = PointRules.with(this, former, rule);
            JvmSchedule.PROCESS.armed(this);
        }
    }

    synchronized void remove(ArmedRule rule) {
        PointRules former = rules;
        if (former != null && former != PointRules.HALTING) {
            rules = PointRules.without(this, former, rule);
        }
    }

    /** From now on, no thread passes this point any more. */
    synchronized void closeForever() {
        rules = PointRules.HALTING;
    }

    /** {@return the rules that act here now, in the order they were armed} */
    List<ArmedRule> armedRules() {
        PointRules armed = rules;
        return armed == null ? List.of() : armed.list();
    }

    @Override
    public String toString() {
        return name;
    }
}
