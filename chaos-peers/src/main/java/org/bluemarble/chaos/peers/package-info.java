/** The same undisturbed call under this project and under other tools, measured in one run. */
@NullMarked
package org.bluemarble.chaos.peers;

import org.jspecify.annotations.NullMarked;
