/** The fact log: what clients were told, kept outside the server under test. Start reading at {@link FactSource}. */
@NullMarked
package org.bluemarble.chaos.invariants.facts;

import org.jspecify.annotations.NullMarked;
