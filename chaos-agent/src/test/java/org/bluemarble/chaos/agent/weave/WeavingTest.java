package org.bluemarble.chaos.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Weaves;
import org.junit.jupiter.api.Test;

/** What is reported when the JVM does not play along; that it does is tested in child JVMs. */
class WeavingTest {

    private final Library library = new Library("weaving-" + UUID.randomUUID(), "1");
    private final List<String> calls = new ArrayList<>();

    @Test
    void jvmRefusesALoadedClass_weaveHasFailedAndSaysWhy() {
        long problemsBefore = InternalProblems.count();

        Weaving.install(refusing(), List.of(new ClassWeave(library, Shop.class.getName(), List.of())));

        Weaves.Weave weave = Weaves.all().stream()
                .filter(one -> one.name().equals(library.name() + " Shop"))
                .findFirst()
                .orElseThrow();
        assertThat(weave.state()).isEqualTo(Weaves.State.FAILED);
        assertThat(weave.detail()).endsWith(": the JVM refused the woven class: java.lang.VerifyError: bad");
        assertThat(InternalProblems.count()).isEqualTo(problemsBefore + 1);
        assertThat(calls)
                .containsExactly("addTransformer", "getAllLoadedClasses", "isModifiableClass", "retransformClasses");
    }

    /** An instrumentation in a JVM that has loaded one class, and verifies nothing of it. */
    private Instrumentation refusing() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (self, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "getAllLoadedClasses" -> new Class<?>[] {Shop.class, String.class};
                        case "isModifiableClass" -> true;
                        case "retransformClasses" -> throw new VerifyError("bad");
                        default -> null;
                    };
                });
    }
}
