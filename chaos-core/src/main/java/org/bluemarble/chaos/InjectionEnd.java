package org.bluemarble.chaos;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one rule's part in an injection ended.
 *
 * @param outcome whether the fault acted
 * @param addedNanos how long the call really waited because of this rule; where several rules delay one call, each has its
 *     share; 0 if it did not wait
 * @param reason why the fault was refused or failed, or null
 */
public record InjectionEnd(
        Outcome outcome, long addedNanos, @Nullable String reason) {

    /** Whether the fault acted. */
    public enum Outcome {
        /** It acted as it says. */
        DONE,
        /** It was called off: its rule ended or was disabled, or the call turned out not to need it. */
        CANCELLED,
        /** The target cannot apply it here. */
        REFUSED,
        /** A bug showed while it was applied. */
        FAILED;

        /** {@return the spelling in logs and metrics, such as {@code done}} */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
