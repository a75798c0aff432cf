/**
 * Flags to and from OpenFeature. Start reading at {@link org.bluemarble.chaos.openfeature.OpenFeatureFlags}, which lets a
 * flag system decide about rules; {@link org.bluemarble.chaos.openfeature.ChaosFeatureProvider} goes the other way.
 */
@NullMarked
package org.bluemarble.chaos.openfeature;

import org.jspecify.annotations.NullMarked;
