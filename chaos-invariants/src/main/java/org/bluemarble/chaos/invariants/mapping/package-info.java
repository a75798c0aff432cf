/**
 * Where a game keeps its economy: tables, columns and conditions, as configuration. Start reading at
 * {@link org.bluemarble.chaos.invariants.mapping.EconomyMapping}.
 */
@NullMarked
package org.bluemarble.chaos.invariants.mapping;

import org.jspecify.annotations.NullMarked;
