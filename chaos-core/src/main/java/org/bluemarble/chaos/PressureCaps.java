package org.bluemarble.chaos;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource pressures may take under a ceiling; what is not named is capped by the pressure itself alone. Each
 * rule may ask for no more, and {@code cpu}, {@code gc} and {@code threads} of all rules together take no more. Immutable.
 *
 * @param most by the fault's name: a {@link Probability} for {@code cpu}, {@code heap}, {@code direct-memory} and
 *     {@code file-descriptors}, a {@link Long} for {@code gc} (megabytes a second), {@code threads} (how many) and
 *     {@code disk} (megabytes), within what the pressure itself permits
 */
public record PressureCaps(Map<String, Object> most) {

    /** Which parameter of a pressure says how much it takes. */
    private static final Map<String, String> PARAMETERS = parameters();

    /** No cap but the pressures' own. */
    public static final PressureCaps NONE = new PressureCaps(Map.of());

    /** @throws IllegalArgumentException if a pressure cannot be capped, or not by that */
    public PressureCaps {
        TreeMap<String, Object> sorted = new TreeMap<>(most);
        sorted.forEach((fault, cap) -> {
            Findings findings = new Findings();
            Object read = PARAMETERS.containsKey(fault)
                    ? new ParameterReader(parameter(fault), findings)
                            .read(new Word(Units.text(cap), "pressure." + fault, null))
                    : null;
            if (!cap.equals(read)) {
                throw new IllegalArgumentException("pressure." + fault + " was " + cap
                        + " but must be a cap within the pressure's own; capped may be " + faults());
            }
        });
        most = Collections.unmodifiableMap(sorted);
    }

    private static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("cpu", "load");
        parameters.put("heap", "to");
        parameters.put("direct-memory", "to");
        parameters.put("gc", "rate-mb");
        parameters.put("threads", "count");
        parameters.put("file-descriptors", "to");
        parameters.put("disk", "size-mb");
        return Collections.unmodifiableMap(parameters);
    }

    private static ParameterDescriptor parameter(String fault) {
        String name = Objects.requireNonNull(PARAMETERS.get(fault), fault);
        return PressureFaults.DESCRIPTORS.stream()
                .filter(one -> one.name().equals(fault))
                .flatMap(one -> one.parameters().stream())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the names of the pressures that can be capped} */
    public static List<String> faults() {
        return List.copyOf(PARAMETERS.keySet());
    }

    /**
     * Reads caps.
     *
     * @param words by the names of pressures, each one of {@link #faults()}
     * @param findings take the values that are no caps
     */
    public static PressureCaps read(Map<String, Word> words, Findings findings) {
        Map<String, Object> most = new LinkedHashMap<>();
        words.forEach((fault, word) -> {
            Object cap = new ParameterReader(parameter(fault), findings).read(word);
            if (cap != null) {
                most.put(fault, cap);
            }
        });
        return new PressureCaps(most);
    }

    /** {@return these caps with another for one pressure} */
    public PressureCaps with(String fault, Object cap) {
        Map<String, Object> all = new LinkedHashMap<>(most);
        all.put(fault, cap);
        return new PressureCaps(all);
    }

    /** {@return the cap of a pressure by its name; null for its own alone} */
    @Nullable
    Object of(String fault) {
        return most.get(fault);
    }

    /** Holds a rule against the caps. */
    void check(RuleParts parts, Findings findings) {
        FaultDescriptor descriptor = parts.descriptor();
        Object cap =
                descriptor == null || !PressureFaults.DESCRIPTORS.contains(descriptor) ? null : of(descriptor.name());
        if (cap == null || !(parts.fault() instanceof Pressure pressure)) {
            return;
        }
        ParameterDescriptor parameter = parameter(pressure.name());
        Object asked = pressure.parameters().get(parameter.name());
        if (asked != null && amount(asked) <= amount(cap)) {
            return;
        }
        RuleDraft draft = parts.draft();
        String highest = "must be at most " + Units.text(cap) + ", the ceiling's cap";
        Word word = word(draft, parameter);
        if (word == null) {
            findings.add(draft.id().position(), draft.paths().fault(parameter.name()) + " is missing but " + highest);
        } else {
            findings.refuseValue(word, "but " + highest);
        }
    }

    private static @Nullable Word word(RuleDraft draft, ParameterDescriptor parameter) {
        return draft.parameters().stream()
                .filter(entry -> entry.key().text().equals(parameter.name()))
                .map(RuleDraft.Entry::value)
                .findFirst()
                .orElse(parameter.main() ? draft.main() : null);
    }

    private static double amount(Object value) {
        return value instanceof Probability share ? share.value() : ((Long) value).doubleValue();
    }

    /** {@return the caps as a ceiling file has them, for example {@code cpu 50%}} */
    List<String> words() {
        return most.entrySet().stream()
                .map(cap -> cap.getKey() + " " + Units.text(cap.getValue()))
                .toList();
    }
}
