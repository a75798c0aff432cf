/**
 * Which methods of the JDK are woven while a rule needs it. Start reading at
 * {@link org.bluemarble.chaos.agent.jdk.JdkWeaves}.
 */
@NullMarked
package org.bluemarble.chaos.agent.jdk;

import org.jspecify.annotations.NullMarked;
