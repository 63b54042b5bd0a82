using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Latchkey.Server.Tests.Storage;

/// <summary>
/// How the engines would go about every statement of the server, on tables that have grown: none is read from end to end.
/// The statements are the texts compiled into the server; those put together while it runs are below, as they then are.
/// </summary>
public sealed partial class PlanTests
{
    /// <summary>As many as an org or a server has of them, few: read whole on purpose.</summary>
    private static readonly HashSet<string> Small = ["schema_versions", "orgs", "authorization_servers", "trusted_origins", "scopes", "claims", "access_policies", "access_policy_rules", "org_policies", "org_policy_rules", "zones", "schema_properties", "user_types", "group_rules", "link_definitions", "well_known_files", "signing_keys", "brands", "brand_pages", "brand_texts", "custom_roles", "resource_sets", "role_assignments", "hook_keys", "inline_hooks", "event_hooks", "log_streams", "email_servers", "email_domains", "identity_providers", "domains", "value_fills", "device_models", "passkey_rules", "sqlite_master"];

    /// <summary>Statements that may read a table from end to end, and why.</summary>
    private static readonly Dictionary<string, string> Excused = new()
    {
        ["select id, payload, created_at from outbox where kind = 'mail' and recipient <> '' order by seq desc"] = "the mailbox of a development server",
        ["select count(*) from users where org_id = @orgId and status <> 'DEPROVISIONED'"] = "an administrator asks how many people there are; counted over an index alone",
        ["select (select count(*) from apps where org_id = @orgId and system_name is null) as apps,"] = "an administrator opens the console: what one org has is counted",
        ["select id from apps where org_id = @orgId and elliptic = 1"] = "the index holds only those few",
        ["from apps where org_id = @orgId and phones = 1 and status = 'ACTIVE'"] = "the index holds only those few",
        ["select a.id, a.label, a.created_at, u.used_at from apps a left join app_uses u"] = "an administrator asks which of the org's apps nobody uses: an org's apps are few enough to be looked through",
        ["select * from (select 'signing-key' as purpose"] = "one sealed thing, at a start",
    };

    private static IEnumerable<string> LogQueries(string text, Func<string, string, string> page)
    {
        foreach (var (beyond, before, order) in (IEnumerable<(string, string, string)>)[(">", "<", ""), ("<", ">", " desc")])
        {
            yield return $"{text} and {page(beyond, before)} order by {(text.Contains("log_records", StringComparison.Ordinal) ? "" : $"published_at{order}, ")}id{order} limit @most";
            yield return $"{text} and event_type = @type0 and (published_at, id) {beyond} (@published, @id){(text.Contains("log_records", StringComparison.Ordinal) ? $" and published_at {before} @end" : "")} order by published_at{order}, id{order} limit @most";
        }
    }

    /// <summary>Beginnings of texts that are completed while the server runs, each with a whole one as it then is.</summary>
    private static readonly Dictionary<string, string[]> Completed = new()
    {
        ["delete from sessions where "] = ["delete from sessions where id = @id returning id", "delete from sessions where user_id = @id returning id", "delete from sessions where user_id = @id and id <> @id returning id", "delete from sessions where token_hash = @id returning id"],
        ["select f.* from refresh_families f where "] =
        [
            $"select f.* from refresh_families f where f.org_id = @o and {RefreshFamilies.InForce} and f.client_id = @c and f.id > @after order by f.id limit @most",
            $"select f.* from refresh_families f where f.org_id = @o and {RefreshFamilies.InForce} and f.client_id = @c and f.user_id = @u and f.id > @after order by f.id limit @most",
        ],
        ["select id, published_at, event_type, record as kept, 0 as whole from log_records where org_id = @orgId"] = [.. LogQueries("select id, published_at, event_type, record as kept, 0 as whole from log_records where org_id = @orgId", (beyond, before) => $"id {beyond} @record and id {before} @endRecord")],
        ["select id, published_at, event_type, document as kept, 1 as whole from log_events where org_id = @orgId"] = [.. LogQueries("select id, published_at, event_type, document as kept, 1 as whole from log_events where org_id = @orgId", (beyond, before) => $"(published_at, id) {beyond} (@published, @id) and published_at {before} @end")],
        // Of an app, and of that somebody's or of one server: never of a whole org.
        ["delete from authorization_codes where org_id = @OrgId and redeemed_at is null"] =
        [
            "delete from authorization_codes where org_id = @o and redeemed_at is null and client_id = @c",
            "delete from authorization_codes where org_id = @o and redeemed_at is null and client_id = @c and user_id = @u",
            "delete from authorization_codes where org_id = @o and redeemed_at is null and server_id = @s and client_id = @c",
        ],
        ["update decoupled_requests set status = 'DENIED' where org_id = @OrgId and status = 'APPROVED' and redeemed_at is null"] =
        [
            "update decoupled_requests set status = 'DENIED' where org_id = @o and status = 'APPROVED' and redeemed_at is null and client_id = @c",
            "update decoupled_requests set status = 'DENIED' where org_id = @o and status = 'APPROVED' and redeemed_at is null and client_id = @c and user_id = @u",
            "update decoupled_requests set status = 'DENIED' where org_id = @o and status = 'APPROVED' and redeemed_at is null and server_id = @s and client_id = @c",
        ],
        ["select group_id from group_values where org_id = @orgId"] =
            ["select id from groups where org_id = @o and id in (select group_id from group_values where org_id = @o and name = @n and value_key = @v) and id > @a order by id limit @m"],
        ["select id from apps where org_id = @OrgId and id > @after and exists "] =
            [$"select id from apps where org_id = @o and id > @after and exists (select 1 from refresh_families f where f.client_id = apps.id and f.org_id = @o and {RefreshFamilies.InForce} and f.user_id = @u) order by id limit @most"],
    };

    private static readonly Lazy<IReadOnlyList<string>> Texts = new(() =>
    {
        using var file = new PEReader(File.OpenRead(typeof(Database).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle)) texts.Add(metadata.GetUserString(handle));
        return [.. texts.Where(text => Statement().IsMatch(text))];
    });

    private static IEnumerable<string> Whole => Texts.Value.Where(text => !Completed.Keys.Any(beginning => text.TrimEnd() == beginning.TrimEnd())).Concat(Completed.Values.SelectMany(whole => whole));

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|with) ", RegexOptions.None, 60_000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"@(\w+)", RegexOptions.None, 60_000)]
    private static partial Regex Argument();

    /// <summary>From end to end, or all that one org has.</summary>
    [GeneratedRegex(@"^SCAN (?<table>\w+)|^SEARCH (?<table>\w+) USING (COVERING )?INDEX \w+ \(org_id=\?\)$(?<org>)", RegexOptions.None, 60_000)]
    private static partial Regex FullScan();

    [Fact]
    public async Task No_statement_reads_a_growing_table_from_end_to_end_on_sqlite()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        await empty.Open().Migrate(default);
        await using var connection = new SqliteConnection($"Data Source={empty.Settings.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        var tables = await Names(connection, "select name from sqlite_master where type = 'table'");
        var (planned, scanning) = (0, new List<string>());
        foreach (var text in Whole)
        {
            List<string> plan;
            try
            {
                plan = await Plan(connection, "explain query plan ", text);
            }
            catch (SqliteException)
            {
                continue;                                              // one part of a statement, or the other engine's
            }
            planned++;
            foreach (var step in plan.Select(step => FullScan().Match(step)).Where(step => step.Success))
            {
                if (step.Groups["org"].Success && text.Contains(" limit ", StringComparison.Ordinal)) continue;
                var table = TableOf(step.Groups["table"].Value, text, tables);
                if (table is not null && !Small.Contains(table) && !Excused.Keys.Any(part => text.Contains(part, StringComparison.Ordinal))) scanning.Add($"{table}: {text}");
            }
        }
        scanning.ShouldBeEmpty();
        planned.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task No_statement_reads_a_growing_table_from_end_to_end_on_postgres()
    {
        await using var empty = await EmptyDatabase.On(Engine.Postgres);
        await empty.Open().Migrate(default);
        await using var connection = new NpgsqlConnection(empty.Settings.PostgresConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        // On an empty table everything is as quick as reading it whole: told not to, what still does has no index to go by.
        await using (var set = new NpgsqlCommand("set enable_seqscan = off; set plan_cache_mode = force_generic_plan", connection)) await set.ExecuteNonQueryAsync();
        var (planned, scanning) = (0, new List<string>());
        foreach (var text in Whole)
        {
            var names = Argument().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
            var sql = Argument().Replace(Listed().Replace(text, " = any(@$1)"), match => $"${names.IndexOf(match.Groups[1].Value) + 1}");
            List<string> plan;
            try
            {
                await using (var prepare = new NpgsqlCommand($"prepare planned as {sql}", connection)) await prepare.ExecuteNonQueryAsync();
                plan = await Names(connection, $"explain (costs off) execute planned{(names.Count == 0 ? "" : $"({string.Join(", ", names.Select(_ => "null"))})")}");
                await using var forget = new NpgsqlCommand("deallocate planned", connection);
                await forget.ExecuteNonQueryAsync();
            }
            catch (PostgresException)
            {
                await using var forget = new NpgsqlCommand("deallocate all", connection);
                await forget.ExecuteNonQueryAsync();
                continue;
            }
            planned++;
            foreach (var table in plan.Select(step => Sequential().Match(step)).Where(step => step.Success).Select(step => step.Groups["table"].Value))
                if (!Small.Contains(table) && !Excused.Keys.Any(part => text.Contains(part, StringComparison.Ordinal))) scanning.Add($"{table}: {text}");
        }
        scanning.ShouldBeEmpty();
        planned.ShouldBeGreaterThan(200);
    }

    [GeneratedRegex(@"Seq Scan on (?<table>\w+)", RegexOptions.None, 60_000)]
    private static partial Regex Sequential();

    [GeneratedRegex(@" in @(\w+)", RegexOptions.None, 60_000)]
    private static partial Regex Listed();

    /// <summary>What begins like a statement and is none by itself is listed above, so that none escapes.</summary>
    [Fact]
    public async Task Every_statement_put_together_while_the_server_runs_is_known_here()
    {
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        await empty.Open().Migrate(default);
        await using var connection = new SqliteConnection($"Data Source={empty.Settings.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        foreach (var whole in Completed.Values.SelectMany(all => all)) (await Plan(connection, "explain query plan ", whole)).ShouldNotBeEmpty(whole);
        // A filter for an event type goes by its index, in either direction.
        foreach (var whole in Completed.Values.SelectMany(all => all).Where(text => text.Contains("@type0", StringComparison.Ordinal)))
            (await Plan(connection, "explain query plan ", whole)).ShouldHaveSingleItem().ShouldContain("event_type=? AND", customMessage: whole);
    }

    private static async Task<List<string>> Plan(SqliteConnection connection, string explain, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = explain + Listed().Replace(text, " in (@$1)");
        foreach (var name in Argument().Matches(command.CommandText).Select(match => match.Value).Distinct()) command.Parameters.AddWithValue(name, DBNull.Value);
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
        return steps;
    }

    private static async Task<List<string>> Names(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>The table a plan means; null where it means what another step of the plan made.</summary>
    private static string? TableOf(string name, string text, List<string> tables) => tables.Contains(name) ? name
        : tables.FirstOrDefault(table => Regex.IsMatch(text, $@"\b{table}(\s+as)?\s+{name}\b", RegexOptions.None, TimeSpan.FromMinutes(1)));
}
