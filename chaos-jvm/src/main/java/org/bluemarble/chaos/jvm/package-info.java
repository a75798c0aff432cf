/**
 * Faults in methods that a rule chooses by pattern, and in what the JDK itself reaches. Start reading at
 * {@link org.bluemarble.chaos.jvm.MethodPattern}.
 */
@NullMarked
package org.bluemarble.chaos.jvm;

import org.jspecify.annotations.NullMarked;
