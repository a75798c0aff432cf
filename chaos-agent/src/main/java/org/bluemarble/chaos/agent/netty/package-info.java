/** Which classes of Netty are woven. Start reading at {@link org.bluemarble.chaos.agent.netty.NettyWeaves}. */
@NullMarked
package org.bluemarble.chaos.agent.netty;

import org.jspecify.annotations.NullMarked;
