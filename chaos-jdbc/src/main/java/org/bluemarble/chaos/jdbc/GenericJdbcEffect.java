package org.bluemarble.chaos.jdbc;

import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.jspecify.annotations.Nullable;

/** What the engine itself knows how to do to a call of whatever target: wait, throw an error of the JVM, end the JVM. */
final class GenericJdbcEffect extends JdbcEffect {

    GenericJdbcEffect(Injection injection) {
        super(injection);
    }

    @Override
    @Nullable
    Throwable prepare() {
        return injection().actsIn(Phase.BEFORE) && begins() ? injection().act() : null;
    }

    @Override
    @Nullable
    Throwable finish(@Nullable Throwable thrown) {
        if (injection().actsIn(Phase.AFTER) && begins()) {
            Throwable instead = injection().act();
            return instead == null ? thrown : instead;
        }
        return thrown;
    }

    /** The engine marks what it throws. */
    @Override
    boolean marksFailure() {
        return false;
    }
}
