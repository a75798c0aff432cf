/**
 * What a run of the demo found, and the file that scripts read. Start reading at {@link
 * org.bluemarble.sample.demo.result.RunOutcome}.
 */
@NullMarked
package org.bluemarble.sample.demo.result;

import org.jspecify.annotations.NullMarked;
