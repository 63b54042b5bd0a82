using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Docs;

/// <summary>
/// docs/reference/routes.md lists every address of the server: who may call it, how often, how it fails. It is written from
/// the routes of a started development server, so that no address is missing there and none is invented.
/// </summary>
public sealed partial class RoutesReferenceTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string HowToMend = "To write it anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter RoutesReference";

    private sealed record Row(string Path, string Methods, string Caller, string Limit, string Failure, string Origins, string Kept);

    [Fact]
    public void The_reference_lists_every_address()
    {
        var file = Path.Combine(Repository.Root, "docs", "reference", "routes.md");
        var now = Document(Rows());
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, now);

        string[] said = File.ReadAllLines(file), there = now.TrimEnd('\n').Split('\n');
        said.Except(there).ShouldBeEmpty("The server has these no more. " + HowToMend);
        there.Except(said).ShouldBeEmpty("These lines are missing. " + HowToMend);
        said.SequenceEqual(there).ShouldBeTrue("The lines are in another order. " + HowToMend);
    }

    private IReadOnlyList<RouteEndpoint> Routes => [.. Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Parameter();

    private Row[] Rows()
    {
        var rows = Routes.Select(Of).ToArray();
        rows.Length.ShouldBeGreaterThan(150);
        return
        [
            .. rows.GroupBy(row => row with { Methods = "" })
                // One address with one set of rules is one line, whichever of its methods came by which route.
                .Select(same => same.Key with { Methods = string.Join(' ', same.SelectMany(row => row.Methods.Split(' ')).Distinct().OrderBy(Rank)) })
                .OrderBy(row => row.Path, StringComparer.Ordinal).ThenBy(row => Rank(row.Methods.Split(' ')[0])),
        ];
    }

    private static int Rank(string method) => Array.IndexOf(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], method);

    private static Row Of(RouteEndpoint route)
    {
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        var methods = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods;
        return new(path, string.Join(' ', methods.OrderBy(Rank)), CallerOf(route, path, methods), LimitOf(route), FailureOf(route), OriginsOf(route),
            route.Metadata.GetMetadata<NotStored>() is null ? "as the answer says" : "no");
    }

    private static string CallerOf(RouteEndpoint route, string path, IReadOnlyList<string> methods) =>
        route.Metadata.GetMetadata<CalledBy>()?.Kind switch
        {
            CallerKind.Anybody => "anybody",
            CallerKind.App => "app",
            CallerKind.AccessToken => "access token",
            CallerKind.Session => "session cookie",
            CallerKind.Console => "administrator in the console",
            CallerKind.SessionOrApiToken => "session cookie, " + Token(path, methods),
            CallerKind.ApiToken => Token(path, methods),
            CallerKind.RegistrationOrApiToken => "registration token, " + Token(path, methods),
            CallerKind.ApiTokenUnlessRegistrationIsOpen => Token(path, methods) + "; anybody while registration is open",
            _ => throw new InvalidOperationException($"{path} does not say who may call it: .CalledBy(…) in Routes.cs."),
        };

    private static string Token(string path, IReadOnlyList<string> methods)
    {
        var scopes = methods.Where(method => method != "OPTIONS").SelectMany(method => Scopes(path, method)).Distinct().ToArray();
        return scopes.Length == 0 ? "API token" : $"API token, or {string.Join(" and ", scopes.Select(scope => $"`{scope}`"))}";
    }

    /// <summary>The least that will do: whoever may manage may read, too. Empty where no scope does.</summary>
    private static IEnumerable<string> Scopes(string path, string method) =>
        ApiScopes.Needed(new DefaultHttpContext { Request = { Method = method, Path = Parameter().Replace(path, "one") } }.Request).Where(ManagementScopes.All.Contains).Take(1);

    private static string LimitOf(RouteEndpoint route) => route.Metadata.GetMetadata<RateLimit>() is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.Bucket} {limit.PerMinute}") : "none";

    private static string FailureOf(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<FailsAs>().Mode switch
    {
        FailureMode.Page => "page",
        FailureMode.OAuth => "OAuth JSON",
        FailureMode.Bearer => "challenge",
        FailureMode.Api => "API JSON",
        var mode => throw new InvalidOperationException($"{route.DisplayName} fails as {mode}."),
    };

    private static string OriginsOf(RouteEndpoint route) => route.Metadata.GetMetadata<ReadableFrom>()?.Origins switch
    {
        null => "no",
        CrossOrigin.Any => "any",
        CrossOrigin.AnyWhileRegistrationIsOpen => "any while open",
        CrossOrigin.Clients => "the app's, trusted",
        CrossOrigin.TrustedWithCredentials => "trusted, with cookies",
        var origins => throw new InvalidOperationException($"{route.DisplayName} is readable from {origins}."),
    };

    private static string Document(Row[] rows)
    {
        var text = new StringBuilder("""
            # Every address

            Written from the routes of a started development server by
            `LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter RoutesReference`; a test fails when the two differ. What
            each address does is in the [wire contract](wire-contract.md).

            - **called by**: what has to be shown. *anybody*: nothing, or what this very call is about, as a password or a link is. *app*: what
              the app authenticates with. *session cookie*: a browser that is signed in; a page leads to where one signs in.
              *administrator in the console*: the cookies of one who has signed in there; a form also carries a token of that session. *API token*: an
              SSWS token of an administrator, or an access token of the org's own server with the scope. A test calls each with empty hands.
            - **limit**: the bucket, which a caller's address shares among all that name it, and how many a minute.
            - **fails as**: *page* for a person, *OAuth JSON* (RFC 6749 §5.2), *challenge* (RFC 6750 §3), *API JSON* (contract §3.0).
            - **other origins**: which pages of other origins may read the answer. *the app's*: those of its redirect URIs.
            - **kept**: *no* is `no-store` on whatever comes back. Elsewhere the answer says so itself: pages are not to be kept, documents,
              keys and assets for a while.

            Addresses of `/dev` are there on a development server only.

            """);
        foreach (var part in rows.GroupBy(row => PartOf(row.Path)).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Key}\n\n");
            text.Append("| address | methods | called by | limit | fails as | other origins | kept |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var row in part) text.Append("| ").AppendJoin(" | ", $"`{row.Path}`", row.Methods, row.Caller, row.Limit, row.Failure, row.Origins, row.Kept).Append(" |\n");
        }
        return text.ToString();
    }

    private static string PartOf(string path) => path.Split('/')[1] switch
    {
        "api" => "Management API, sign-in API, registration",
        "oauth2" or ".well-known" => "OAuth 2.0 and OpenID Connect",
        _ => "Pages",
    };

    [Fact]
    public async Task Whoever_comes_with_empty_hands_gets_no_further_than_the_reference_says()
    {
        var guarded = Routes.Where(route => route.Metadata.GetMetadata<CalledBy>()?.Kind is not CallerKind.Anybody).ToArray();
        guarded.Length.ShouldBeGreaterThan(130);
        var open = new List<string>();
        foreach (var route in guarded)
        {
            var path = Parameter().Replace("/" + route.RoutePattern.RawText!.Trim('/'), "default");
            foreach (var method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(method => method is not ("OPTIONS" or "HEAD")))
            {
                var answer = await Org.Exchange(new HttpMethod(method), Org.Url + path, method == "GET" ? null : new FormUrlEncodedContent([]));
                if (!IsRefused(answer, route.Metadata.GetMetadata<CalledBy>()!.Kind)) open.Add($"{method} {path}: {answer.Status} {answer.Location}");
            }
        }
        open.ShouldBeEmpty($"Nothing was shown, and yet this was no refusal:\n{string.Join('\n', open)}");
    }

    private static bool IsRefused(Seen answer, CallerKind kind) => kind switch
    {
        CallerKind.App => answer.Status is 400 or 401,
        // Led to where one signs in, and back from there.
        CallerKind.Console => answer.Location?.StartsWith("/admin/signin?back=", StringComparison.Ordinal) is true,
        // Told so, or led to where one signs in.
        CallerKind.Session => answer.Status is 400 or 401 or 403 or 404 || answer.Location == "/" || answer.Location?.StartsWith("/signin?flow=", StringComparison.Ordinal) == true,
        // The seeded org lets anybody register, as a development server's does: what is wrong here is the registration.
        CallerKind.ApiTokenUnlessRegistrationIsOpen => answer.Status is 400,
        _ => answer.Status is 401,
    };
}
