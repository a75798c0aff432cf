/**
 * What target modules and the agent need of the engine. Start reading at
 * {@link org.bluemarble.chaos.spi.ChaosModule}; server code has no use for this package.
 */
@NullMarked
package org.bluemarble.chaos.spi;

import org.jspecify.annotations.NullMarked;
