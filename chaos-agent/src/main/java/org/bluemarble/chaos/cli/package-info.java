/**
 * The command line: finds JVMs on this machine and controls chaos in them over JMX. Start reading at
 * {@link org.bluemarble.chaos.cli.ChaosCommand}.
 */
@NullMarked
package org.bluemarble.chaos.cli;

import org.jspecify.annotations.NullMarked;
