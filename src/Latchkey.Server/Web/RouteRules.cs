namespace Latchkey.Server.Web;

/// <summary>What every route states beside its path: how it fails, how often it may be called, who may read it across origins.</summary>
public static class RouteRules
{
    public static T FailsWithAPage<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Page));

    public static T AnswersWithOAuthErrors<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.OAuth));

    public static T AnswersWithChallenges<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Bearer));

    public static T AnswersWithApiErrors<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new FailsAs(FailureMode.Api));

    public static T RateLimited<T>(this T routes, RateLimit limit) where T : IEndpointConventionBuilder => routes.WithMetadata(limit);

    public static T NoStore<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new NotStored());

    /// <summary>Readable from any origin, without credentials.</summary>
    public static T OpenToAllOrigins<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadableFrom(CrossOrigin.Any));

    /// <summary>Readable from the origins an app's redirect URIs name and from trusted origins.</summary>
    public static T OpenToClientOrigins<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadableFrom(CrossOrigin.Clients));

    /// <summary>Readable from trusted origins alone, with the cookies of this server. A route that lists its methods lists OPTIONS, too.</summary>
    public static T OpenToTrustedOriginsWithCredentials<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new ReadableFrom(CrossOrigin.TrustedWithCredentials));
}

/// <summary>Responses that must not be kept. RFC 6749 §5.1, contract §2.0.</summary>
public sealed record NotStored;

public enum CrossOrigin { Any, Clients, TrustedWithCredentials }

public sealed record ReadableFrom(CrossOrigin Origins);

public sealed record FailsAs(FailureMode Mode);
