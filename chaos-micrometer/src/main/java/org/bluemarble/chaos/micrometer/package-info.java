/** Metrics of injections for Micrometer. Start reading at {@link org.bluemarble.chaos.micrometer.ChaosMetrics}. */
@NullMarked
package org.bluemarble.chaos.micrometer;

import org.jspecify.annotations.NullMarked;
