namespace Latchkey.Server.Core.Clients;

/// <summary>What became of a JWT an app presented.</summary>
internal abstract record ClientJwtOutcome
{
    private ClientJwtOutcome()
    {
    }

    /// <summary>It is the app's.</summary>
    public sealed record Genuine(ClientJwt Jwt) : ClientJwtOutcome;

    /// <param name="Why">For the developer of the app and for the log; it says nothing an attacker does not know.</param>
    public sealed record Refused(string Why) : ClientJwtOutcome;
}
