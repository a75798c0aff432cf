/**
 * Judges a game's economy from the outside: what the database holds against what its players were told.
 *
 * <p>Start reading at {@link org.bluemarble.chaos.invariants.EconomyChecker}. This module stands on the JDK, {@code java.sql} and
 * SnakeYAML alone. It does not know the fault engine: a checker that shared code with what it judges could share its mistakes.
 */
@NullMarked
package org.bluemarble.chaos.invariants;

import org.jspecify.annotations.NullMarked;
