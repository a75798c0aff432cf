/**
 * Brings the engine and the target modules into a JVM that knows nothing of them. Start reading at
 * {@link org.bluemarble.chaos.agent.AgentStart}.
 */
@NullMarked
package org.bluemarble.chaos.agent;

import org.jspecify.annotations.NullMarked;
