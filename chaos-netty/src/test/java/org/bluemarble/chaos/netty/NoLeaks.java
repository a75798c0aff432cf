package org.bluemarble.chaos.netty;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test class: every buffer was released. Found by JUnit itself, so that no class can forget it. */
public final class NoLeaks implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        CountedLeaks.collect();
        CountedLeaks.collect();
        List<String> found = CountedLeaks.take();
        if (!found.isEmpty()) {
            throw new AssertionError(
                    found.size() + " buffers were leaked in " + context.getDisplayName() + " or just before:" + found);
        }
    }
}
