package org.bluemarble.chaos.agent.children;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/** A server's own MBean server builder, named in main. */
public final class OwnServerBuilder extends MBeanServerBuilder {

    @Override
    public MBeanServer newMBeanServer(String domain, MBeanServer outer, MBeanServerDelegate delegate) {
        System.out.println("MBean server made by own builder");
        return super.newMBeanServer(domain, outer, delegate);
    }

    /** Prints the names of the beans that look like chaos. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("javax.management.builder.initial", OwnServerBuilder.class.getName());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        System.out.println("beans " + server.queryNames(new ObjectName("org.bluemarble.chaos:*"), null));
    }
}
