using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignUp;

/// <summary>Somebody followed the mailed link of a sign-up: the password shows that they are the one who began it.</summary>
public sealed record SignUpLinkPage : PageModel<SignUpLinkView>
{
    public required string Action { get; init; }
    public required string Email { get; init; }
    public bool Wrong { get; init; }
    /// <summary>Where to go from here: it is done; null: it is not.</summary>
    public string? NextUrl { get; init; }
}
