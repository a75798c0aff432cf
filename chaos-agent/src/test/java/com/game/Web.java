package com.game;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks a web server in each of the ways the JDK has, and tells status and body. */
final class Web {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Web() {}

    static Object get(String way, URI uri, int patienceMillis) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(patienceMillis))
                .build();
        return switch (way) {
            case "send" -> {
                HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
                yield response.statusCode() + " " + response.body();
            }
            case "async" -> async(request);
            case "begin" ->
                "done "
                        + CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                .isDone();
            case "url" -> url((HttpURLConnection) uri.toURL().openConnection(), patienceMillis);
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static String async(HttpRequest request) throws Exception {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer =
                CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        long waited = (System.nanoTime() - start) / 1_000_000;
        try {
            HttpResponse<String> response = answer.get();
            return response.statusCode() + " " + response.body() + " given after " + waited + " ms; answered";
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private static String url(HttpURLConnection connection, int patienceMillis) throws IOException {
        connection.setReadTimeout(patienceMillis);
        int status = connection.getResponseCode();
        if (status >= 400) {
            return status + " " + connection.getResponseCode();
        }
        try (InputStream in = connection.getInputStream()) {
            return status + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
