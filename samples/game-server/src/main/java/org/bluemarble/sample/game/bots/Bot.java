package org.bluemarble.sample.game.bots;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bluemarble.sample.game.economy.Bag;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.economy.TradeTerms;
import org.bluemarble.sample.game.protocol.Backoff;
import org.bluemarble.sample.game.protocol.LoginTokens;
import org.bluemarble.sample.game.protocol.Request;
import org.bluemarble.sample.game.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One player. Connects, logs in, and comes back whenever the connection is lost; every open call is then asked again under
 * its operation id, until it has a definite answer or its retry budget ends. Confined to the bots' event loop.
 */
final class Bot implements BotConnection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
    /** Longer than the server's own retries take in most cases; asking too early does no harm, it only joins the queue. */
    private static final long REPLY_MILLIS = 4_000;

    private final PlayerId player;
    private final Crowd crowd;
    private final EventLoop loop;
    private final RandomGenerator random;
    private final BotsSettings settings;
    private final Backoff reconnecting;
    private final Map<UUID, Call> calls = new LinkedHashMap<>();
    private @Nullable BotConnection connection;
    private @Nullable Future<?> comingBack;
    private Request.Login login;
    private Bag bag = new Bag(0, List.of());
    private boolean isLoggedIn;
    private boolean isStopped;
    private int engagements;
    private long logins;
    private long loginsWhenEngaged;

    Bot(PlayerId player, Crowd crowd, EventLoop loop, RandomGenerator random, BotsSettings settings) {
        this.player = player;
        this.crowd = crowd;
        this.loop = loop;
        this.random = random;
        this.settings = settings;
        this.reconnecting = new Backoff(random);
        this.login =
                new Request.Login(UUID.randomUUID(), 0, player, new LoginTokens(settings.secret()).tokenFor(player));
    }

    PlayerId player() {
        return player;
    }

    Bag bag() {
        return bag;
    }

    boolean isLoggedIn() {
        return isLoggedIn;
    }

    /** {@return whether this bot can begin a trade} */
    boolean isFree() {
        return isLoggedIn && engagements == 0 && calls.isEmpty();
    }

    /** Keeps this bot out of further trades until it is released as often. */
    void engage() {
        engagements++;
        loginsWhenEngaged = logins;
    }

    void release() {
        engagements--;
    }

    void connect() {
        if (!isStopped) {
            connection = BotConnection.open(loop, settings.port(), this);
        }
    }

    void stop() {
        isStopped = true;
        stopComingBack();
        if (connection != null) {
            connection.close();
        }
    }

    /** Asks until there is a definite answer; {@code whenEnded} gets {@link Outcome.Unknown} if the retry budget ends. */
    void call(Request request, Consumer<Outcome> whenEnded) {
        Call call = new Call(request, new Backoff(random), whenEnded);
        calls.put(request.opId(), call);
        Duration budget = settings.retryBudget();
        call.setDeadline(loop.schedule(
                () -> end(call, new Outcome.Unknown("the retry budget of " + budget.toSeconds() + " s has ended")),
                budget.toMillis(),
                TimeUnit.MILLISECONDS));
        transmit(call);
    }

    boolean isCalling(UUID opId) {
        return calls.containsKey(opId);
    }

    void giveUpAll(String why) {
        new ArrayList<>(calls.values()).forEach(call -> end(call, new Outcome.Unknown(why)));
    }

    /** Brings the bag up to date after a trade: by arithmetic if it is certain what the bag was before, else by asking. */
    void learn(TradeTerms terms, Outcome outcome) {
        // A login in between has shown the bag, with or without the effects of this trade.
        boolean isBagFromBefore = logins == loginsWhenEngaged;
        if (outcome instanceof Outcome.Ok && isBagFromBefore) {
            bag = terms.appliedTo(player, bag);
        } else {
            call(new Request.ShowBag(UUID.randomUUID(), 0), this::learnBag);
        }
    }

    @Override
    public void connected(BotConnection connected) {
        if (isStopped) {
            connected.close();
            return;
        }
        login = new Request.Login(UUID.randomUUID(), 0, player, login.token());
        logIn(connected);
    }

    @Override
    public void received(BotConnection from, ServerMessage message) {
        if (message instanceof ServerMessage.TradeOffered offered) {
            crowd.offered(this, offered);
        } else if (message instanceof ServerMessage.Reply reply) {
            received(from, reply);
        } else {
            throw new IllegalStateException("message was " + message.getClass() + ", which no bot understands");
        }
    }

    @Override
    public void ended(BotConnection gone) {
        isLoggedIn = false;
        connection = null;
        stopComingBack();
        calls.values().forEach(Call::clearTimer);
        if (!isStopped) {
            crowd.lostConnection();
            comeBackAfter(reconnecting.nextMillis(), this::connect);
        }
    }

    private void received(BotConnection from, ServerMessage.Reply reply) {
        if (reply.opId().equals(login.opId())) {
            answeredLogin(from, reply.outcome());
            return;
        }
        Call call = calls.get(reply.opId());
        if (call == null) {
            // The answer to an earlier try, after the answer to a later one.
            return;
        }
        if (reply.outcome() instanceof Outcome.Unknown) {
            call.setTimer(loop.schedule(() -> again(call), call.pauseMillis(), TimeUnit.MILLISECONDS));
        } else {
            end(call, reply.outcome());
        }
    }

    private void logIn(BotConnection connected) {
        connected.send(login);
        comeBackAfter(REPLY_MILLIS, connected::close);
    }

    private void answeredLogin(BotConnection from, Outcome outcome) {
        stopComingBack();
        if (outcome instanceof Outcome.Unknown) {
            comeBackAfter(reconnecting.nextMillis(), () -> logIn(from));
        } else if (outcome instanceof Outcome.Ok ok) {
            isLoggedIn = true;
            logins++;
            bag = Bag.parse(ok.result());
            reconnecting.reset();
            new ArrayList<>(calls.values()).forEach(this::again);
        } else {
            LOG.error("{} cannot log in: {}", player, outcome);
            from.close();
        }
    }

    private void again(Call call) {
        if (calls.get(call.request().opId()) == call && isLoggedIn) {
            call.nextAttempt();
            crowd.retried();
            transmit(call);
        }
    }

    /** Sends if it can; if not, the next login sends. */
    private void transmit(Call call) {
        BotConnection current = connection;
        if (isLoggedIn && current != null) {
            current.send(call.request());
            // No reply: the connection may be half-open, and a new one tells for certain.
            call.setTimer(loop.schedule(current::close, REPLY_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void end(Call call, Outcome outcome) {
        if (calls.remove(call.request().opId(), call)) {
            call.end(outcome);
        }
    }

    private void learnBag(Outcome outcome) {
        if (outcome instanceof Outcome.Ok ok) {
            bag = Bag.parse(ok.result());
        }
    }

    /** Sets the one timer of a bot that is not logged in: it waits to connect, for the login's answer, or to log in again. */
    private void comeBackAfter(long millis, Runnable step) {
        stopComingBack();
        comingBack = loop.schedule(step, millis, TimeUnit.MILLISECONDS);
    }

    private void stopComingBack() {
        if (comingBack != null) {
            comingBack.cancel(false);
            comingBack = null;
        }
    }
}
