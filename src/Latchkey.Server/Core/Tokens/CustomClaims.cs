using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// What an administrator configured a token to say beyond the standard. Contract §2.3, §3.4. Groups and the name in the
/// app are read only where an expression asks for them; a server without custom claims costs nothing.
/// </summary>
internal sealed class CustomClaims(Groups groups, Assignments assignments, OrgDirectory orgs, SystemLog log, TimeProvider clock)
{
    public ValueTask<ClaimValues> ForAccessToken(Granted granted, CancellationToken ct)
    {
        var configured = granted.Server.TokenClaims;
        return configured.Access.Count == 0 && configured.Subject is null ? default
            : Compute(configured.Access, configured.Subject, granted.Server, granted.App, granted.User, granted.Scopes, ct);
    }

    /// <param name="granted">What the token says.</param>
    /// <param name="whole">No /userinfo will be asked, so the token says everything; otherwise only what it always says.</param>
    /// <param name="ct">Ends it.</param>
    public ValueTask<ClaimValues> ForIdToken(Granted granted, bool whole, CancellationToken ct)
    {
        var claims = Identity(granted.Server, granted.App, granted.Scopes);
        if (!whole) claims = claims.Where(claim => claim.Definition.AlwaysInclude);
        return Compute(claims, granted.Server, granted.App, granted.User!, granted.Scopes, ct);
    }

    public ValueTask<ClaimValues> ForUserInfo(AuthorizationServer server, App app, User user, IReadOnlyList<string> scopes, CancellationToken ct) =>
        Compute(Identity(server, app, scopes), server, app, user, scopes, ct);

    /// <summary>The org's own server has no claims but the groups an app is configured to be told. Contract §1.2.</summary>
    private static IEnumerable<TokenClaim> Identity(AuthorizationServer server, App app, IReadOnlyList<string> scopes) =>
        !server.IsOrgServer ? server.TokenClaims.Identity : app.GroupsClaim is { } told && scopes.Contains(Scope.Groups) ? [told] : [];

    private ValueTask<ClaimValues> Compute(IEnumerable<TokenClaim> claims, AuthorizationServer server, App app, User user, IReadOnlyList<string> scopes,
        CancellationToken ct)
    {
        var applying = claims as IReadOnlyList<TokenClaim> ?? [.. claims];
        return applying.Count == 0 ? default : Compute(applying, null, server, app, user, scopes, ct);
    }

    private async ValueTask<ClaimValues> Compute(IReadOnlyList<TokenClaim> claims, TokenClaim? sub, AuthorizationServer server, App app, User? user,
        IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var applying = claims.Where(claim => claim.IsFor(scopes)).ToArray();
        var asked = sub is null ? applying : [.. applying, sub];
        var subject = new ClaimSubject
        {
            App = app.Facts, User = user, Scopes = scopes, Now = clock.Now,
            Groups = user is not null && asked.Any(claim => claim.NeedsGroups) ? await groups.Of(user, ct) : [],
            AppUserName = user is null ? null
                : asked.Any(claim => claim.NeedsAppUser) && await assignments.FindUser(app, user.Id, ct) is { } assigned ? assigned.UserName : user.Login,
        };
        try
        {
            var values = new List<KeyValuePair<string, object>>(applying.Length);
            foreach (var claim in applying)
                if (Value(claim, subject) is { } value) values.Add(new(claim.Name, value));
            return new(values, sub is null ? null : Subject(sub, subject));
        }
        catch (NoValueException none)
        {
            // Another org's log would be the wrong one, and there is nobody to tell when the org has gone meanwhile.
            if (await orgs.Find(server.OrgId, ct) is { } org)
                await log.Record(org, null, TokenEvents.ClaimFailed(app, user, none.Claim.Definition, none.Detail));
            throw OAuthException.Of(OAuthError.ServerError, none.Message, 400, none.Detail);
        }
    }

    private static object? Value(TokenClaim claim, ClaimSubject subject)
    {
        try
        {
            return claim.Of(subject);
        }
        catch (TooManyGroupsException many)
        {
            throw new NoValueException(claim, many.Message, many.Message);
        }
        catch (ExpressionException problem)
        {
            throw new NoValueException(claim, $"The '{claim.Name}' {(claim.Definition.System ? "system " : "")}claim could not be evaluated.", problem.Message);
        }
    }

    /// <summary>A token without a subject is nobody's.</summary>
    private static string Subject(TokenClaim sub, ClaimSubject subject) => Value(sub, subject) is string { Length: > 0 and <= 255 } text ? text
        : throw new NoValueException(sub, $"The '{sub.Name}' system claim could not be evaluated.", "The value must be a text of 1 to 255 characters");

    private sealed class NoValueException(TokenClaim claim, string message, string detail) : Exception(message)
    {
        public TokenClaim Claim => claim;
        public string Detail => detail;
    }
}
