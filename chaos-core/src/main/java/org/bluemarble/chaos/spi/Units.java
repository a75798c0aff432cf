package org.bluemarble.chaos.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.Probability;
import org.jspecify.annotations.Nullable;

/**
 * The spelling of values in rules: durations with their unit ({@code 250ms}, {@code 1.5s}), probabilities ({@code 1%},
 * {@code 0.01}), numbers and flags. What is written here reads back as an equal value.
 */
public final class Units {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final Pattern DURATION = Pattern.compile("([-+]?\\d{1,20}(?:\\.\\d{1,20})?) ?([a-zµ]{1,10})?");
    // The exponent is for what Double.toString writes of very small and very large numbers.
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\d{1,20}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][-+]?\\d{1,3})?");
    private static final Pattern PERCENT = Pattern.compile("[1-9]\\d?|100");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,40}");

    /** Nanoseconds of each unit, the shortest unit first. */
    private static final Map<String, Long> NANOS = new LinkedHashMap<>();

    static {
        NANOS.put("ns", 1L);
        NANOS.put("us", 1_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("m", 60_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
    }

    private Units() {}

    /**
     * Reads a duration: a number, which may have decimals, and one of {@code ns us ms s m h}.
     *
     * @return null if it is none; then {@code findings} say why
     */
    public static @Nullable Duration duration(Word word, Findings findings) {
        Matcher matcher = DURATION.matcher(word.text());
        if (!matcher.matches()) {
            findings.refuse(word, "but must be a number and a unit (ns, us, ms, s, m or h), for example 250ms");
            return null;
        }
        if (matcher.group(2) == null) {
            findings.refuse(word, "but needs a unit, for example " + matcher.group(1) + "ms");
            return null;
        }
        Long unit = NANOS.get(matcher.group(2).replace('µ', 'u'));
        if (unit == null) {
            findings.refuse(word, "but its unit must be ns, us, ms, s, m or h");
            return null;
        }
        return exactly(word, new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)), findings);
    }

    private static @Nullable Duration exactly(Word word, BigDecimal nanos, Findings findings) {
        if (nanos.remainder(ONE).signum() != 0) {
            findings.refuseValue(word, "but must be a whole number of nanoseconds");
            return null;
        }
        if (nanos.toBigInteger().bitLength() >= Long.SIZE) {
            findings.refuseValue(word, "but must be shorter than 2562047h");
            return null;
        }
        return Duration.ofNanos(nanos.longValueExact());
    }

    /**
     * Reads a probability from 0 to 1: {@code 1%}, {@code 0.5%} or {@code 0.01}. A whole number without a percent sign is
     * refused, because a reader cannot tell whether 1 means 1% or always.
     *
     * @return null if it is none; then {@code findings} say why
     */
    public static @Nullable Probability probability(Word word, Findings findings) {
        boolean percent = word.text().endsWith("%");
        String number = percent ? word.text().substring(0, word.text().length() - 1) : word.text();
        if (!DECIMAL.matcher(number).matches()) {
            findings.refuse(word, "but must be a share, for example 1% or 0.01");
            return null;
        }
        if (!percent && WHOLE.matcher(number).matches()) {
            // Below 1 and above 100 the number itself would be refused next.
            String share = PERCENT.matcher(number).matches() ? number : "1";
            findings.refuse(word, "but needs a percent sign, for example " + share + "%");
            return null;
        }
        BigDecimal value = new BigDecimal(number).movePointLeft(percent ? 2 : 0);
        if (value.signum() < 0 || value.compareTo(ONE) > 0) {
            findings.refuseValue(word, "but must lie between 0% and 100%; 100% disturbs every call");
            return null;
        }
        return new Probability(value.doubleValue());
    }

    /**
     * Reads a whole number.
     *
     * @return null if it is none; then {@code findings} say why
     */
    public static @Nullable Long number(Word word, long min, long max, Findings findings) {
        if (!WHOLE.matcher(word.text()).matches()) {
            findings.refuse(word, "but must be a whole number");
            return null;
        }
        BigInteger value = new BigInteger(word.text());
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            findings.refuseValue(word, "but must lie between " + min + " and " + max);
            return null;
        }
        return value.longValueExact();
    }

    /**
     * Reads a decimal number.
     *
     * @return null if it is none; then {@code findings} say why
     */
    public static @Nullable Double decimal(Word word, Findings findings) {
        if (!DECIMAL.matcher(word.text()).matches()) {
            findings.refuse(word, "but must be a number, for example 0.5");
            return null;
        }
        return Double.valueOf(word.text());
    }

    /**
     * Reads {@code true} or {@code false}.
     *
     * @return null if it is neither; then {@code findings} say why
     */
    public static @Nullable Boolean flag(Word word, Findings findings) {
        if (word.text().equals("true") || word.text().equals("false")) {
            return Boolean.valueOf(word.text());
        }
        findings.refuse(word, "but must be true or false");
        return null;
    }

    /**
     * Reads a duration on its own, for options.
     *
     * @param name what it is called in messages
     * @throws ChaosConfigurationException if it is none
     */
    public static Duration duration(String name, String text) {
        Findings findings = new Findings();
        Duration duration = duration(new Word(text, name, null), findings);
        if (duration == null) {
            throw new ChaosConfigurationException("option", findings.problems());
        }
        return duration;
    }

    /** {@return the value as rules spell it} */
    public static String text(@Nullable Object value) {
        if (value instanceof Duration duration) {
            return text(duration);
        }
        if (value instanceof Probability probability) {
            return text(probability);
        }
        return String.valueOf(value);
    }

    /** {@return the duration in the largest unit of which it is a whole number: {@code 250ms}, {@code 90s}, {@code 1h}} */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0ms";
        }
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000L))
                .add(BigInteger.valueOf(duration.getNano()));
        String text = "";
        for (Map.Entry<String, Long> unit : NANOS.entrySet()) {
            BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(unit.getValue()));
            if (parts[1].signum() == 0) {
                text = parts[0] + unit.getKey();
            }
        }
        return text;
    }

    /** {@return the probability in per cent: {@code 1%}, {@code 0.5%}} */
    public static String text(Probability probability) {
        BigDecimal percent = new BigDecimal(Double.toString(probability.value()))
                .movePointRight(2)
                .stripTrailingZeros();
        // Below one in a million million the plain spelling is a row of zeros.
        return (percent.scale() > 14 ? percent.toString() : percent.toPlainString()) + "%";
    }
}
