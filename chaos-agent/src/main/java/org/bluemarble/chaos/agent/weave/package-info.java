/**
 * Puts code into methods of classes as they are loaded, proves that it is there, and takes it out again. Start reading at
 * {@link org.bluemarble.chaos.agent.weave.WeavingTransformer}.
 */
@NullMarked
package org.bluemarble.chaos.agent.weave;

import org.jspecify.annotations.NullMarked;
