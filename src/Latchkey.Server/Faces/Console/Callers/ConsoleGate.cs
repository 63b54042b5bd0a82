using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>
/// Stands before every page of the console: an administrator of this org, signed in to it in this browser, who may do what the route says; and what is
/// posted comes from a form of that session.
/// </summary>
internal static class ConsoleGate
{
    /// <summary>How long ago an administrator may have proven who they are, where it has to be recent.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>Longer for the answer to a page than for the page: nobody is to be quicker than their own question.</summary>
    private static readonly TimeSpan RecentAnswer = Recent + TimeSpan.FromMinutes(5);

    private const int MostKept = 512 * 1024;

    public const string SignInPath = ConsoleAccess.Path + "/signin";

    private static readonly (string Parameter, string Resource, string Kind)[] Named =
    [
        ("userId", "users", AdminResource.UserKind), ("groupId", "groups", AdminResource.GroupKind), ("appId", "apps", AdminResource.AppKind),
        ("serverId", "authorizationServers", AdminResource.ServerKind),
    ];

    /// <param name="routes">Each says with <see cref="Needing"/> what it needs.</param>
    /// <param name="refusals">What is shown to who may not.</param>
    public static T ForAdministrators<T>(this T routes, Func<ConsoleRefusal, IReadOnlyList<string>, IResult> refusals) where T : IEndpointConventionBuilder =>
        routes.CalledBy(CallerKind.Console).AddEndpointFilter(async (invocation, next) =>
        {
            var (caller, refusal) = await Ask(invocation.HttpContext, refusals);
            if (caller is null) return refusal;
            invocation.HttpContext.Features.Set(caller);
            return await next(invocation);
        });

    public static T Needing<T>(this T route, ConsoleRight right, bool recently = false) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Needs(right) { Recently = recently });

    /// <summary>What it needs depends on the step of a person that the address names.</summary>
    public static T NeedingStep<T>(this T route, string parameter) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Needs(ConsoleRight.Step(null)) { ByStep = parameter });

    /// <summary>For what the form of a page asks beyond what the page needs: whether they may do this to what the address names.</summary>
    public static async Task<bool> Allows(HttpContext http, string right) => !await IsBeyond(http, http.Administrator, right);

    private static async Task<(ConsoleCaller? Caller, IResult? Refusal)> Ask(
        HttpContext http, Func<ConsoleRefusal, IReadOnlyList<string>, IResult> refusals)
    {
        var needs = http.GetEndpoint()?.Metadata.GetMetadata<Needs>()
            ?? throw new InvalidOperationException($"{http.Request.Path} does not say what it needs: .Needing(…).");
        var posted = HttpMethods.IsPost(http.Request.Method);
        if (await http.RequestServices.GetRequiredService<ConsoleSessions>().Current(http) is not var (session, user, token))
            // From a link elsewhere a browser comes without the cookie, and with it from a page of ours.
            return (null, !posted && FetchMetadata.IsFromElsewhere(http) ? refusals(ConsoleRefusal.FromElsewhere, [])
                : posted && await IsOurs(http, null) ? refusals(ConsoleRefusal.SignInFirst, []) : ToSignIn(http));
        var authority = await http.RequestServices.GetRequiredService<Authorities>().Of(user, http.RequestAborted);
        if (authority.IsNone || AccountGate.Refusal(user) is not null) return (null, refusals(ConsoleRefusal.NotAllowed, []));
        var caller = new ConsoleCaller(user, session, ConsoleCaller.FormTokenOf(token)) { Authority = authority };
        if (await IsBeyond(http, caller, needs.Of(http).Right)) return (null, refusals(ConsoleRefusal.NotYours, await WhoCan(http)));
        if (posted && !ConsoleForms.IsOf(caller, await ConsoleForms.Sent(http)))
        {
            // Shown with the token of this session: the person says whether they still want it.
            http.Features.Set(caller);
            return (null, refusals(await IsOurs(http, user) ? ConsoleRefusal.OlderForm : ConsoleRefusal.ForeignForm, []));
        }
        var now = http.RequestServices.GetRequiredService<TimeProvider>().Now;
        if (needs.Recently && now - session.AuthenticatedAt > (posted ? RecentAnswer : Recent))
        {
            http.Features.Set(caller);
            return (null, posted && await IsOurs(http, user) ? refusals(ConsoleRefusal.SignInFirst, []) : ToSignIn(http, again: true));
        }
        return (caller, null);
    }

    /// <summary>A file is chosen anew: a form that carries one is not kept. Nor is a very long one: who sends it may be anybody.</summary>
    private static async Task<bool> IsOurs(HttpContext http, User? user) => Parameters.IsForm(http.Request) && http.Request.ContentLength <= MostKept
        && http.RequestServices.GetRequiredService<ConsoleForms>().IsOurs(http.Org, await ConsoleForms.Sent(http), user);

    /// <summary>Some of those who give roles.</summary>
    private static async Task<IReadOnlyList<string>> WhoCan(HttpContext http)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var ids = await services.GetRequiredService<RoleAssignments>().Supers(http.Org.Id, ct);
        return [.. (await services.GetRequiredService<UserList>().Of(http.Org.Id, [.. ids.Take(5)], ct)).Select(user => $"{user.DisplayName} ({user.Email})")];
    }

    private static async Task<bool> IsBeyond(HttpContext http, ConsoleCaller caller, string right)
    {
        http.Authority = caller.Authority;
        try
        {
            await http.RequestServices.GetRequiredService<AdministratorGate>().Require(
                http.Org, caller.User.Party, caller.Authority, right, TargetOf(http, right), http.RequestAborted);
            return false;
        }
        catch (BeyondException)
        {
            return true;
        }
    }

    /// <summary>
    /// What the address names, where the right is about such things. A page of something else whose form names one leaves it to the change that it makes.
    /// </summary>
    private static AdminTarget TargetOf(HttpContext http, string right)
    {
        foreach (var (parameter, resource, kind) in Named)
            if (http.GetRouteValue(parameter) is string id)
                return Rights.ResourceOf(right) == resource ? new(kind, id) : AdminTarget.Elsewhere;
        return AdminTarget.None;
    }

    private static Found ToSignIn(HttpContext http, bool again = false) => new(SignInAddress(http, again));

    /// <summary>Where one signs in, and comes back to the page from.</summary>
    /// <param name="http">The request.</param>
    /// <param name="again">Also who is signed in.</param>
    public static string SignInAddress(HttpContext http, bool again) => SignInPath + QueryString.Create("back", PageOf(http)) + (again ? "&again=1" : "");

    /// <summary>The page itself; of a button whose address is no page, the one that it stands on.</summary>
    private static string PageOf(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return http.Request.Path + http.Request.QueryString;
        var pages = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>() is { } takes && takes.HttpMethods.Contains(HttpMethods.Get))
            .Select(route => route.RoutePattern.RawText!.Trim('/')).ToHashSet(StringComparer.Ordinal);
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText!.Trim('/').Split('/') ?? [];
        var path = http.Request.Path.ToUriComponent().Trim('/').Split('/');
        if (pattern.Length != path.Length) return ConsoleAccess.Path;
        var length = Enumerable.Range(0, path.Length).Select(less => path.Length - less)
            .First(most => most == 1 || pages.Contains(string.Join('/', pattern[..most])));
        return "/" + string.Join('/', path[..length]);
    }
}
