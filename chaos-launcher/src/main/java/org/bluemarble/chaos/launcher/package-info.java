/**
 * The only classes of the agent jar that the application's class path sees, in Java 8 bytecode. Start reading at
 * {@link org.bluemarble.chaos.launcher.ChaosLauncher}.
 */
@NullMarked
package org.bluemarble.chaos.launcher;

import org.jspecify.annotations.NullMarked;
