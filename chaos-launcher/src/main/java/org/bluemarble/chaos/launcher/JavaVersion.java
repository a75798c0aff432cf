package org.bluemarble.chaos.launcher;

/** Whether this Java is new enough. */
final class JavaVersion {

    /** The language level of everything behind the launcher. */
    private static final int OLDEST = 17;

    private JavaVersion() {}

    /**
     * Says what is wrong with a Java version.
     *
     * @param specification the system property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 17}
     * @return null if nothing is
     */
    static String complaint(String specification) {
        return major(specification) >= OLDEST
                ? null
                : "Java was " + specification + " but must be " + OLDEST + " or newer; run with a newer JDK";
    }

    private static int major(String specification) {
        if (specification == null) {
            return 0;
        }
        // Java 8 and older say 1.8.
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException unknownSpelling) {
            return 0;
        }
    }
}
