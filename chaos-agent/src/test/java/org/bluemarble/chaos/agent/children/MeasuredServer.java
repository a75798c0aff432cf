package org.bluemarble.chaos.agent.children;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;

/** A server with a registry of its own, as many have one; it knows of chaos no more than its points. */
public final class MeasuredServer {

    private static final InjectionPoint TRADE = Chaos.point("measured.trade");

    private MeasuredServer() {}

    /** Does what standard input says: {@code pass N}, {@code kill}, {@code scrape}. */
    public static void main(String[] arguments) throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(registry);
        System.out.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.startsWith("pass ")) {
                System.out.println("passed " + pass(Integer.parseInt(command.substring(5))));
            } else if (command.equals("kill")) {
                Chaos.global().killSwitch("enough");
            } else {
                registry.scrape()
                        .lines()
                        .filter(line -> line.startsWith("chaos_"))
                        .forEach(System.out::println);
                System.out.println("scraped");
            }
        }
    }

    private static String pass(int calls) {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < calls; i++) {
            try {
                TRADE.pass();
                seen.append('.');
            } catch (IllegalStateException injected) {
                seen.append('!');
            }
        }
        return seen.toString();
    }
}
