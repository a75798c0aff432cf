package org.bluemarble.chaos.agent.weave;

import org.jspecify.annotations.Nullable;

/** Whose classes rules may not choose: those of the JDK, and ours. */
final class OwnClasses {

    private static final ClassLoader ISOLATED = OwnClasses.class.getClassLoader();
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private OwnClasses() {}

    /** {@return whether patterns of rules may mean classes of this loader} */
    static boolean mayBeChosen(@Nullable ClassLoader loader) {
        return loader != null && loader != PLATFORM && (loader != ISOLATED || isApplicationLoader(ISOLATED));
    }

    /** Not isolated: in tests, where everything is on one class path. */
    private static boolean isApplicationLoader(ClassLoader loader) {
        return loader == ClassLoader.getSystemClassLoader();
    }
}
