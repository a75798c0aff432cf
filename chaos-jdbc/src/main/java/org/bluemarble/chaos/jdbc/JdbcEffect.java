package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What one injection does around the driver's own work: first {@link #before()}, then the driver's method unless a failure
 * came out of it, then {@link #after} and {@link #end()}. Used by the calling thread.
 *
 * <p>A rule that ended since the decision leaves the call alone: every effect asks {@link #begins()} before it acts.
 */
abstract class JdbcEffect {

    private final Injection injection;
    private boolean began;
    private boolean over;

    JdbcEffect(Injection injection) {
        this.injection = injection;
    }

    /**
     * Acts before the driver does.
     *
     * @return what the caller gets instead of the driver's work; null to let the driver work
     * @throws SQLException if the driver did not let the fault be prepared; the call then passes
     */
    @Nullable
    Throwable prepare() throws SQLException {
        return null;
    }

    /**
     * Acts after the driver did.
     *
     * @param thrown what the driver threw
     * @return what the caller sees
     */
    @Nullable
    Throwable finish(@Nullable Throwable thrown) throws SQLException {
        return thrown;
    }

    final Injection injection() {
        return injection;
    }

    final boolean begins() {
        began = injection.begin();
        return began;
    }

    /** {@link #prepare()}, with what cannot be done reported instead of thrown into the server. */
    final @Nullable Throwable before() {
        try {
            return prepare();
        } catch (FaultRefusedException unsupported) {
            refuse(String.valueOf(unsupported.getMessage()));
        } catch (SQLException driver) {
            refuse("the driver did not let it be prepared: " + driver);
        } catch (RuntimeException | LinkageError bug) {
            fail(bug);
        }
        return null;
    }

    /** {@link #finish}, likewise; marks what the caller sees as injected. */
    final @Nullable Throwable after(@Nullable Throwable thrown) {
        Throwable seen = thrown;
        try {
            seen = finish(thrown);
        } catch (FaultRefusedException unsupported) {
            refuse(String.valueOf(unsupported.getMessage()));
        } catch (SQLException driver) {
            refuse("the driver did not let it be finished: " + driver);
        } catch (RuntimeException | LinkageError bug) {
            fail(bug);
        }
        if (began && seen != null && marksFailure()) {
            seen.addSuppressed(injection.marker());
        }
        return seen;
    }

    /** Whether a failure of this call is this effect's doing. */
    boolean marksFailure() {
        return true;
    }

    private void refuse(String reason) {
        over = true;
        injection.refuse(reason);
    }

    /** Here and not at the outermost edge, so that the rule goes and no injection of it stays under way. */
    private void fail(Throwable bug) {
        over = true;
        injection.fail(bug);
    }

    /** Ends the injection, unless the effect goes on after the call. */
    final void end() {
        if (over || !goesOn()) {
            injection.done();
        }
    }

    /** Whether the effect outlives the call and ends the injection itself. */
    boolean goesOn() {
        return false;
    }
}
