package org.bluemarble.chaos.agent.weave;

import net.bytebuddy.asm.Advice;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/**
 * The code that is put into a method or constructor whose argument is to be replaced. As {@link CallAdvice} it names types
 * of core and the JDK alone.
 */
final class ArgumentAdvice {

    private ArgumentAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
            @SiteNumber int site,
            @Advice.This(optional = true) @Nullable Object self,
            @SiteArgument @Nullable Object argument) {
        if (WovenCalls.isArmed(site)) {
            argument = WovenCalls.replaced(site, self, argument);
        }
    }
}
