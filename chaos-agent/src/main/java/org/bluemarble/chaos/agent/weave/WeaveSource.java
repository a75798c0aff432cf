package org.bluemarble.chaos.agent.weave;

import java.util.List;

/** Names the classes to weave for one target; found by {@link java.util.ServiceLoader} in the agent's own loader. */
public interface WeaveSource {

    /**
     * Returns the classes to weave: names only, nothing of the target is loaded.
     *
     * @param opener opens the target's packages to those who handle its calls
     */
    List<ClassWeave> weaves(PackageOpener opener);
}
