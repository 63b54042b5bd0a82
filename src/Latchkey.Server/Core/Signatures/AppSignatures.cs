using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Signatures;

/// <summary>With which key each thing is signed for an app: as the app wants it, else as the authorization server does.</summary>
internal sealed class AppSignatures(KeyRing keys, SigningAlgorithms algorithms, KeyCredentials credentials)
{
    /// <summary>All that signs for an app at a server.</summary>
    public static IReadOnlyList<string> AlgorithmsFor(App app, AuthorizationServer server)
    {
        string?[] all = [OfAccessToken(app, server), OfIdToken(app, server), OfUserInfo(app), OfAnswer(app, server), OfIntrospection(app, server)];
        return [.. all.OfType<string>().Distinct()];
    }

    /// <summary>What a server signs with, as far as it concerns an app; of no app in particular, all of it.</summary>
    public async ValueTask<IReadOnlyList<string>> Of(AuthorizationServer server, App? app, CancellationToken ct)
    {
        var all = await algorithms.Of(server, ct);
        return app is null ? all : [.. all.Intersect(AlgorithmsFor(app, server))];
    }

    /// <summary>The org's own server has a key of its own for what only Latchkey reads.</summary>
    public ValueTask<SigningKey> ForAccessToken(App app, AuthorizationServer server, CancellationToken ct) =>
        OfAccessToken(app, server) is { } algorithm ? Key(app, server, algorithm, ct)
            : keys.Active(server.OrgId, KeyRing.InternalServer, SignatureAlgorithms.Elliptic, ct);

    /// <summary>Also for logout tokens. OpenID Connect Back-Channel Logout §2.4.</summary>
    public async ValueTask<SigningKey> ForIdToken(App app, AuthorizationServer server, CancellationToken ct) =>
        await OwnKey(app, server, ct) ?? await Key(app, server, OfIdToken(app, server), ct);

    /// <summary>All that verifies what is signed for an app; the app's own key is shown to nobody who does not name it.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> Published(App app, AuthorizationServer server, IReadOnlyList<SigningKey> all, CancellationToken ct)
    {
        var signing = AlgorithmsFor(app, server);
        IEnumerable<SigningKey> some = all.Where(key => signing.Contains(key.Algorithm));
        return [.. await OwnKey(app, server, ct) is { } own ? some.Prepend(own) : some];
    }

    /// <summary>The key that the app chose among those that are held for it: at the org's own server, as at Okta. Decision 0054.</summary>
    private async ValueTask<SigningKey?> OwnKey(App app, AuthorizationServer server, CancellationToken ct) =>
        server.IsOrgServer ? await credentials.Signer(app, ct) : null;

    /// <summary>What verifies an ID token of a server, whichever app it is for.</summary>
    public async ValueTask<SigningKey?> Verifier(AuthorizationServer server, string kid, CancellationToken ct) =>
        await keys.Find(server.OrgId, server.Id, kid, ct) ?? (server.IsOrgServer ? await credentials.Verifier(server.OrgId, kid, ct) : null);

    /// <summary>Null: plain JSON.</summary>
    public async ValueTask<SigningKey?> ForUserInfo(App app, AuthorizationServer server, CancellationToken ct) =>
        OfUserInfo(app) is { } algorithm ? await Key(app, server, algorithm, ct) : null;

    /// <summary>An authorization response. JARM §2.2.</summary>
    public ValueTask<SigningKey> ForAnswer(App app, AuthorizationServer server, CancellationToken ct) => Key(app, server, OfAnswer(app, server), ct);

    /// <summary>What is told of a token to the app that asks. RFC 9701 §5.</summary>
    public ValueTask<SigningKey> ForIntrospection(App app, AuthorizationServer server, CancellationToken ct) =>
        Key(app, server, OfIntrospection(app, server), ct);

    private static string? OfAccessToken(App app, AuthorizationServer server) => server.IsOrgServer ? null : Own(app, server.SigningAlgorithm);

    private static string OfIdToken(App app, AuthorizationServer server) => Own(app, app.IdTokenAlgorithm ?? server.SigningAlgorithm);

    private static string? OfUserInfo(App app) => app.UserInfoAlgorithm is { } algorithm ? Own(app, algorithm) : null;

    private static string OfAnswer(App app, AuthorizationServer server) => Own(app, app.AnswerAlgorithm ?? OfIdToken(app, server));

    private static string OfIntrospection(App app, AuthorizationServer server) => Own(app, app.IntrospectionAlgorithm ?? OfIdToken(app, server));

    /// <summary>FAPI 2.0 Security Profile §5.4.1: never RS256.</summary>
    private static string Own(App app, string otherwise) => app.IsFapi2 ? SignatureAlgorithms.Elliptic : otherwise;

    private async ValueTask<SigningKey> Key(App app, AuthorizationServer server, string algorithm, CancellationToken ct)
    {
        // A client that registered itself makes no server publish keys of another kind.
        if (algorithm == SignatureAlgorithms.Elliptic && !app.ChoseElliptic && !(await algorithms.Of(server, ct)).Contains(algorithm))
            throw OAuthException.UnauthorizedClient($"The client asks for {algorithm}, which this authorization server does not sign with. "
                + "An administrator chooses it for the server or for an app.");
        return await keys.Active(server.OrgId, server.Id, algorithm, ct);
    }
}
