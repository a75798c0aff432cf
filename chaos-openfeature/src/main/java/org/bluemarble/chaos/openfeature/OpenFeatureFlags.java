package org.bluemarble.chaos.openfeature;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ProviderEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.FlagFeed;
import org.bluemarble.chaos.FlagSource;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.Units;
import org.jspecify.annotations.Nullable;

/**
 * Lets an OpenFeature client decide about the flags of armed rules: flag {@code chaos.lose-ack} there about rule
 * {@code lose-ack} here, at the rank of {@link FlagSource#PROVIDER}. A flag that the provider does not know is left to others.
 *
 * <p>Flags are asked for on a thread of their own, when a rule is armed, when the provider tells of a change, and every now and
 * then. Nobody else ever waits for a provider: a rule that is armed acts as its other sources say until the provider has
 * answered; arm it with {@code enabled=false} if it must not. A provider that fails or hangs keeps its last word for as long as
 * {@link OpenFeatureSettings#patience()} lasts; then what it had switched on is off until it answers.
 *
 * <p>Thread-safe.
 */
public final class OpenFeatureFlags implements AutoCloseable {

    private final Chaos chaos;
    private final Client client;
    private final OpenFeatureSettings settings;
    private final FlagFeed feed;
    private final ProviderMemory memory;

    /** There is something to decide, or to ask for. */
    private final Semaphore woken = new Semaphore(0);

    /** Whether to ask before the period is over. */
    private final AtomicBoolean wanted = new AtomicBoolean();

    /** What was answered and not looked at yet; the asking thread sets it, the deciding thread takes it. */
    private final AtomicReference<@Nullable Map<String, Answer>> answered = new AtomicReference<>();

    // The client takes away only the very object that it was given, and each use of a method reference may be another.
    @SuppressWarnings("UnnecessaryLambda")
    private final Consumer<EventDetails> changed = event -> want();

    private final Runnable stopListening;
    private final Thread asking = thread("chaos-openfeature-asking", this::ask);
    private final Thread deciding = thread("chaos-openfeature", this::decide);
    private final Semaphore toAsk = new Semaphore(0);
    private volatile boolean isAsking;
    private volatile long askingSince;
    private volatile boolean closed;

    /** Whether the silence was told of; used by the deciding thread. */
    private boolean hushed;

    private OpenFeatureFlags(Chaos chaos, Client client, OpenFeatureSettings settings) {
        this.chaos = chaos;
        this.client = client;
        this.settings = settings;
        String domain =
                client.getMetadata() == null ? null : client.getMetadata().getDomain();
        this.feed = chaos.flags().feed(FlagSource.PROVIDER, "openfeature:" + (domain == null ? "default" : domain));
        this.memory = new ProviderMemory(settings.patience(), System::nanoTime);
        this.stopListening = chaos.listen(event -> {
            if (event.kind() == ChaosEvent.Kind.ARMED) {
                want();
            }
        });
    }

    /** Lets a client decide from now on, with the {@linkplain OpenFeatureSettings#DEFAULT default settings}. */
    public static OpenFeatureFlags follow(Chaos chaos, Client client) {
        return follow(chaos, client, OpenFeatureSettings.DEFAULT);
    }

    /**
     * Lets a client decide from now on.
     *
     * @param client asked with the evaluation context that it has
     */
    public static OpenFeatureFlags follow(Chaos chaos, Client client, OpenFeatureSettings settings) {
        OpenFeatureFlags flags = new OpenFeatureFlags(
                Objects.requireNonNull(chaos, "chaos"),
                Objects.requireNonNull(client, "client"),
                Objects.requireNonNull(settings, "settings"));
        client.on(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED, flags.changed);
        client.on(ProviderEvent.PROVIDER_READY, flags.changed);
        flags.asking.start();
        flags.deciding.start();
        return flags;
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private void want() {
        wanted.set(true);
        woken.release();
    }

    /** Asks whenever it is told to. May be held up by the provider for as long as it likes. */
    private void ask() {
        try {
            while (!closed) {
                toAsk.acquire();
                toAsk.drainPermits();
                askingSince = System.nanoTime();
                isAsking = true;
                Map<String, Answer> answers = new HashMap<>();
                for (ArmedRule rule : chaos.rules()) {
                    answers.put(rule.id(), answer(rule.id()));
                }
                isAsking = false;
                answered.set(answers);
                woken.release();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(String id) {
        try {
            FlagEvaluationDetails<Boolean> details = client.getBooleanDetails(settings.prefix() + id, false);
            ErrorCode error = details.getErrorCode();
            if (error == ErrorCode.FLAG_NOT_FOUND || ChaosFeatureProvider.isOurs(details.getFlagMetadata())) {
                return new Answer.NotKnown();
            }
            return error == null
                    ? new Answer.Decided(Boolean.TRUE.equals(details.getValue()))
                    : new Answer.Failed(error + ", " + details.getErrorMessage());
        } catch (RuntimeException | LinkageError broken) {
            // The client may be of any make, and the provider's libraries may not fit each other.
            return new Answer.Failed(broken.toString());
        }
    }

    /** Has the flags asked, and decides by what is known: never waits for the provider itself. */
    private void decide() {
        long period = settings.period().toNanos();
        long asked = System.nanoTime() - period;
        try {
            while (!closed) {
                if (wanted.getAndSet(false) || System.nanoTime() - asked >= period) {
                    asked = System.nanoTime();
                    toAsk.release();
                }
                long rest = period - (System.nanoTime() - asked);
                if (woken.tryAcquire(Math.max(rest, 0), TimeUnit.NANOSECONDS)) {
                    woken.drainPermits();
                }
                say(answered.getAndSet(null));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(@Nullable Map<String, Answer> answers) {
        try {
            if (answers != null) {
                hushed = false;
                memory.take(answers).forEach(feed::refused);
            } else if (isAsking
                    && !hushed
                    && System.nanoTime() - askingSince > settings.patience().toNanos()) {
                hushed = true;
                feed.refused("the provider has not answered for " + Units.text(settings.patience())
                        + "; what it had switched on is off until it does");
            }
            feed.say(memory.decisions(chaos.rules().stream().map(ArmedRule::id).toList()));
        } catch (RuntimeException bug) {
            InternalProblems.report("what an OpenFeature provider says is not followed", bug);
        }
    }

    /** Lets go of every flag. A provider that hangs is not waited for. May be done twice. */
    @Override
    public void close() {
        closed = true;
        stopListening.run();
        client.removeHandler(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED, changed);
        client.removeHandler(ProviderEvent.PROVIDER_READY, changed);
        asking.interrupt();
        deciding.interrupt();
        feed.close();
    }
}
