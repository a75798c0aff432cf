/** What the engine and the agent cost: JMH benchmarks and whole-process comparisons. Start reading at {@link org.bluemarble.chaos.bench.Main}. */
@NullMarked
package org.bluemarble.chaos.bench;

import org.jspecify.annotations.NullMarked;
