using Latchkey.Server.Core.Administration;
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

    public const string SignInPath = ConsoleAccess.Path + "/signin";

    /// <param name="routes">Each says with <see cref="Needing"/> what it needs.</param>
    /// <param name="refusals">What is shown to who may not.</param>
    public static T ForAdministrators<T>(this T routes, Func<ConsoleRefusal, IResult> refusals) where T : IEndpointConventionBuilder =>
        routes.CalledBy(CallerKind.Console).AddEndpointFilter(async (invocation, next) =>
        {
            var (caller, refusal) = await Ask(invocation.HttpContext, refusals);
            if (caller is null) return refusal;
            invocation.HttpContext.Features.Set(caller);
            return await next(invocation);
        });

    public static T Needing<T>(this T route, ConsoleRight right, bool recently = false) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Needs(right) { Recently = recently });

    private static async Task<(ConsoleCaller? Caller, IResult? Refusal)> Ask(HttpContext http, Func<ConsoleRefusal, IResult> refusals)
    {
        var needs = http.GetEndpoint()?.Metadata.GetMetadata<Needs>()
            ?? throw new InvalidOperationException($"{http.Request.Path} does not say what it needs: .Needing(…).");
        var posted = HttpMethods.IsPost(http.Request.Method);
        if (await http.RequestServices.GetRequiredService<ConsoleSessions>().Current(http) is not var (session, user, token))
            // From a link elsewhere a browser comes without the cookie, and with it from a page of ours.
            return (null, !posted && FetchMetadata.IsFromElsewhere(http) ? refusals(ConsoleRefusal.FromElsewhere) : ToSignIn(http));
        if (!ConsoleAccess.May(user, needs.Right)) return (null, refusals(ConsoleRefusal.NotAllowed));
        var caller = new ConsoleCaller(user, session, ConsoleCaller.FormTokenOf(token));
        if (posted && !caller.FormToken.Is((await Parameters.Form(http.Request))[ConsoleCaller.FormField] ?? ""))
            return (null, refusals(ConsoleRefusal.ForeignForm));
        var now = http.RequestServices.GetRequiredService<TimeProvider>().Now;
        if (needs.Recently && now - session.AuthenticatedAt > (posted ? RecentAnswer : Recent)) return (null, ToSignIn(http, again: true));
        return (caller, null);
    }

    private static Found ToSignIn(HttpContext http, bool again = false)
    {
        var here = http.Request.Path + (HttpMethods.IsPost(http.Request.Method) ? QueryString.Empty : http.Request.QueryString);
        return new(SignInPath + QueryString.Create("back", here) + (again ? "&again=1" : ""));
    }
}
