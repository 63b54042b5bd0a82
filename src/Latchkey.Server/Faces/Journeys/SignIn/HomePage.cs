using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET / of an org: where a person ends up who was sent by no app.</summary>
public sealed record HomePage : PageModel<HomeView>
{
    /// <summary>What the signed-in person is called; null without a session.</summary>
    public string? PersonName { get; init; }
    /// <summary>The Admin Console, for who may enter it.</summary>
    public string? ConsoleUrl { get; init; }
    /// <summary>Where "Sign in" leads without a session.</summary>
    public required string SignInUrl { get; init; }
    /// <summary>Where "Sign out" is posted, with these fields beside it.</summary>
    public string SignOutAction { get; init; } = "/signout";
    public IReadOnlyDictionary<string, string> SignOutFields { get; init; } = new Dictionary<string, string>();
    /// <summary>On a development server: what a newcomer's app needs, name by name (issuer, client id, …).</summary>
    public IReadOnlyDictionary<string, string>? QuickstartFacts { get; init; }
    /// <summary>On a development server: the mailbox.</summary>
    public string? MailboxUrl { get; init; }
    /// <summary>On a development server with an authority of its own: how a phone comes to trust it.</summary>
    public string? CertificateUrl { get; init; }
}
