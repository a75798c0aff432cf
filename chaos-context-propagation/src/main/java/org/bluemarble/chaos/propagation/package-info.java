/**
 * Takes the chaos context along wherever Micrometer's context propagation does. There is one class, found by the service
 * loader: {@link org.bluemarble.chaos.propagation.ChaosContextAccessor}.
 */
@NullMarked
package org.bluemarble.chaos.propagation;

import org.jspecify.annotations.NullMarked;
