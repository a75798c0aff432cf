package org.bluemarble.sample.game.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.bluemarble.sample.game.economy.Bosses;
import org.bluemarble.sample.game.economy.Economy;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.protocol.LoginTokens;
import org.bluemarble.sample.game.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who is online and what they ask for. Requests wait in an inbox until the next tick; all state here belongs to the tick
 * thread, which never blocks: what needs the database goes to {@link DatabaseWork} and comes back as a completion.
 */
final class World implements Executor {
    private static final int INBOX_CAPACITY = 4096;

    private final ArrayBlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX_CAPACITY);
    // Has no bound of its own: there is one completion per task that the bounded database queue took.
    private final Queue<Runnable> completions = new ConcurrentLinkedQueue<>();
    private final Map<PlayerId, Session> online = new HashMap<>();
    private final Economy economy;
    private final @Nullable Bosses bosses;
    private final LoginTokens tokens;
    private final ServerMetrics metrics;
    private final DatabaseWork database;
    private final TradeDesk desk;
    private volatile int playersOnline;
    private volatile int dealsOpen;

    World(Economy economy, @Nullable Bosses bosses, ServerSettings settings, ServerMetrics metrics) {
        this.economy = economy;
        this.bosses = bosses;
        this.tokens = new LoginTokens(settings.secret());
        this.metrics = metrics;
        this.database = new DatabaseWork(settings.database().connections(), this);
        this.desk = new TradeDesk(economy, database, metrics, online::get, settings.offerTimeout(), System::nanoTime);
        metrics.gauge("game.players", "players logged in", () -> playersOnline);
        metrics.gauge("game.deals", "trades waiting for a confirmation or for the database", () -> dealsOpen);
        metrics.gauge("game.inbox", "requests waiting for the next tick", inbox::size);
        metrics.gauge("game.db.queue", "tasks waiting for a database thread", database::queued);
    }

    /** Takes a request; called by event loops. */
    void receive(Session session, Request request) {
        if (!inbox.offer(() -> handle(session, request))) {
            metrics.requestWasTurnedAway();
            session.reply(request.opId(), new Outcome.Unknown("the server is busy, ask again"));
        }
    }

    /** Notes the end of a connection; called by event loops. */
    void left(Session session) {
        execute(() -> {
            PlayerId player = session.player();
            if (player != null) {
                online.remove(player, session);
            }
        });
    }

    /** Runs {@code completion} on the tick thread at its next turn. */
    @Override
    public void execute(Runnable completion) {
        completions.add(completion);
    }

    /** One turn; called by the tick thread. */
    void tick() {
        for (Runnable next = completions.poll(); next != null; next = completions.poll()) {
            next.run();
        }
        // Bounded by what waits now: a request that arrives meanwhile is the next turn's.
        for (int waiting = inbox.size(); waiting > 0; waiting--) {
            inbox.remove().run();
        }
        desk.expire();
        playersOnline = online.size();
        dealsOpen = desk.size();
    }

    /** {@return whether anybody is logged in} Up to a tick old; may be asked by any thread. */
    boolean hasPlayers() {
        return playersOnline > 0;
    }

    /** Lets database work finish. The tick thread must still be running, to send the answers. */
    void finishDatabaseWork() {
        database.close();
    }

    private void handle(Session session, Request request) {
        if (request instanceof Request.Login login) {
            logIn(session, login);
            return;
        }
        PlayerId player = session.player();
        if (player == null) {
            // Not "fail": the operation may have taken effect in an earlier connection.
            session.reply(request.opId(), new Outcome.Unknown("log in first, then ask again"));
        } else if (request instanceof Request.ShowBag) {
            ask(session, player, request.opId(), () -> economy.bag(player));
        } else if (request instanceof Request.HitBoss hit) {
            hitBoss(session, player, hit);
        } else if (request instanceof Request.OfferTrade offer) {
            trade(
                    session,
                    player,
                    offer.terms().a(),
                    request,
                    () -> desk.confirm(offer.opId(), offer.terms(), offer.attempt(), player, session));
        } else if (request instanceof Request.ConfirmTrade consent) {
            trade(
                    session,
                    player,
                    consent.terms().b(),
                    request,
                    () -> desk.confirm(consent.opId(), consent.terms(), consent.attempt(), player, session));
        } else {
            throw new IllegalStateException("request was " + request.getClass() + ", which nobody handles");
        }
    }

    private void logIn(Session session, Request.Login login) {
        PlayerId player = login.player();
        PlayerId former = session.player();
        if (former != null && !former.equals(player)) {
            session.reply(login.opId(), new Outcome.Fail("this connection is " + former + "'s"));
            return;
        }
        if (!tokens.isValid(player, login.token())) {
            session.replyAndClose(login.opId(), new Outcome.Fail("the token is not one of " + player));
            return;
        }
        database.submit(
                player,
                () -> economy.enter(player),
                outcome -> loggedIn(session, login, outcome),
                why -> session.reply(login.opId(), new Outcome.Unknown(why)));
    }

    private void loggedIn(Session session, Request.Login login, Outcome outcome) {
        if (outcome instanceof Outcome.Ok && session.isOpen()) {
            PlayerId player = login.player();
            session.belongsTo(player);
            @Nullable Session former = online.put(player, session);
            if (former != null && former != session) {
                // Their old connection may be half-open; the newest login is the player.
                former.close();
            }
        }
        session.reply(login.opId(), outcome);
    }

    private static void trade(Session session, PlayerId player, PlayerId sender, Request request, Runnable confirm) {
        if (player.equals(sender)) {
            confirm.run();
        } else {
            session.reply(request.opId(), new Outcome.Fail("only " + sender + " can send this, you are " + player));
        }
    }

    private void hitBoss(Session session, PlayerId player, Request.HitBoss hit) {
        Bosses known = bosses;
        if (known == null) {
            session.reply(hit.opId(), new Outcome.Fail("this shard is part of no world, so no boss comes here"));
        } else {
            ask(session, player, hit.opId(), () -> known.hit(hit.opId(), player));
        }
    }

    private void ask(Session session, PlayerId player, UUID opId, Supplier<Outcome> question) {
        database.submit(
                player,
                question,
                outcome -> session.reply(opId, outcome),
                why -> session.reply(opId, new Outcome.Unknown(why)));
    }
}
