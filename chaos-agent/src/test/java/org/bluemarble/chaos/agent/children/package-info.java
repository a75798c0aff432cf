/** Main classes of child JVMs: applications that know nothing of us. They use the JDK and the library under test alone. */
@NullMarked
package org.bluemarble.chaos.agent.children;

import org.jspecify.annotations.NullMarked;
