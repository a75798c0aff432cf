package org.bluemarble.chaos.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.ThrowException;
import org.bluemarble.chaos.spi.OpenCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MethodSiteTest {

    private static final InjectionPoint POINT = Chaos.point(
            "method-site-test.login",
            MethodPoints.INSTANCE.example().attributes().toArray(new AttributeDescriptor[0]));
    private static final Object[] ARGUMENTS = {"alice", 7};

    private final Chaos chaos = Chaos.global();
    private final MethodSite site = new MethodSite("com.game.AuthService", "login", "(Ljava/lang/String;I)V");

    @AfterEach
    void disarm() {
        chaos.disarmAll();
    }

    private ArmedRule arm(String attribute, String value) {
        site.watch(List.of(POINT));
        return chaos.arm(FaultRule.named("rule-" + attribute)
                .at(POINT)
                .where(attribute, value)
                .inject(new ThrowException(ThrowException.DEFAULT_CLASS, "no"))
                .build());
    }

    @Test
    void callThatNoRuleSelects_allocatesNothing() {
        ArmedRule rule = arm("method", "logout");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        enter(20_000);

        long before = threads.getThreadAllocatedBytes(self);
        enter(20_000);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(rule.counters().notSelected()).isGreaterThanOrEqualTo(39_000L);
        // The interpreter and the asking itself allocate a little; one object a call would be 320,000 bytes at the
        // least.
        assertThat(allocated).isLessThan(160_000);
    }

    private void enter(int times) {
        for (int i = 0; i < times; i++) {
            OpenCall unused = site.enter(this, null);
        }
    }

    @Test
    void argumentsArePassed_onlyIfARuleAsksForThem() {
        assertThat(site.wantsArgument()).isFalse();
        ArmedRule byMethod = arm("method", "login");
        assertThat(site.wantsArgument()).isFalse();
        assertThat(site.enter(this, null)).isNotNull();
        byMethod.disarm();

        arm("arg1", "7");

        assertThat(site.wantsArgument()).isTrue();
        assertThat(site.enter(this, ARGUMENTS)).isNotNull();
        assertThat(site.enter(this, new Object[] {"alice", 8})).isNull();
    }

    @Test
    void callIsOver_nothingOfItIsKept() {
        arm("arg0", "bob");
        assertThat(site.enter(this, ARGUMENTS)).isNull();

        assertThat(MethodAttributes.of(site, null, null).get(MethodPoints.ARGUMENTS.get(0)))
                .isNull();
    }
}
