/**
 * Has the JDK's executors take contexts along with the tasks that they are given. Start reading at
 * {@link org.bluemarble.chaos.agent.concurrent.ExecutorWeaves}.
 */
@NullMarked
package org.bluemarble.chaos.agent.concurrent;

import org.jspecify.annotations.NullMarked;
