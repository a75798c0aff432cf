package org.bluemarble.chaos.spi;

import org.bluemarble.chaos.PointDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Points that no table can list, because a rule's author makes up their names: {@code method:com.game.AuthService#login} is
 * one of the family {@code method:}. A module brings the family; immutable.
 */
public interface PointFamily {

    /** {@return what every name begins with, up to and with its colon} */
    String prefix();

    /**
     * Returns what is wrong with a name that begins with the prefix, as the end of a sentence; null if nothing is. Looks
     * at the text alone: whether such a point can be armed in this JVM is told by {@link ArmingFollower}.
     */
    @Nullable
    String complaint(String name);

    /** {@return the point of a name without complaint} */
    PointDescriptor describe(String name);

    /** {@return the family in the documentation, named as an example} */
    PointDescriptor example();
}
