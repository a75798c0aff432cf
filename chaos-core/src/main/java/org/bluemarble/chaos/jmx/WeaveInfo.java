package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.Nullable;

/** One class that the agent puts code into. */
public interface WeaveInfo {

    /** {@return what is woven} */
    String getName();

    /** {@return the points that its calls pass} */
    String[] getPoints();

    /** {@return {@code ABSENT}, {@code WOVEN}, {@code ACTIVE}, {@code FAILED} or {@code REMOVED}} */
    String getState();

    /** {@return the woven class's loader, or why the weave failed; null while absent and after removal} */
    @Nullable
    String getDetail();
}
