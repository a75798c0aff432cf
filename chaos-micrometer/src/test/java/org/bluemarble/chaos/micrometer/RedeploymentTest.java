package org.bluemarble.chaos.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An engine outlives applications: it must not keep one that shows its metrics and is gone. */
class RedeploymentTest {

    private final Chaos chaos = Chaos.create("redeployed");
    private final InjectionPoint point = Chaos.point("redeployment-test.point");

    @AfterEach
    void endEngine() {
        chaos.close();
    }

    /** Has a Micrometer, and our binding to it, of its own; the engine is that of everybody. */
    private static final class Application extends URLClassLoader {

        Application() throws MalformedURLException {
            super(ownJars(), new Shared());
        }

        private static URL[] ownJars() throws MalformedURLException {
            List<String> names =
                    Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
            // Everything, of which the shared loader hands out what is not an application's own.
            URL[] urls = new URL[names.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = Path.of(names.get(i)).toUri().toURL();
            }
            return urls;
        }

        private static final class Shared extends ClassLoader {
            Shared() {
                super(RedeploymentTest.class.getClassLoader());
            }

            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("io.micrometer.") || name.startsWith("org.bluemarble.chaos.micrometer.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }

    private WeakReference<ClassLoader> deployAndForget() throws Exception {
        Application application = new Application();
        Object registry = application
                .loadClass("io.micrometer.core.instrument.simple.SimpleMeterRegistry")
                .getConstructor()
                .newInstance();
        Class<?> ours = application.loadClass("org.bluemarble.chaos.micrometer.ChaosMetrics");
        assertThat(ours).isNotSameAs(ChaosMetrics.class);
        Object metrics = ours.getConstructor(Chaos.class).newInstance(chaos);
        ours.getMethod("bindTo", application.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                .invoke(metrics, registry);
        inject();
        assertThat(registry.getClass()
                        .getMethod("getMetersAsString")
                        .invoke(registry)
                        .toString())
                .contains("chaos.injections");
        application.close();
        return new WeakReference<>(application);
    }

    private void inject() {
        try (var slow = chaos.arm(FaultRule.named("slow")
                        .at(point)
                        .inject(Latency.of(Duration.ofNanos(1_000_000)))
                        .build());
                var scope = ChaosContext.empty().withEngine(chaos).open()) {
            point.pass();
            assertThat(slow.counters().done()).isEqualTo(1);
        }
    }

    @Test
    void applicationThatIsGone_isCollected_whileTheEngineGoesOn() throws Exception {
        long problems = InternalProblems.count();

        WeakReference<ClassLoader> application = deployAndForget();

        await("the application's loader to be collected")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    System.gc();
                    return application.get() == null;
                });
        inject();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    @Test
    void registryThatIsKept_goesOnCounting_whoeverBoundIt() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ChaosMetrics(chaos).bindTo(registry);
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        await("a garbage collection").atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return garbage.get() == null;
        });

        inject();

        assertThat(registry.get("chaos.injections").counter().count()).isEqualTo(1);
        assertThat(registry.get("chaos.calls")
                        .tags("rule", "slow", "stage", "selected")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
