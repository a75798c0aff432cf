package org.bluemarble.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a management tool sees and can do. Longer than most: every test speaks to the same MBean server in terms of names,
 * attributes and open data, and the helpers for that would otherwise stand in several files.
 */
class EngineBeansTest {

    private static final String POINT = "beans.test";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Chaos engine = Chaos.builder("beans").seed(42).build();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void engineRegistered_attributesTellItsState() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        assertThat(attribute("Name")).isEqualTo("beans");
        assertThat(attribute("Version")).isEqualTo(FaultCatalogue.VERSION);
        assertThat(attribute("Seed")).isEqualTo(42L);
        assertThat(attribute("Killed")).isEqualTo(false);
        assertThat(attribute("KilledReason")).isNull();
        assertThat(attribute("Injections")).isEqualTo(0L);
        assertThat(rows("Rules")).singleElement().satisfies(rule -> {
            assertThat(rule.get("id")).isEqualTo("slow");
            assertThat(rule.get("point")).isEqualTo(POINT);
            assertThat(rule.get("phase")).isEqualTo("before");
            assertThat(rule.get("fault")).isEqualTo("latency");
            assertThat(rule.get("enabled")).isEqualTo(true);
            assertThat(rule.get("selected")).isEqualTo(0L);
        });
        assertThat(rows("Events")).singleElement().satisfies(event -> {
            assertThat(event.get("kind")).isEqualTo("ARMED");
            assertThat(event.get("rule")).isEqualTo("slow");
            assertThat(event.get("actor")).isEqualTo("api");
        });
        assertThat(rows("Points")).extracting(point -> point.get("name")).contains(POINT);
        assertThat(rows("Faults"))
                .extracting(fault -> fault.get("name"))
                .contains("latency", "exception", "hang", "crash");
        CompositeData ceiling = (CompositeData) attribute("Ceiling");
        assertThat(ceiling.get("highestTtlMillis")).isEqualTo(3_600_000L);
        assertThat((String[]) ceiling.get("allowedDestructive")).isEmpty();
    }

    @Test
    void callsDisturbed_countersAndJournalShowThem() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").limit(1).build());

        try (var scope =
                ChaosContext.empty().withPlayer("p17").withEngine(engine).open()) {
            Chaos.point(POINT).pass();
            Chaos.point(POINT).pass();
        }
        Chaos.point(POINT).pass();

        assertThat(ruleAttribute("slow", "Selected")).isEqualTo(2L);
        assertThat(ruleAttribute("slow", "Triggered")).isEqualTo(2L);
        assertThat(ruleAttribute("slow", "OverLimit")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "Injected")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "Done")).isEqualTo(1L);
        assertThat(ruleAttribute("slow", "OutOfScope")).isEqualTo(1L);
        assertThat(attribute("Injections")).isEqualTo(1L);
        assertThat(rows("Journal")).singleElement().satisfies(injection -> {
            assertThat(injection.get("rule")).isEqualTo("slow");
            assertThat(injection.get("call")).isEqualTo(1L);
            assertThat(injection.get("player")).isEqualTo("p17");
        });
    }

    @Test
    void everyFeature_isOpenAndSaysInWordsWhatItIs() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        for (ObjectName name : List.of(engineName(), ruleName("slow"))) {
            MBeanInfo info = server.getMBeanInfo(name);
            List<MBeanFeatureInfo> features = new ArrayList<>();
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                assertThat(attribute.getDescriptor().getFieldValue("openType")).isInstanceOf(OpenType.class);
                assertThat(attribute.getType()).doesNotContain("bluemarble");
                features.add(attribute);
            }
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertThat(operation.getDescriptor().getFieldValue("openType")).isInstanceOf(OpenType.class);
                assertThat(operation.getReturnType()).doesNotContain("bluemarble");
                features.add(operation);
                features.addAll(List.of(operation.getSignature()));
            }
            assertThat(info.getDescription()).contains(" ").endsWith(".");
            assertThat(features)
                    .allSatisfy(feature -> assertThat(feature.getDescription())
                            .as(feature.getName())
                            .contains(" "));
            assertThat(features).extracting(MBeanFeatureInfo::getName).noneMatch(one -> one.matches("p\\d+"));
        }
    }

    @Test
    void operations_areNamedWithTheirParametersAndImpact() throws Exception {
        engine.registerMBeans(server);

        MBeanInfo info = server.getMBeanInfo(engineName());

        assertThat(info.getOperations())
                .extracting(MBeanOperationInfo::getName)
                .containsExactlyInAnyOrder(
                        "arm",
                        "disarm",
                        "disarmAll",
                        "enable",
                        "disable",
                        "release",
                        "killSwitch",
                        "reset",
                        "explain",
                        "check",
                        "declarePoint",
                        "unweave",
                        "readJournal",
                        "openLease",
                        "armUnderLease",
                        "renewLease",
                        "closeLease",
                        "startSequence",
                        "stopSequence");
        assertThat(operation(info, "arm").getSignature()[0].getName()).isEqualTo("rule");
        assertThat(operation(info, "killSwitch").getSignature()[0].getName()).isEqualTo("reason");
        assertThat(operation(info, "explain").getImpact()).isEqualTo(MBeanOperationInfo.INFO);
        assertThat(operation(info, "arm").getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
    }

    @Test
    void enabledAttributeWritten_ruleIsSwitchedAndTheChangeIsTheClients() throws Exception {
        engine.registerMBeans(server);
        ArmedRule slow = engine.arm(rule("slow").build());

        server.setAttribute(ruleName("slow"), new Attribute("Enabled", false));
        assertThat(slow.isEnabled()).isFalse();
        assertThat(Chaos.point(POINT).isArmed()).isFalse();
        server.invoke(ruleName("slow"), "enable", null, null);
        assertThat(slow.isEnabled()).isTrue();
        server.invoke(ruleName("slow"), "disable", null, null);
        assertThat(slow.isEnabled()).isFalse();

        assertThat(engine.events())
                .extracting(ChaosEvent::kind, ChaosEvent::actor)
                .containsExactly(
                        tuple(ChaosEvent.Kind.ARMED, "api"),
                        tuple(ChaosEvent.Kind.DISABLED, "jmx"),
                        tuple(ChaosEvent.Kind.ENABLED, "jmx"),
                        tuple(ChaosEvent.Kind.DISABLED, "jmx"));
    }

    @Test
    void ruleDisarmed_itsBeanGoes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("a").build());
        engine.arm(rule("b").build());
        engine.arm(rule("c").build());

        server.invoke(ruleName("a"), "disarm", null, null);
        assertThat(ruleIds()).containsExactlyInAnyOrder("b", "c");
        invoke("disarm", "b");
        assertThat(ruleIds()).containsExactly("c");
        invoke("disarmAll");
        assertThat(ruleIds()).isEmpty();
    }

    @Test
    void ruleArmedBeforeRegistration_hasABean() throws Exception {
        engine.arm(rule("early").build());

        engine.registerMBeans(server);

        assertThat(ruleIds()).containsExactly("early");
    }

    @Test
    void timeToLiveOver_beanGoes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("short").ttl(Duration.ofMillis(300)).build());
        assertThat(ruleIds()).containsExactly("short");

        await("the rule's bean ends with its ttl")
                .atMost(30, SECONDS)
                .until(() -> ruleIds().isEmpty());

        assertThat(rows("Events")).extracting(event -> event.get("kind")).containsExactly("ARMED", "EXPIRED");
    }

    @Test
    void killSwitchThrown_beansGoAndArmingIsRefusedUntilReset() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        assertThat(invoke("killSwitch", "players complain")).isEqualTo(1);

        assertThat(ruleIds()).isEmpty();
        assertThat(attribute("Killed")).isEqualTo(true);
        assertThat(attribute("KilledReason")).isEqualTo("players complain");
        assertThatThrownBy(() -> engine.arm(rule("slow").build())).hasMessageContaining("players complain");
        invoke("reset");
        assertThat(attribute("Killed")).isEqualTo(false);
        engine.arm(rule("slow").build());
        assertThat(ruleIds()).containsExactly("slow");
    }

    @Test
    void codeTakenOut_isInTheTrailWithWhoDidIt() throws Exception {
        engine.registerMBeans(server);

        assertThat(invoke("unweave")).isEqualTo(0);

        assertThat(engine.events())
                .extracting(ChaosEvent::kind, ChaosEvent::actor, ChaosEvent::text)
                .containsExactly(tuple(ChaosEvent.Kind.UNWOVEN, "jmx", "the agent's code was taken out of 0 classes"));
    }

    @Test
    void idUnknown_refusalIsAPlainExceptionThatNamesTheArmedOnes() throws Exception {
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        assertThatThrownBy(() -> invoke("enable", "slwo"))
                .isInstanceOf(RuntimeMBeanException.class)
                .cause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("id was 'slwo' but must be that of an armed rule; armed: slow")
                .hasNoCause();
        assertThat(invoke("disarm", "slwo")).isEqualTo(false);
        assertThat(ruleIds()).containsExactly("slow");
    }

    @Test
    void everyChange_isNotified() throws Exception {
        engine.registerMBeans(server);
        List<Notification> heard = new CopyOnWriteArrayList<>();
        server.addNotificationListener(engineName(), (notification, handback) -> heard.add(notification), null, null);

        engine.arm(rule("slow").build());
        invoke("disable", "slow");
        invoke("disarm", "slow");

        assertThat(heard)
                .extracting(Notification::getType)
                .containsExactly(
                        "org.bluemarble.chaos.armed", "org.bluemarble.chaos.disabled", "org.bluemarble.chaos.disarmed");
        assertThat(heard.get(1).getUserData()).isEqualTo(Map.of("rule", "slow", "actor", "jmx"));
        assertThat(server.getMBeanInfo(engineName()).getNotifications())
                .singleElement()
                .satisfies(types -> assertThat(types.getNotifTypes()).hasSize(ChaosEvent.Kind.values().length));
    }

    @Test
    void engineClosed_nothingOfItStaysInTheServer() throws Exception {
        Set<ObjectName> before = server.queryNames(null, null);
        engine.registerMBeans(server);
        engine.arm(rule("slow").build());

        engine.close();

        assertThat(server.queryNames(null, null)).isEqualTo(before);
    }

    @Test
    void registeredTwice_isTheSameAsOnce() {
        engine.registerMBeans(server);
        engine.registerMBeans(server);

        engine.close();

        assertThat(server.queryNames(chaosNames(), null)).isEmpty();
    }

    @Test
    void nameTaken_isRefusedAndTheFirstKeepsItsBean() throws Exception {
        engine.registerMBeans(server);
        try (Chaos second = Chaos.create("beans")) {
            assertThatThrownBy(() -> second.registerMBeans(server))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("engine name was 'beans', which is registered already; give each engine its own");
        }

        assertThat(attribute("Seed")).isEqualTo(42L);
    }

    @Test
    void rulesComeAndGoOnManyThreads_beansEndUpAsTheRulesAre() throws Exception {
        engine.registerMBeans(server);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                work.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        engine.arm(rule("r-" + thread).build());
                        if (i < 199) {
                            engine.disarm("r-" + thread);
                        }
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get(60, SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ruleIds()).containsExactlyInAnyOrder("r-0", "r-1", "r-2", "r-3");
    }

    private static FaultRule.Builder rule(String id) {
        return FaultRule.named(id).at(Chaos.point(POINT)).inject(Latency.of(Duration.ofMillis(1)));
    }

    private Object attribute(String name) throws Exception {
        return server.getAttribute(engineName(), name);
    }

    private Object ruleAttribute(String rule, String name) throws Exception {
        return server.getAttribute(ruleName(rule), name);
    }

    private CompositeData[] rows(String attribute) throws Exception {
        return (CompositeData[]) attribute(attribute);
    }

    private Object invoke(String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return server.invoke(engineName(), operation, arguments, types);
    }

    private static MBeanOperationInfo operation(MBeanInfo info, String name) {
        for (MBeanOperationInfo operation : info.getOperations()) {
            if (operation.getName().equals(name)) {
                return operation;
            }
        }
        throw new AssertionError("no operation " + name);
    }

    private List<String> ruleIds() throws Exception {
        ObjectName pattern = new ObjectName("org.bluemarble.chaos:type=Rule,engine=beans,*");
        return server.queryNames(pattern, null).stream()
                .map(name -> name.getKeyProperty("name"))
                .toList();
    }

    private static ObjectName chaosNames() {
        return name("org.bluemarble.chaos:*");
    }

    private static ObjectName engineName() {
        return name("org.bluemarble.chaos:type=Chaos,engine=beans");
    }

    private static ObjectName ruleName(String id) {
        return name("org.bluemarble.chaos:type=Rule,name=" + id + ",engine=beans");
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
