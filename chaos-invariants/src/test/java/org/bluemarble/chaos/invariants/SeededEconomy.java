package org.bluemarble.chaos.invariants;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.model.Holder;
import org.bluemarble.chaos.invariants.model.Leg;
import org.bluemarble.chaos.invariants.model.Operation;
import org.bluemarble.chaos.invariants.model.Resource;

/**
 * A healthy economy grown from a seed: players with gold, arrows and items who trade, give, craft, pay, salvage and fill a
 * guild bank, some told so, some refused, some left in doubt. Ends with operations of known names for tests to break.
 */
final class SeededEconomy {

    static final Resource GOLD = new Resource.Fungible("gold");
    static final Resource ARROW = new Resource.Fungible("arrow");
    static final Holder MINT = new Holder.Mint("MINT");
    static final Holder SINK = new Holder.Sink("SINK");
    static final String GUILD = "guild";
    static final long GOLD_BEFORE_THE_LEDGER = 100;

    final List<String> players = new ArrayList<>();
    final List<Operation> applied = new ArrayList<>();
    final List<String> refusedWithRow = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    /** Where each item is; salvaged ones are with the sink. */
    final Map<String, String> places = new LinkedHashMap<>();

    private final Map<Owned, BigDecimal> balances = new HashMap<>();
    private final SplittableRandom random;
    private int items;
    private long now = 1_763_700_000_000L;

    SeededEconomy(long seed, int playerCount, int operationCount) {
        this(seed, playerCount, 3, operationCount);
    }

    SeededEconomy(long seed, int playerCount, int itemsEach, int operationCount) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < playerCount; i++) {
            players.add("p" + i);
            giveKit("p" + i, itemsEach);
        }
        for (int i = 0; i < operationCount; i++) {
            Operation operation = randomOperation("op-" + i);
            if (operation.isBalanced()) {
                settle(operation);
            }
        }
        addKnownOperations();
    }

    private void giveKit(String player, int itemCount) {
        List<Leg> legs = new ArrayList<>(move(GOLD, MINT, account(player), 400));
        legs.addAll(move(ARROW, MINT, account(player), 50));
        for (int i = 0; i < itemCount; i++) {
            String item = "item-" + items++;
            legs.addAll(moveItem(item, MINT, account(player)));
            places.put(item, player);
        }
        acknowledge(new Operation("kit-" + player, "kit", player, legs));
    }

    private Operation randomOperation(String id) {
        String actor = player();
        String other = player();
        int dice = random.nextInt(100);
        if (dice < 45) {
            return trade(id, actor, other, itemAt(other), 1 + random.nextInt(20));
        }
        if (dice < 65) {
            return new Operation(id, "gift", actor, move(GOLD, account(actor), account(other), 1 + random.nextInt(9)));
        }
        if (dice < 75) {
            return new Operation(id, "repair", actor, move(GOLD, account(actor), SINK, 1 + random.nextInt(4)));
        }
        if (dice < 85) {
            return new Operation(id, "craft", actor, move(ARROW, MINT, account(actor), 5));
        }
        String item = itemAt(actor);
        if (item == null) {
            return new Operation(id, "idle", actor, List.of());
        }
        return dice < 92
                ? new Operation(id, "salvage", actor, moveItem(item, account(actor), SINK))
                : new Operation(id, "deposit", actor, moveItem(item, account(actor), account(GUILD)));
    }

    private static Operation trade(String id, String payer, String seller, String item, long gold) {
        List<Leg> legs = new ArrayList<>();
        // Who trades with himself would have two legs of one holder, which no game allows.
        if (item != null && !payer.equals(seller)) {
            legs.addAll(move(GOLD, account(payer), account(seller), gold));
            legs.addAll(moveItem(item, account(seller), account(payer)));
        }
        return new Operation(id, "trade", payer, legs);
    }

    private void settle(Operation operation) {
        boolean possible = !operation.legs().isEmpty()
                && operation.legs().stream()
                        .filter(leg -> !leg.holder().isOutside())
                        .noneMatch(leg -> leg.delta()
                                        .add(balance(leg.holder(), leg.resource()))
                                        .signum()
                                < 0)
                && operation.legs().stream().map(Leg::holder).distinct().count()
                        == (operation.legs().size() == 1 ? 1 : 2);
        int dice = random.nextInt(100);
        if (!possible || dice < 8) {
            fact(operation, FactOutcome.INVOKE);
            fact(operation, FactOutcome.FAIL);
            if (random.nextBoolean()) {
                refusedWithRow.add(operation.id());
            }
        } else if (dice < 80) {
            acknowledge(operation);
        } else {
            fact(operation, FactOutcome.INVOKE);
            if (random.nextBoolean()) {
                fact(operation, FactOutcome.GAVE_UP);
            }
            if (random.nextBoolean()) {
                apply(operation);
            }
        }
    }

    private void addKnownOperations() {
        places.put("relic", "p1");
        places.put("junk", "p2");
        places.put("banner", "p3");
        List<Leg> legs = new ArrayList<>();
        legs.addAll(moveItem("relic", MINT, account("p1")));
        legs.addAll(moveItem("junk", MINT, account("p2")));
        legs.addAll(moveItem("banner", MINT, account("p3")));
        legs.addAll(move(GOLD, MINT, account("p0"), 100));
        acknowledge(new Operation("loot-1", "loot", "p0", legs));
        acknowledge(new Operation("gift-1", "gift", "p0", move(GOLD, account("p0"), account("p1"), 5)));
        acknowledge(trade("trade-1", "p0", "p1", "relic", 7));
        acknowledge(new Operation("salvage-1", "salvage", "p2", moveItem("junk", account("p2"), SINK)));
        acknowledge(new Operation("deposit-1", "deposit", "p3", moveItem("banner", account("p3"), account(GUILD))));
        Operation doubt = new Operation("doubt-1", "gift", "p0", move(GOLD, account("p0"), account("p1"), 3));
        fact(doubt, FactOutcome.INVOKE);
        apply(doubt);
    }

    private void acknowledge(Operation operation) {
        fact(operation, FactOutcome.INVOKE);
        apply(operation);
        fact(operation, FactOutcome.OK);
    }

    private void apply(Operation operation) {
        applied.add(operation);
        for (Leg leg : operation.legs()) {
            balances.merge(new Owned(leg.holder(), leg.resource()), leg.delta(), BigDecimal::add);
            if (leg.resource() instanceof Resource.UniqueItem item
                    && leg.delta().signum() > 0) {
                places.put(item.id(), leg.holder().name());
            }
        }
    }

    private void fact(Operation operation, FactOutcome outcome) {
        Map<String, String> payload =
                outcome == FactOutcome.OK ? Map.of(Fact.RESULT, result(operation.id())) : Map.of();
        facts.add(new Fact(
                Instant.ofEpochMilli(now++), operation.id(), operation.kind(), outcome, operation.actor(), payload));
    }

    static String result(String operation) {
        return "done " + operation;
    }

    BigDecimal held(String player, Resource resource) {
        return balance(account(player), resource);
    }

    private BigDecimal balance(Holder holder, Resource resource) {
        return balances.getOrDefault(new Owned(holder, resource), BigDecimal.ZERO);
    }

    static Holder account(String name) {
        return new Holder.Account(name);
    }

    static List<Leg> move(Resource resource, Holder from, Holder to, long amount) {
        return List.of(Leg.of(resource, from, -amount), Leg.of(resource, to, amount));
    }

    static List<Leg> moveItem(String item, Holder from, Holder to) {
        return move(new Resource.UniqueItem(item), from, to, 1);
    }

    private String player() {
        return players.get(random.nextInt(players.size()));
    }

    private String itemAt(String holder) {
        List<String> there = places.entrySet().stream()
                .filter(place -> place.getValue().equals(holder))
                .map(Map.Entry::getKey)
                .toList();
        return there.isEmpty() ? null : there.get(random.nextInt(there.size()));
    }

    private record Owned(Holder holder, Resource resource) {}
}
