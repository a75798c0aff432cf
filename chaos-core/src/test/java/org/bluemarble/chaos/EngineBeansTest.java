package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.Test;

/** What a management tool sees of an engine and can do with it. */
class EngineBeansTest extends ManagedEngine {

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
    void codeTakenOut_isInTheTrailWithWhoDidIt() throws Exception {
        engine.registerMBeans(server);

        assertThat(invoke("unweave")).isEqualTo(0);

        assertThat(engine.events())
                .extracting(ChaosEvent::kind, ChaosEvent::actor, ChaosEvent::text)
                .containsExactly(tuple(ChaosEvent.Kind.UNWOVEN, "jmx", "the agent's code was taken out of 0 classes"));
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
}
