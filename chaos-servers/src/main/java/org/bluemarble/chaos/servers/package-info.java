/**
 * Starts real database servers as child processes of this JVM, for tests, demos and samples. Start reading at
 * {@link org.bluemarble.chaos.servers.PostgresServer}.
 */
@NullMarked
package org.bluemarble.chaos.servers;

import org.jspecify.annotations.NullMarked;
