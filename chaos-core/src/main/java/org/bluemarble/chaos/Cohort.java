package org.bluemarble.chaos;

import java.util.Locale;
import java.util.Objects;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/**
 * A share of all players, or of whatever else calls are made for, that is always the same. Who is in it depends on the
 * cohort's name and the player's id alone: on no seed, no clock and no JVM. A larger share contains the smaller one, so
 * that raising it adds players and lets none go.
 *
 * <p>The share is one of the values that there can be, not of the calls: 5% of the players may make half of the calls.
 *
 * @param side which part of the cohort the selected calls belong to
 * @param share how large it is, above 0; at most 50% for {@link Side#EXPERIMENT} and {@link Side#CONTROL}
 * @param key what the share is one of: an attribute that has one value at a call, or {@link #JVM}
 * @param name what the hash begins with: cohorts of one name and key are the same; null for the rule's id. Spelled like a
 *     rule's id
 */
public record Cohort(
        Side side,
        Probability share,
        AttributeKey key,
        @Nullable String name) {

    /** The process itself: see {@link #instance()}. */
    public static final AttributeKey JVM = AttributeKey.text("jvm");

    /** The system property that tells apart the JVMs of one host, for shares of a fleet. */
    public static final String INSTANCE_PROPERTY = "bluemarble.chaos.instance";

    /** Where selectors spell it. */
    static final String ATTRIBUTE = "cohort";

    private static final double STEPS = 0x1.0p53;

    /** Parts that are equally large and have nobody in common. */
    public enum Side {
        /** A share without a counterpart. */
        SHARE,
        /** Those that are disturbed; the same as {@link #SHARE}, but their counterpart is counted. */
        EXPERIMENT,
        /** As many others, to compare with. */
        CONTROL;

        /** {@return the side in rules and as the value of metrics' {@code cohort} tag} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Cohort {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(share, "share");
        Objects.requireNonNull(key, "key");
        if (share.value() == 0) {
            throw new IllegalArgumentException("cohort's share was 0% but must be above 0%, which selects nobody");
        }
        if (side != Side.SHARE && share.value() > 0.5) {
            throw new IllegalArgumentException("cohort's share was " + Units.text(share)
                    + " but must be at most 50%: experiment and control are equally large");
        }
        if (key.type() == AttributeKey.Type.FLAG) {
            throw new IllegalArgumentException(
                    "cohort's key was " + key + " but must not be a flag, which has two values");
        }
        if (name != null && !FaultRule.isId(name)) {
            throw new IllegalArgumentException("cohort's name was '" + name
                    + "' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit");
        }
    }

    /** {@return a share of the players, named after the rule} */
    public static Cohort of(Probability share) {
        return new Cohort(Side.SHARE, share, AttributeKey.PLAYER, null);
    }

    /** {@return a share of the players that has a counterpart of the same size} */
    public static Cohort experiment(Probability share) {
        return new Cohort(Side.EXPERIMENT, share, AttributeKey.PLAYER, null);
    }

    /** {@return the counterpart of the experiment of the same share, key and name} */
    public static Cohort control(Probability share) {
        return new Cohort(Side.CONTROL, share, AttributeKey.PLAYER, null);
    }

    /** {@return the same share of something else, for example of {@link AttributeKey#SESSION} or {@link #JVM}} */
    public Cohort by(AttributeKey key) {
        return new Cohort(side, share, key, name);
    }

    /** {@return this cohort with a name of its own, so that several rules mean the same players} */
    public Cohort named(String name) {
        return new Cohort(side, share, key, Objects.requireNonNull(name, "name"));
    }

    /**
     * {@return on which side of this cohort a value is: {@link Side#EXPERIMENT} for who is in the share, {@link Side#CONTROL}
     * for the counterpart, null for everybody else} Server code tags its own metrics with it.
     *
     * @param value the player's id, say
     * @throws IllegalStateException if the cohort has no name
     */
    public @Nullable Side sideOf(String value) {
        if (name == null) {
            throw new IllegalStateException(
                    "cohort " + this + " has no name but must have one, or be asked by its rule");
        }
        return side(seed(name), value.hashCode());
    }

    /** Where the hash of a cohort begins. */
    static long seed(String name) {
        return DecisionStream.of(0, name);
    }

    /**
     * Which part a value belongs to.
     *
     * @param valueHash the text's {@link String#hashCode()}, which is specified and kept by the string, or the number
     */
    @Nullable
    Side side(long seed, long valueHash) {
        double place = DecisionStream.uniform(seed, valueHash, 0) * STEPS;
        double width = share.value() * STEPS;
        if (place < width) {
            return Side.EXPERIMENT;
        }
        // Counted from the other end, so that it is exactly as large, and grows without letting anybody go.
        return side != Side.SHARE && STEPS - 1 - place < width ? Side.CONTROL : null;
    }

    /** {@return what tells this JVM from the others of a fleet: its host's name, and the instance's name if it has one} */
    public static String instance() {
        return JvmInstance.NAME;
    }

    /** {@return the cohort as rules spell it: {@code 5%}, {@code experiment/5%/session/slow-login}} */
    public String text() {
        String rest = name != null ? "/" + key + "/" + name : key == AttributeKey.PLAYER ? "" : "/" + key;
        return (side == Side.SHARE ? "" : side.spelling() + "/") + Units.text(share) + rest;
    }

    @Override
    public String toString() {
        return text();
    }
}
