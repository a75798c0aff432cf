package org.bluemarble.chaos.invariants;

import static org.bluemarble.chaos.invariants.model.Invariant.I1;
import static org.bluemarble.chaos.invariants.model.Invariant.I10;
import static org.bluemarble.chaos.invariants.model.Invariant.I11;
import static org.bluemarble.chaos.invariants.model.Invariant.I2;
import static org.bluemarble.chaos.invariants.model.Invariant.I3;
import static org.bluemarble.chaos.invariants.model.Invariant.I5;
import static org.bluemarble.chaos.invariants.model.Invariant.I6;
import static org.bluemarble.chaos.invariants.model.Invariant.I8;
import static org.bluemarble.chaos.invariants.model.Invariant.I9;

import java.util.EnumSet;
import java.util.Set;
import org.bluemarble.chaos.invariants.model.Invariant;

/**
 * One way to break the seeded economy, with the invariants it breaks and no others, and words its witness must hold. The
 * operations of known names are gift-1 (p0 gives p1 5 gold), trade-1 (p0 pays p1 7 gold for the relic), salvage-1 (p2 destroys
 * junk), deposit-1 (p3 puts the banner into the guild bank) and doubt-1 (p0 gives p1 3 gold, unanswered).
 */
enum Corruption {
    GOLD_MINTED_WITHOUT_LEDGER(
            "appeared; the ledger is balanced, so balances changed without it",
            EnumSet.of(I1),
            "update wallet set gold = gold + 100 where acct = 'p0'"),
    GOLD_GONE_WITHOUT_LEDGER("vanished", EnumSet.of(I1), "update wallet set gold = gold - 1 where acct = 'p0'"),
    STACK_GREW("arrow sum is", EnumSet.of(I1), "update stack set qty = qty + 1 where holder = 'p0'"),
    WALLETS_GONE("gold sum is 0 but must be", EnumSet.of(I1), "delete from wallet"),
    SUMS_BEYOND_64_BITS(
            "18,446,744,073,709,551,614 but must be",
            EnumSet.of(I1),
            "update wallet set gold = 0",
            "update wallet set gold = 9223372036854775807 where acct in ('p0', 'p1')"),
    WALLET_NEGATIVE(
            "wallet: p0 holds -50 gold but must hold at least 0",
            EnumSet.of(I2),
            "update wallet set gold = gold + 50 + (select w.gold from (select gold from wallet where acct = 'p0') w)"
                    + " where acct = 'p1'",
            "update wallet set gold = -50 where acct = 'p0'"),
    LEG_MISSING(
            "op gift-1 applied legs {credit p1 5 gold}, missing {debit 5 gold}",
            EnumSet.of(I3),
            "delete from ledger where op_id = 'gift-1' and delta < 0"),
    ITEM_LEG_MISSING(
            "op deposit-1 applied legs {credit guild item banner}, missing {debit 1 item banner}",
            EnumSet.of(I3, I6),
            "delete from ledger where op_id = 'deposit-1' and delta < 0"),
    LEGS_WITHOUT_OPERATION(
            "legs without an operation id sum to +5 gold but must sum to 0",
            EnumSet.of(I3),
            "insert into ledger values (900001, null, 'gold', 'p0', 5, null)"),
    ITEM_IN_TWO_TABLES(
            "item relic is in 2 places but must be in one: item (BAG p0 ",
            EnumSet.of(I5),
            "insert into guild_slot values ('guild', 77, 'relic')"),
    ITEM_TWICE_IN_ONE_TABLE(
            "and item (BAG p4 9)", EnumSet.of(I5), "insert into item values ('relic', 'LIVE', 'BAG', 'p4', 9)"),
    ITEM_VANISHED(
            "item relic vanished: the ledger says somebody has it, but no table does",
            EnumSet.of(I6),
            "delete from item where id = 'relic'"),
    ITEM_RESURRECTED(
            "item junk was resurrected: the ledger says nobody has it any more, but it is in item",
            EnumSet.of(I6),
            "update item set state = 'LIVE' where id = 'junk'"),
    ITEM_NEVER_CREATED(
            "item forged was never created, but it is in item (BAG p0 1)",
            EnumSet.of(I6),
            "insert into item values ('forged', 'LIVE', 'BAG', 'p0', 1)"),
    ITEM_CREATED_TWICE(
            "item relic was created 2 times over by the ledger but must be once",
            EnumSet.of(I6),
            "insert into op values ('loot-2', 'loot', 'x')",
            "insert into ledger values (900001, 'loot-2', 'ITEM', 'MINT', -1, 'relic')",
            "insert into ledger values (900002, 'loot-2', 'ITEM', 'p4', 1, 'relic')"),
    TRADE_WITHOUT_ITS_ITEM(
            "trade trade-1 is done but has 2 of its 4 legs: op trade-1 applied legs {debit p0 7 gold, credit p1 7 gold}",
            EnumSet.of(I8),
            "delete from ledger where op_id = 'trade-1' and item_id is not null",
            "update item set loc_id = 'p1' where id = 'relic'"),
    TRADE_DEBITED_ONLY(
            "gold sum is",
            EnumSet.of(I1, I3, I6, I8),
            "delete from ledger where op_id = 'trade-1' and delta > 0",
            "update wallet set gold = gold - 7 where acct = 'p1'"),
    TRADE_NOT_DONE_WITH_ALL_LEGS(
            "trade trade-1 is not done but has 4 of its 4 legs",
            EnumSet.of(I8),
            "update trade set state = 'OPEN' where op_id = 'trade-1'"),
    TRADE_DONE_WITHOUT_LEGS(
            "trade trade-x is done but has 0 of its 4 legs: op trade-x applied no legs",
            EnumSet.of(I8),
            "insert into trade values (900001, 'trade-x', 'DONE', 4)"),
    TRADE_WITHOUT_ROW(
            "trade trade-1 has 4 legs but no row in trade",
            EnumSet.of(I8),
            "delete from trade where op_id = 'trade-1'"),
    LEDGER_WRITTEN_TWICE(
            "op trade-1 applied legs {",
            EnumSet.of(I9),
            "insert into ledger select lsn, op_id, res, holder, delta, item_id from ledger where op_id = 'trade-1'"),
    GIFT_APPLIED_TWICE(
            "op gift-1 applied legs {debit p0 5 gold, credit p1 5 gold} twice",
            EnumSet.of(I9),
            "insert into ledger select lsn, op_id, res, holder, delta, item_id from ledger where op_id = 'gift-1'",
            "update wallet set gold = gold - 5 where acct = 'p0'",
            "update wallet set gold = gold + 5 where acct = 'p1'"),
    CREDITED_TWICE(
            "op gift-1 applied legs {credit p1 5 gold} twice but {debit p0 5 gold} once, missing {debit 5 gold}",
            EnumSet.of(I1, I3, I9),
            "insert into ledger values (900001, 'gift-1', 'gold', 'p1', 5, null)",
            "update wallet set gold = gold + 5 where acct = 'p1'"),
    DOUBTFUL_APPLIED_TWICE(
            "op doubt-1 applied legs {debit p0 3 gold, credit p1 3 gold} twice",
            EnumSet.of(I9),
            "insert into ledger select lsn, op_id, res, holder, delta, item_id from ledger where op_id = 'doubt-1'"),
    RECORDED_TWICE(
            "it has 2 rows in op but must have one",
            EnumSet.of(I9),
            "insert into op select op_id, kind, 'zzz' from op where op_id = 'gift-1'"),
    ACKNOWLEDGED_TRADE_GONE(
            "trade trade-1 of p0, answered at 2025-11-21T",
            EnumSet.of(I10),
            "delete from ledger where op_id = 'trade-1'",
            "delete from trade where op_id = 'trade-1'",
            "delete from op where op_id = 'trade-1'",
            "update item set loc_id = 'p1' where id = 'relic'",
            "update wallet set gold = gold + 7 where acct = 'p0'",
            "update wallet set gold = gold - 7 where acct = 'p1'"),
    ACKNOWLEDGED_TRADE_RECORDED_BUT_UNDONE(
            "was acknowledged but is gone: no legs in ledger",
            EnumSet.of(I10),
            "delete from ledger where op_id = 'trade-1'",
            "delete from trade where op_id = 'trade-1'",
            "update item set loc_id = 'p1' where id = 'relic'",
            "update wallet set gold = gold + 7 where acct = 'p0'",
            "update wallet set gold = gold - 7 where acct = 'p1'"),
    TOLD_SOMETHING_ELSE(
            "was acknowledged as 'done gift-1' but the server stored 'other'",
            EnumSet.of(I10),
            "update op set result = 'other' where op_id = 'gift-1'"),
    REFUSED_BUT_DONE(
            "gift late-1 of p0, answered at 1970-01-01T00:00:00Z, was refused but took effect: it has 2 legs in ledger",
            EnumSet.of(I11),
            "insert into op values ('late-1', 'gift', 'x')",
            "insert into ledger values (900001, 'late-1', 'gold', 'p0', -1, null)",
            "insert into ledger values (900002, 'late-1', 'gold', 'p1', 1, null)",
            "update wallet set gold = gold - 1 where acct = 'p0'",
            "update wallet set gold = gold + 1 where acct = 'p1'");

    final String witness;
    final Set<Invariant> broken;
    final String[] statements;

    Corruption(String witness, Set<Invariant> broken, String... statements) {
        this.witness = witness;
        this.broken = broken;
        this.statements = statements;
    }
}
