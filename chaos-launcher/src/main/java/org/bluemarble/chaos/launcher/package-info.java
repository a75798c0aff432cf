/**
 * The only classes of the agent jar that the application's class path sees, in Java 8 bytecode. Start reading at
 * {@link org.bluemarble.chaos.launcher.ChaosLauncher}.
 *
 * <p>Not null-marked as our other packages are: the annotation names a constant that Java 8 does not know. Where null is
 * meant, the comment says so.
 */
package org.bluemarble.chaos.launcher;
