/**
 * Faults that make a resource of the whole JVM or machine scarce for a time, bounded and given back. Start reading at
 * {@link Pressure}.
 */
@NullMarked
package org.bluemarble.chaos.pressure;

import org.jspecify.annotations.NullMarked;
