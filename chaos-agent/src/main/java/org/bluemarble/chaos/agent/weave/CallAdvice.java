package org.bluemarble.chaos.agent.weave;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.SkippingCall;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/**
 * The code that is put into a method. It is copied into the woven class, so it names types of core and the JDK alone, which
 * every loader has; what it throws is counted and goes no further, so the failure that the caller shall see is assigned.
 */
final class CallAdvice {

    private CallAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = SkippingCall.class)
    static @Nullable OpenCall enter(
            @SiteNumber int site,
            @Advice.This(optional = true) @Nullable Object self,
            @SiteArgument @Nullable Object argument) {
        if (!WovenCalls.isArmed(site)) {
            return null;
        }
        // The argument is put together where it is named.
        return WovenCalls.wantsArgument(site)
                ? WovenCalls.enter(site, self, argument)
                : WovenCalls.enter(site, self, null);
    }

    // The copies of the arguments that exit advice can ask for cost a slot each, and this one asks for none.
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, backupArguments = false)
    static void exit(
            @Advice.Enter @Nullable OpenCall call,
            @Advice.Thrown(readOnly = false) @Nullable Throwable thrown,
            @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned) {
        if (call != null) {
            thrown = WovenCalls.exit(call, thrown);
            if (thrown == null) {
                returned = WovenCalls.result(call, returned);
            }
        }
    }
}
