package org.bluemarble.sample.game.economy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.bluemarble.sample.game.economy.Items.Item;
import org.bluemarble.sample.game.economy.Wallets.Wallet;
import org.jspecify.annotations.Nullable;

/** The body of the correct trade's only transaction: lock in a stable order, check, move, write it down. */
final class CorrectTrade {
    private final Connection connection;
    private final UUID opId;
    private final TradeTerms terms;
    private final Map<String, Item> items = new HashMap<>();
    private Map<String, Wallet> wallets = Map.of();

    CorrectTrade(Connection connection, UUID opId, TradeTerms terms) {
        this.connection = connection;
        this.opId = opId;
        this.terms = terms;
    }

    /** {@return the text to store and to tell: both new balances, or a refusal, and then nothing was written} */
    String execute() throws SQLException {
        lock();
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return Operations.refusal(refusal.get());
        }
        List<Leg> legs = terms.legs();
        apply(legs.stream().filter(Leg::isDebit).toList());
        CorrectEconomy.HALF_WAY.pass();
        apply(legs.stream().filter(leg -> !leg.isDebit()).toList());
        TradeTable.insertDone(connection, opId, terms);
        long goldOfA = wallet(terms.a()).gold() + terms.netGoldOfA();
        long goldOfB = wallet(terms.b()).gold() - terms.netGoldOfA();
        return "done " + terms.a() + "=" + goldOfA + " " + terms.b() + "=" + goldOfB;
    }

    private void lock() throws SQLException {
        wallets = Wallets.lock(connection, terms.a(), terms.b());
        SortedSet<String> ids = new TreeSet<>();
        for (Stake stake : List.of(terms.fromA(), terms.fromB())) {
            if (stake.item() != null) {
                ids.add(stake.item());
            }
        }
        for (String id : ids) {
            Optional<Item> item = Items.lock(connection, id);
            if (item.isPresent()) {
                items.put(id, item.get());
            }
        }
    }

    private Optional<String> refusal() {
        for (PlayerId player : List.of(terms.a(), terms.b())) {
            if (!wallets.containsKey(player.name())) {
                return Optional.of("there is no player " + player);
            }
        }
        return shortfall(terms.a(), terms.fromA()).or(() -> shortfall(terms.b(), terms.fromB()));
    }

    private Optional<String> shortfall(PlayerId giver, Stake stake) {
        if (wallet(giver).gold() < stake.gold()) {
            return Optional.of(giver + " has not enough gold");
        }
        return stake.item() == null || isIn(giver, items.get(stake.item()))
                ? Optional.empty()
                : Optional.of(giver + " does not have " + stake.item());
    }

    private static boolean isIn(PlayerId owner, @Nullable Item item) {
        return item != null && item.owner().equals(owner.name());
    }

    private void apply(List<Leg> legs) throws SQLException {
        List<LedgerTable.Entry> entries = new ArrayList<>();
        for (Leg leg : legs) {
            String id = leg.item();
            if (id == null) {
                Wallets.add(connection, leg.holder(), leg.delta());
                entries.add(new LedgerTable.Entry(
                        leg, wallet(new PlayerId(leg.holder())).version()));
            } else {
                if (!leg.isDebit()) {
                    Items.move(connection, id, leg.holder());
                }
                entries.add(new LedgerTable.Entry(
                        leg, Objects.requireNonNull(items.get(id), id).version()));
            }
        }
        LedgerTable.append(connection, opId, entries);
    }

    private Wallet wallet(PlayerId player) {
        return Objects.requireNonNull(wallets.get(player.name()), player.name());
    }
}
