using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>The password is set.</summary>
public sealed record PasswordSetPage : PageModel<PasswordSetView>
{
    public required string Login { get; init; }
    /// <summary>Where to go from here.</summary>
    public required string NextUrl { get; init; }
}
