package org.bluemarble.chaos;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the text of an attribute is written, where not every text can be one: an address, a network, a verb. Rules that compare
 * with another text could never fit a call, so they are refused where they are read, whatever way they came in.
 *
 * <p>Two formats are equal if their examples are: the same module may be loaded twice in one JVM, and its copies must
 * describe a point alike. Immutable; as thread-safe as its check.
 */
public final class AttributeFormat {

    private final String example;
    private final Function<String, @Nullable String> check;

    private AttributeFormat(String example, Function<String, @Nullable String> check) {
        this.example = Objects.requireNonNull(example, "example");
        this.check = Objects.requireNonNull(check, "check");
    }

    /**
     * Describes a format.
     *
     * @param example a text that has it, for readers
     * @param check given a text, null if it is written so, or else what follows it in the refusal, for example {@code but must
     *     be a network, for example 10.1.0.0/16}; pure, and called from any thread
     * @throws IllegalArgumentException if the example itself is not written so
     */
    public static AttributeFormat of(String example, Function<String, @Nullable String> check) {
        AttributeFormat format = new AttributeFormat(example, check);
        String problem = format.problem(example);
        if (problem != null) {
            throw new IllegalArgumentException("example was '" + example + "' " + problem);
        }
        return format;
    }

    /** {@return a text that is written so} */
    public String example() {
        return example;
    }

    /** {@return null if a text is written so, or else what follows it in the refusal} */
    @Nullable
    String problem(String text) {
        return check.apply(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeFormat format && format.example.equals(example);
    }

    @Override
    public int hashCode() {
        return example.hashCode();
    }

    @Override
    public String toString() {
        return "as " + example;
    }
}
