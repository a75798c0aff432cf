package org.bluemarble.chaos;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.bluemarble.chaos.jmx.ChaosMXBean;
import org.bluemarble.chaos.jmx.RuleMXBean;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** The MBeans of one engine: one for the engine, and one for each rule as long as it is armed. Thread-safe. */
final class EngineBeans {

    private static final String DOMAIN = "org.bluemarble.chaos";

    private final Chaos engine;
    private final MBeanServer server;
    private final ObjectName name;
    private final NotificationBroadcasterSupport changes;
    private final Map<String, RuleBean> rules = new LinkedHashMap<>();
    private final Runnable stopListening;
    private long lastChange;
    private boolean closed;

    /** A rule that has an MBean. */
    private record RuleBean(ArmedRule rule, ObjectName name) {}

    private EngineBeans(Chaos engine, MBeanServer server) throws JMException {
        this.engine = engine;
        this.server = server;
        this.name = name(engine, "type=Chaos");
        this.changes = new NotificationBroadcasterSupport(notifications());
        server.registerMBean(new DescribedMBean(new ChaosControl(engine), ChaosMXBean.class, changes), name);
        this.stopListening = engine.listen(this::changed);
    }

    /**
     * Registers an engine and the rules that are armed already.
     *
     * @throws IllegalStateException if the server has an engine of this name
     */
    static EngineBeans register(Chaos engine, MBeanServer server) {
        try {
            EngineBeans beans = new EngineBeans(engine, server);
            beans.followRules();
            return beans;
        } catch (InstanceAlreadyExistsException taken) {
            throw new IllegalStateException(
                    "engine name was '" + engine.name() + "', which is registered already; give each engine its own",
                    taken);
        } catch (JMException refused) {
            throw new IllegalStateException("the MBean server does not take engine '" + engine.name() + "'", refused);
        }
    }

    MBeanServer server() {
        return server;
    }

    private void changed(ChaosEvent event) {
        changes.sendNotification(notification(event));
        if (isNext(event)) {
            followRule(event.rule());
        } else {
            followRules();
        }
    }

    /** {@return whether no change was left out before this one, as those are that were made while a listener blocked} */
    private synchronized boolean isNext(ChaosEvent event) {
        boolean next = event.sequence() == lastChange + 1;
        lastChange = event.sequence();
        return next;
    }

    private Notification notification(ChaosEvent event) {
        Notification notification = new Notification(
                type(event.kind()), name, event.sequence(), event.time().toEpochMilli(), event.text());
        Map<String, String> details = new HashMap<>();
        details.put("actor", event.actor());
        if (event.rule() != null) {
            details.put("rule", event.rule());
        }
        notification.setUserData(details);
        return notification;
    }

    private static String type(ChaosEvent.Kind kind) {
        return DOMAIN + "." + kind.name().toLowerCase(Locale.ROOT);
    }

    private static MBeanNotificationInfo notifications() {
        ChaosEvent.Kind[] kinds = ChaosEvent.Kind.values();
        String[] types = new String[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            types[i] = type(kinds[i]);
        }
        return new MBeanNotificationInfo(
                types,
                Notification.class.getName(),
                "A change to what may be injected; the user data is a map of actor and rule.");
    }

    /**
     * Makes the rules' MBeans those of the armed rules. Events of several threads may come in another order than the
     * changes they tell of, so that what is armed is asked, not inferred: the last to come here sees the last state.
     */
    private synchronized void followRules() {
        Set<String> ids = new LinkedHashSet<>(rules.keySet());
        if (!closed) {
            engine.rules().forEach(rule -> ids.add(rule.id()));
        }
        ids.forEach(this::followRule);
    }

    /** The same for one rule: of ten thousand, one changes at a time. */
    private synchronized void followRule(@Nullable String id) {
        if (id == null) {
            return;
        }
        ArmedRule armed = closed ? null : engine.rule(id).orElse(null);
        RuleBean known = rules.get(id);
        if (known != null && known.rule() != armed) {
            rules.remove(id);
            unregister(known.name());
        }
        if (armed != null && !rules.containsKey(id)) {
            register(armed);
        }
    }

    private void register(ArmedRule rule) {
        try {
            ObjectName bean = name(engine, "type=Rule,name=" + rule.id());
            // Changes are told by the engine's MBean: one subscription hears of rules that are not armed yet, too.
            var silent = new NotificationBroadcasterSupport();
            server.registerMBean(new DescribedMBean(new RuleControl(rule), RuleMXBean.class, silent), bean);
            rules.put(rule.id(), new RuleBean(rule, bean));
        } catch (JMException refused) {
            InternalProblems.report("rule '" + rule.id() + "' has no MBean of its own", refused);
        }
    }

    private void unregister(ObjectName bean) {
        try {
            server.unregisterMBean(bean);
        } catch (InstanceNotFoundException gone) {
            // Any code in this JVM may unregister it; that it is gone is all we want.
            return;
        } catch (JMException refused) {
            InternalProblems.report("the MBean " + bean + " stays after its engine or rule ended", refused);
        }
    }

    /** Takes every MBean of the engine away. */
    void close() {
        stopListening.run();
        synchronized (this) {
            closed = true;
        }
        followRules();
        unregister(name);
    }

    private static ObjectName name(Chaos engine, String properties) throws MalformedObjectNameException {
        // Names and ids hold letters, digits and hyphens only: nothing to quote.
        String owner = engine.isGlobal() ? "" : ",engine=" + engine.name();
        return new ObjectName(DOMAIN + ":" + properties + owner);
    }
}
