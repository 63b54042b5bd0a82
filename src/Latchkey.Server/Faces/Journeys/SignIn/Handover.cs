using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <param name="User">Who signed in elsewhere.</param>
/// <param name="Token">The one-time token that says so.</param>
/// <param name="ClientId">The app an interclient token is for; null: it is a session token.</param>
internal sealed record Handover(User User, string Token, string? ClientId)
{
    public override string ToString() => $"sign-in of {User.Id}";
}
