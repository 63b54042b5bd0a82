using Latchkey.Server.Sessions;

namespace Latchkey.Server.Authorize;

/// <summary>What still stands between an authorization request and its answer.</summary>
public enum Interaction { None, SignIn }

/// <summary>A pure function of request, session and time. OpenID Connect Core §3.1.2.1 (prompt, max_age), §3.1.2.3.</summary>
public static class Interactions
{
    public static Interaction Needed(AuthorizeRequest request, Session? session, string? hintedUserId, DateTimeOffset now)
    {
        if (session is null || request.PromptLogin) return Interaction.SignIn;
        if (request.MaxAge is { } maxAge && now - session.AuthenticatedAt > maxAge) return Interaction.SignIn;
        if (request.MaxAge == TimeSpan.Zero) return Interaction.SignIn;
        // The app says whom it means; someone else is signed in.
        if (hintedUserId is not null && hintedUserId != session.UserId) return Interaction.SignIn;
        return Interaction.None;
    }
}
