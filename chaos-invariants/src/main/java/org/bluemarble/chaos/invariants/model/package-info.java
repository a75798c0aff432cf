/**
 * The economy as the invariants see it: resources, holders, operations made of legs. Start reading at
 * {@link org.bluemarble.chaos.invariants.model.Operation}.
 */
@NullMarked
package org.bluemarble.chaos.invariants.model;

import org.jspecify.annotations.NullMarked;
