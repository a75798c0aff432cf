package org.bluemarble.chaos;

import java.util.Locale;

/**
 * Who may decide about a rule's flag, the highest first: a decision holds, whatever lower sources say, until its source lets
 * go of it. People go before programs, and what is nearer to this JVM before what is farther away.
 */
public enum FlagSource {
    /** Whoever manages this JVM: JConsole, the command line. Holds until released, or until the rule ends. */
    JMX,
    /** Code in this JVM, through {@link ArmedRule#enable()} and {@link ArmedRule#disable()}. Holds as long. */
    API,
    /** A rule file that is watched, or was read at start. Holds as long as the file says so. */
    FILE,
    /** A system property {@code bluemarble.chaos.flag.<id>}. Holds as long as it is set. */
    PROPERTY,
    /** A flag system outside of this JVM, for example an OpenFeature provider. Holds as long as it knows the flag. */
    PROVIDER,
    /** The rule as it was armed: on, unless it says {@code enabled=false}. */
    RULE;

    /** {@return how messages call it} */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether decisions of this source are about an armed rule, and end with it} */
    boolean endsWithTheRule() {
        return this == JMX || this == API;
    }
}
