package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            select * from trades                                        | select | trades              | -
            SELECT gold FROM Public.Wallet w WHERE acct = ?             | select | wallet              | -
            select 1                                                    | select | -                   | -
            select a from x, y z, only w                                | select | x y w               | -
            select a from x join y on x.i=y.i left join s.z using (i)   | select | x y z               | -
            select extract(year from created) from op                   | select | op                  | -
            select * from generate_series(1,3)                          | select | -                   | -
            select * from trades for update                             | select | trades              | -
            select * from (select i from item) t                        | select | item                | -
            insert into ledger(op_id) values ('from nowhere')           | insert | ledger              | ledger
            insert into a select * from b                               | insert | a b                 | a
            insert ignore into op values (1)                            | insert | op                  | op
            insert into op values (1) on conflict do update set x = 1   | insert | op                  | op
            insert into op values (1) on duplicate key update x = 1     | insert | op                  | op
            update wallet set gold = gold - ? where acct = ?            | update | wallet              | wallet
            update only "Wallet" set gold = 1                           | update | wallet              | wallet
            delete from mail where id in (select id from op)            | delete | mail op             | mail
            replace into `op` values (1)                                | replace | op                 | op
            truncate table ledger                                       | truncate | ledger            | ledger
            create table if not exists trade (id int)                   | create | trade               | trade
            drop table if exists trade                                  | drop   | trade               | trade
            with x as (select * from item) select * from x              | select | item                | -
            with x as (delete from mail returning *) insert into op select * from x | insert | mail op | mail op
            -- take it\\n update wallet set gold = 0                      | -      | -                   | -
            """)
    void text_verbAndTablesAreRead(String sql, String verb, String tables, String written) {
        SqlStatement statement = SqlStatement.of(sql.replace("\\n", "\n"));

        if (verb == null) {
            assertThat(statement.written()).isEqualTo(Set.of("wallet"));
            return;
        }
        assertThat(statement.verbs()).containsExactly(verb);
        assertThat(statement.tables()).isEqualTo(words(tables));
        assertThat(statement.written()).isEqualTo(words(written));
        assertThat(statement.tablesKnown()).isTrue();
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : Set.of(text.trim().split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update wallet set note = 'unfinished",
                "update wallet /* unfinished",
                "update wallet set note = 'it\\'s' where x = 'y'",
                "/*! update wallet */",
                "",
                "$tag$ unfinished"
            })
    void textThatCannotBeRead_isNotGuessed(String sql) {
        SqlStatement statement = SqlStatement.of(sql);

        assertThat(statement.readable()).isFalse();
        assertThat(statement.isRead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select note #>> '{a}' from trades", "select gold from trades # of bob\n where gold > 1"})
    void hashInsideAStatement_verbIsReadAndTablesAreUnknown(String sql) {
        SqlStatement statement = SqlStatement.of(sql);

        assertThat(statement.isRead()).isTrue();
        assertThat(statement.tablesKnown()).isFalse();
    }

    @Test
    void hashBeforeAStatement_isAComment() {
        SqlStatement statement = SqlStatement.of("# take from bob\nupdate wallet set gold = 0");

        assertThat(statement.verbs()).containsExactly("update");
        assertThat(statement.written()).containsExactly("wallet");
        assertThat(statement.tablesKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{call settle(?)}", "{? = call settle(?)}", "do $$ begin delete from x; end $$", "call settle()"
            })
    void procedure_tablesAreUnknown(String sql) {
        assertThat(SqlStatement.of(sql).tablesKnown()).isFalse();
        assertThat(SqlStatement.of(sql).isRead()).isFalse();
    }

    @Test
    void severalStatements_areReadTogether() {
        SqlStatement statement =
                SqlStatement.of("begin; update wallet set gold = 1; insert into op values ($1); commit");

        assertThat(statement.verbs()).containsExactlyInAnyOrder("begin", "update", "insert", "commit");
        assertThat(statement.written()).containsExactlyInAnyOrder("wallet", "op");
        assertThat(statement.isCommit()).isTrue();
        assertThat(statement.isControl()).isFalse();
    }

    @Test
    void control_isRecognised() {
        assertThat(SqlStatement.of("COMMIT").isCommit()).isTrue();
        assertThat(SqlStatement.of("end").isCommit()).isTrue();
        assertThat(SqlStatement.of("ROLLBACK").isRollback()).isTrue();
        assertThat(SqlStatement.of("rollback to savepoint a").isRollback()).isFalse();
        assertThat(SqlStatement.of("start transaction").isControl()).isTrue();
    }

    @Test
    void beginning_isRecognised() {
        assertThat(SqlStatement.of("BEGIN").isBeginning()).isTrue();
        assertThat(SqlStatement.of("start transaction").isBeginning()).isTrue();
        assertThat(SqlStatement.of("begin; update wallet set gold = 1").isBeginning())
                .isFalse();
        assertThat(SqlStatement.of("commit").isBeginning()).isFalse();
    }

    @Test
    void temporaryTable_isToldFromOneThatStays() {
        assertThat(SqlStatement.of("create temporary table scratch (id int)").temporary())
                .isTrue();
        assertThat(SqlStatement.of("create or replace temporary table scratch (id int)")
                        .temporary())
                .isTrue();
        assertThat(SqlStatement.of("drop temporary table if exists scratch").temporary())
                .isTrue();
        assertThat(SqlStatement.of("create table temporary_scratch (id int)").temporary())
                .isFalse();
        assertThat(SqlStatement.of("create temporary table a (id int); drop table b")
                        .temporary())
                .isFalse();
    }

    @Test
    void selectInto_countsAsWriting() {
        assertThat(SqlStatement.of("select * into fresh from item").isRead()).isFalse();
    }
}
