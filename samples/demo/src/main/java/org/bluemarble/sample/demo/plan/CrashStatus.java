package org.bluemarble.sample.demo.plan;

/** What tells a crash that a rule made from any other death of the server. */
public final class CrashStatus {

    /** The exit status of a JVM that a rule crashed: no signal, and no error of the JVM, gives it. */
    public static final int OF_A_RULE = 86;

    /** What a rule says for that. */
    static final String WORDS = " status=" + OF_A_RULE;

    private CrashStatus() {}
}
