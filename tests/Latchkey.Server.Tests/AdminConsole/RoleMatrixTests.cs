using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>
/// Every address of the management API and every page of the console, asked by an administrator of every standard role of a running server: who is let in is
/// what docs/reference/roles.md says.
/// </summary>
public sealed partial class RoleMatrixTests(OrgFixture fixture) : OrgTest(fixture)
{
    private sealed record Address(string Method, string Path, string Right, bool Console);

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    private IReadOnlyList<Address> Addresses()
    {
        var refused = RefusedOperations.All.Select(one => "/api/v1" + one.Path).ToHashSet(StringComparer.Ordinal);
        var all = new List<Address>();
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            var needs = route.Metadata.GetMetadata<Needs>();
            if (refused.Contains(path) || route.Metadata.GetMetadata<CalledBy>()?.Kind is not { } kind || (needs is null && kind != CallerKind.ApiToken)) continue;
            foreach (var method in (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Where(method => method is not ("HEAD" or "OPTIONS")))
                foreach (var (shown, right) in needs is { ByStep: { } } ? Steps(path) : [(path, needs?.Right.Right ?? ApiRights.Of(method, path))])
                    all.Add(new(method, shown, right, needs is not null));
        }
        return [.. all.OrderBy(address => address.Console).ThenBy(address => address.Path, StringComparer.Ordinal).ThenBy(address => address.Method, StringComparer.Ordinal)];
    }

    /// <summary>What each step needs.</summary>
    private static IEnumerable<(string Path, string Right)> Steps(string path) => ((string[])["unlock", "expire_password", "suspend", "deactivate"])
        .Select(step => (path.Replace("{step}", step, StringComparison.Ordinal), Core.Administration.ConsoleRight.Step(step).Right));

    [Fact]                                                             // issue 11: every route × every role, on console and API alike
    public async Task Every_address_lets_in_whom_the_reference_says()
    {
        var addresses = Addresses();
        addresses.Count.ShouldBeGreaterThan(300);
        var (roles, wrong) = (StandardRole.All, new List<string>());
        foreach (var role in roles)
        {
            var person = (await Org.AdminOf(role.Type)).Person;
            using var api = await Org.ApiOf(person.Id!);
            using var console = await Org.ConsoleAsync(person);
            var token = (await console.OpenAsync("/admin/keyboard")).FormToken();
            var authority = new Authority(role.For([]));
            foreach (var address in addresses)
            {
                if (address.Path.EndsWith("/api-tokens/current", StringComparison.Ordinal) || address.Path.EndsWith("/signout", StringComparison.Ordinal)) continue;       // the last call
                var path = Parameter().Replace(address.Path, "nobodys");
                var status = address.Console
                    ? (await (address.Method == "GET" ? console.OpenAsync(path) : console.PostAsync(path, ("form_token", token)))).Status
                    : (await Org.CallRaw(new HttpMethod(address.Method), Org.Url + path, address.Method is "GET" or "DELETE" ? null : "{}", client: api)).Status;
                // What is let in finds nothing, or is told what is wrong with it.
                if (authority.May(address.Right) == (status == HttpStatusCode.Forbidden)) wrong.Add($"{role.Type} {address.Method} {address.Path} ({address.Right}): {(int)status}");
                if ((int)status >= 500 && status != HttpStatusCode.NotImplemented) wrong.Add($"{address.Method} {address.Path}: {(int)status}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_shows_every_address_with_each_role()
    {
        var page = new StringBuilder("""
            # Roles

            Written by `RoleMatrixTests` (LATCHKEY_ACCEPT=1), which also asks every address of a running server in every role. An access token needs its scope as well
            ([routes.md](routes.md)). Whoever is SUPER_ADMIN may do everything; what roles reach and what leads to more than a role says is in the
            [decision](../decisions/0030-roles.md).

            SUP SUPER_ADMIN, ORG ORG_ADMIN, APP APP_ADMIN (for all apps, or some), USR USER_ADMIN (for all groups, or some), GRP GROUP_MEMBERSHIP_ADMIN (the same),
            HLP HELP_DESK_ADMIN (the same), API API_ACCESS_MANAGEMENT_ADMIN, REP REPORT_ADMIN, RO READ_ONLY_ADMIN.


            """.ReplaceLineEndings("\n"));
        foreach (var (title, part) in (IEnumerable<(string, IEnumerable<Address>)>)[("Management API", Addresses().Where(one => !one.Console)), ("Admin Console", Addresses().Where(one => one.Console))])
        {
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| address | methods | right | SUP | ORG | APP | USR | GRP | HLP | API | REP | RO |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            foreach (var group in part.GroupBy(one => (one.Path, one.Right)))
                page.Append(CultureInfo.InvariantCulture, $"| `{group.Key.Path}` | {string.Join(' ', group.Select(one => one.Method))} | `{group.Key.Right}` | {string.Join(" | ", StandardRole.All.Select(role => new Authority(role.For([])).May(group.Key.Right) ? "yes" : ""))} |\n");
            page.Append('\n');
        }
        page.Append("## Permissions of custom roles\n\n").AppendJoin('\n', RolePermission.All.Select(name => $"- `{name}`")).Append('\n');
        var file = Path.Combine(Repository.Root, "docs", "reference", "roles.md");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, page.ToString());
        File.ReadAllText(file).ShouldBe(page.ToString(), "To write it anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter RoleMatrix");
    }
}
