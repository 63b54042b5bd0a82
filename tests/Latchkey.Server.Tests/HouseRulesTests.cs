using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests;

/// <summary>What holds for all of the server, asked of the server itself.</summary>
public sealed partial class HouseRulesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly Assembly[] Ours = [typeof(LatchkeyServer).Assembly, typeof(Protocol.Pkce).Assembly];

    private static readonly string[] Sources = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

    private IReadOnlyList<RouteEndpoint> Routes => [.. Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Every_route_has_a_rate_limit_and_a_stated_failure_mode()
    {
        Routes.Count.ShouldBeGreaterThan(50);
        Routes.Where(route => route.Metadata.GetMetadata<RateLimit>() is null == route.Metadata.GetMetadata<NotLimited>() is null).Select(route => route.DisplayName).ShouldBeEmpty();
        Routes.Where(route => route.Metadata.GetMetadata<FailsAs>() is null).Select(route => route.DisplayName).ShouldBeEmpty();
    }

    /// <summary>Two of the same answer every request with a fault, and nothing says so before.</summary>
    [Fact]
    public void Every_route_is_mapped_once() => Routes
        .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} {Parameter().Replace(route.RoutePattern.RawText!.Trim('/'), "{}")} {string.Join(',', route.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? [])}"))
        .GroupBy(route => route).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [Fact]                                                             // contract §1.2: each kind of server has each endpoint
    public void Every_protocol_route_exists_for_the_org_and_for_its_authorization_servers()
    {
        var raw = Routes.Select(route => route.RoutePattern.RawText!).ToList();
        // Clients are registered, people signed out everywhere, and sent back by other providers, at one place for all of them (contract §1.3, §2.13, §3.12).
        var org = raw.Where(route => route.StartsWith("/oauth2/v1/", StringComparison.Ordinal) && !route.StartsWith("/oauth2/v1/clients", StringComparison.Ordinal) && route != "/oauth2/v1/global-token-revocation" && route != "/oauth2/v1/authorize/callback").Select(route => route["/oauth2/v1/".Length..]);
        var custom = raw.Where(route => route.StartsWith("/oauth2/{server}/v1/", StringComparison.Ordinal)).Select(route => route["/oauth2/{server}/v1/".Length..]);
        org.ShouldBe(custom, ignoreOrder: true);
        org.ShouldNotBeEmpty();
    }

    [Fact]                                                             // CONTRIBUTING.md, house style
    public void Lines_of_the_sources_end_before_column_160() => Sources
        .SelectMany(file => File.ReadLines(file).Select((line, i) => (At: $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}", line.Length)))
        .Where(line => line.Length > 160).Select(line => line.At).ShouldBeEmpty();

    /// <summary>What takes more does several things. Records say what they are made of, and are not asked.</summary>
    [Fact]                                                             // CONTRIBUTING.md, house style
    public void Nothing_that_answers_or_works_takes_more_than_ten_things()
    {
        var types = typeof(ServerSettings).Assembly.GetTypes().Where(type => type.GetMethod("<Clone>$") is null && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)).ToArray();
        types.Length.ShouldBeGreaterThan(500);                                       // it has read something
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        types.SelectMany(type => type.GetConstructors(declared).Cast<MethodBase>().Concat(type.GetMethods(declared).Where(method => method.ReturnType == typeof(IResult) || method.ReturnType == typeof(Task<IResult>))))
            .Where(one => one.GetParameters().Length > 10).Select(one => $"{one.DeclaringType!.FullName}.{one.Name} takes {one.GetParameters().Length}").ShouldBeEmpty();
    }

    /// <summary>Parts of a type that is written in several files are named after what they add.</summary>
    [Fact]                                                             // CONTRIBUTING.md, house style
    public void A_type_stands_in_a_file_of_its_name()
    {
        var types = Sources.SelectMany(file => OuterType().Matches(File.ReadAllText(file)).Select(type => (File: Path.GetFileName(file).Split('.')[0], Name: type.Groups["name"].Value, type.Value))).ToArray();
        types.Length.ShouldBeGreaterThan(500);
        types.Where(type => type.Name != type.File && !type.Value.Contains(" partial ", StringComparison.Ordinal)).Select(type => $"{type.Name} in {type.File}.cs").ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(public |internal |static |sealed |abstract |partial |readonly |ref |unsafe )*(class|record struct|record class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline, 60_000)]
    private static partial Regex OuterType();

    [Fact]                                                             // CONTRIBUTING.md, house style
    public void No_type_is_a_manager_a_helper_a_util_or_a_processor() => Ours.SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal) && Empty().IsMatch(type.Name.Split('`')[0])).Select(type => type.FullName).ShouldBeEmpty();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utilities|Processor)$", RegexOptions.None, 60_000)]
    private static partial Regex Empty();

    [Fact]                                                             // every type that carries a secret in a string
    public void No_secret_prints_itself()
    {
        const string secret = "this-must-not-be-printed";
        var carriers = 0;
        var printing = new List<string>();
        foreach (var type in Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false } && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !typeof(Delegate).IsAssignableFrom(type) && type.Namespace != typeof(Texts).Namespace
            && type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) is not true))   // the framework's generator writes into our assembly, too
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(field => field.FieldType == typeof(string) && IsSecret(type, field.Name)).ToList();
            if (fields.Count == 0) continue;
            carriers++;
            var one = RuntimeHelpers.GetUninitializedObject(type);
            foreach (var field in fields) field.SetValue(one, secret);
            string? text;
            try { text = one.ToString(); }
            catch (NullReferenceException) { continue; }              // prints something else of itself, which is not there
            if (text?.Contains(secret, StringComparison.Ordinal) is true) printing.Add(type.FullName!);
        }
        printing.ShouldBeEmpty();
        carriers.ShouldBeGreaterThan(8);
        new MasterKey(new byte[32]).ToString().ShouldBe("(master key)");
        $"{new Secret(secret)}".ShouldNotContain(secret);
    }

    private static bool IsSecret(Type type, string field) => (!field.Contains("Sealed", StringComparison.Ordinal) && SecretName().IsMatch(field)) || (type == typeof(Secret) && field.Contains("Value", StringComparison.Ordinal));

    [GeneratedRegex("^<?(\\w*(Secret|Password|TempPassword|PasswordUrl)|(Api|Access|Refresh|Id|Replaced|New|One)?Token|Code|Verifier|PasswordHash|Link)(>k__BackingField)?$", RegexOptions.IgnoreCase, 60_000)]
    private static partial Regex SecretName();

    [Fact]                                                             // threats §1 row 14: a secret is compared in one way, which takes as long for every wrong one
    public void No_secret_is_compared_but_in_fixed_time()
    {
        typeof(Secret).GetMethod(nameof(Equals), [typeof(Secret)])!.IsDefined(typeof(CompilerGeneratedAttribute)).ShouldBeFalse("what the compiler writes stops at the first difference");
        (new Secret("one") == new Secret("one"), new Secret("one") == new Secret("two"), default(Secret) == new Secret("")).ShouldBe((true, false, true));
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Latchkey.Server"), "*.cs", SearchOption.AllDirectories);
        sources.Length.ShouldBeGreaterThan(300);
        sources.SelectMany(file => Compared().Matches(File.ReadAllText(file)).Select(found => $"{file}: {found.Value.Trim()}")).ShouldBeEmpty("compare with Secret.Is or Secrets.Same");
        Compared().IsMatch("if (app.Secret.Value == typed)").ShouldBeTrue();
    }

    /// <summary>The value of a secret, a MAC or a signature beside an operator or a method that stops at the first difference.</summary>
    [GeneratedRegex(@"([sS]ecret\w*[!?]?\.Value|[a-z]\w*Password|\bmac|\bsignature)\)? *([!=]=(?! *(null|""""))|\.(Equals|SequenceEqual)\()|[!=]= *\w*[sS]ecret\w*[!?]?\.Value", RegexOptions.None, 60_000)]
    private static partial Regex Compared();

    [Fact]                                                             // threats §1 row 18: what the framework's own protection of data once let through concerns nothing here
    public void Nothing_rests_on_the_data_protection_of_the_framework()
    {
        Org.Services.GetService(typeof(IServiceProviderIsService)).ShouldBeAssignableTo<IServiceProviderIsService>()!
            .IsService(Type.GetType("Microsoft.AspNetCore.DataProtection.IDataProtectionProvider, Microsoft.AspNetCore.DataProtection.Abstractions", throwOnError: true)!).ShouldBeFalse();
        Ours.SelectMany(assembly => assembly.GetReferencedAssemblies()).ShouldNotContain(name => name.Name!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]                                                             // design §4: what can expire is swept
    public void Every_table_with_an_end_is_swept()
    {
        var expiring = Migration.OfThisProgram.SelectMany(migration => Tables().Matches(migration.Sql))
            .Where(table => Regex.IsMatch(table.Groups["columns"].Value, "^\\s*expires_at ", RegexOptions.Multiline, TimeSpan.FromMinutes(1))).Select(table => table.Groups["name"].Value).ToList();
        expiring.Count.ShouldBeGreaterThan(6);
        var gone = Migration.OfThisProgram.SelectMany(migration => Regex.Matches(migration.Sql, @"drop table (\w+);", RegexOptions.None, TimeSpan.FromMinutes(1))).Select(table => table.Groups[1].Value);
        var swept = ExpiringTables.Of(Org.Services).Select(table => table.Table).ToList();
        expiring.Except(gone).Except(swept).ShouldBeEmpty();
        swept.Distinct().Count().ShouldBe(swept.Count);
    }

    [GeneratedRegex("create (forgetful )?table (if not exists )?(?<name>\\w+) \\((?<columns>.*?)\\n\\);", RegexOptions.Singleline, 60_000)]
    private static partial Regex Tables();

    [Fact]                                                             // the sweep runs, on whatever engine this is, and spares what lives
    public async Task A_sweep_a_month_later_leaves_the_org_working()
    {
        await using var org = await TestOrg.StartAsync();
        await org.NativeApp.TokensAsync(org.Person);
        org.Clock.Advance(TimeSpan.FromDays(29));
        foreach (var table in ExpiringTables.Of(org.Services)) await table.DeleteBatch(default);
        (await org.NativeApp.TokensAsync(org.Person)).Json.ContainsKey("refresh_token").ShouldBeTrue();
    }
}
