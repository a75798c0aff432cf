package org.bluemarble.sample.game.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.bluemarble.sample.game.start.CannotStartException;

/** Serves {@code /metrics} in Prometheus' text format, on the loopback address only. */
final class MetricsEndpoint implements AutoCloseable {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer http;

    private MetricsEndpoint(HttpServer http) {
        this.http = http;
    }

    static MetricsEndpoint start(int port, PrometheusMeterRegistry registry) throws CannotStartException {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            http.createContext("/metrics", exchange -> serve(exchange, registry));
            http.start();
            return new MetricsEndpoint(http);
        } catch (IOException e) {
            throw new CannotStartException(
                    "--metrics-port was " + port + " but must be free: " + e.getMessage() + "; 0 takes any free one",
                    e);
        }
    }

    int port() {
        return http.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, PrometheusMeterRegistry registry) throws IOException {
        byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TEXT_FORMAT);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
