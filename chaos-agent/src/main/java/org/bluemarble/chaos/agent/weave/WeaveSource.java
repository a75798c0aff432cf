package org.bluemarble.chaos.agent.weave;

import java.util.List;

/** Names the methods to weave for one target; found by {@link java.util.ServiceLoader} in the agent's own loader. */
public interface WeaveSource {

    /** {@return the methods to weave; names only, nothing of the target is loaded} */
    List<MethodWeave> weaves();
}
