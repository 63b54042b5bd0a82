namespace Latchkey.Server.Ground.Web;

/// <summary>What every route states beside its path: who calls it, how it fails, how often it may be called, who may read it across origins.</summary>
internal static class RouteRules
{
    public static T CalledBy<T>(this T routes, CallerKind kind) where T : IEndpointConventionBuilder => routes.WithMetadata(new CalledBy(kind));

    public static T FailsWithAPage<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Page));

    public static T AnswersWithOAuthErrors<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.OAuth));

    public static T AnswersWithChallenges<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Bearer));

    public static T AnswersWithApiErrors<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Api));

    public static T RateLimited<T>(this T routes, RateLimit limit) where T : IEndpointConventionBuilder => routes.WithMetadata(limit);

    /// <summary>Never refused for being called often, and so cheap.</summary>
    public static T NotLimited<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new NotLimited());

    /// <summary>Needs no org.</summary>
    public static T ForAnyHost<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ForAnyHost());

    /// <summary>At the host of pages with scripts, and nowhere else.</summary>
    public static T OnPagesHostAlone<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new OnPagesHost(Alone: true));

    /// <summary>At the host of pages with scripts, too.</summary>
    public static T OnPagesHostToo<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new OnPagesHost(Alone: false));

    /// <summary>Pages with scripts call it.</summary>
    public static T OpenToPagesHost<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new OpenToPagesHost());

    /// <summary>What answers GET answers HEAD.</summary>
    public static T AnswersHead<T>(this T routes) where T : IEndpointConventionBuilder
    {
        routes.Add(static route =>
        {
            if (route.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods: var methods } && methods.Contains(HttpMethods.Get)
                && !methods.Contains(HttpMethods.Head))
                route.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head, .. methods.Where(method => method != HttpMethods.Get)]));
        });
        return routes;
    }

    public static T NoStore<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new NotStored());

    /// <summary>Readable from any origin, without credentials.</summary>
    public static T OpenToAllOrigins<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadableFrom(CrossOrigin.Any));

    /// <summary>Readable from the origins an app's redirect URIs name and from trusted origins.</summary>
    public static T OpenToClientOrigins<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadableFrom(CrossOrigin.Clients));

    /// <summary>One path has a route for each method: a preflight is for the one it asks about.</summary>
    public static T AcceptsPreflights<T>(this T routes) where T : IEndpointConventionBuilder
    {
        routes.Add(static route => { if (route.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods) methods.AcceptCorsPreflight = true; });
        return routes;
    }

    /// <summary>Readable from any origin, without credentials, where anybody may register a client.</summary>
    public static T OpenToAllOriginsWhileRegistrationIsOpen<T>(this T routes) where T : IEndpointConventionBuilder
    {
        // One path has a route for each method: a preflight is for the one it asks about.
        routes.Add(static route => { if (route.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods) methods.AcceptCorsPreflight = true; });
        return routes.WithMetadata(new ReadableFrom(CrossOrigin.AnyWhileRegistrationIsOpen));
    }

    /// <summary>Readable from trusted origins alone, with the cookies of this server. A route that lists its methods lists OPTIONS, too.</summary>
    public static T OpenToTrustedOriginsWithCredentials<T>(this T routes) where T : IEndpointConventionBuilder =>
        routes.WithMetadata(new ReadableFrom(CrossOrigin.TrustedWithCredentials));
}
