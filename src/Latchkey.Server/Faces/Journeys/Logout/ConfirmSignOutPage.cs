using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>Asks before a session ends that no app has proved to own. RP-Initiated Logout §2.</summary>
public sealed record ConfirmSignOutPage : PageModel<ConfirmSignOutView>
{
    /// <summary>Where the answer is posted, with these fields beside it.</summary>
    public required string Action { get; init; }
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    /// <summary>What the signed-in person is called.</summary>
    public required string PersonName { get; init; }
}
