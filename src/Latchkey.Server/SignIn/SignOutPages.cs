using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>Asks before a session ends that no app has proved to own. RP-Initiated Logout §2.</summary>
public sealed record ConfirmSignOutPage : PageModel<ConfirmSignOutView>
{
    /// <summary>Where the answer is posted, with these fields beside it.</summary>
    public required string Action { get; init; }
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    /// <summary>What the signed-in person is called.</summary>
    public required string PersonName { get; init; }
}

/// <summary>It is done. Apps that hear of it by the browser are told from here, in frames nobody sees. Front-Channel Logout 1.0 §2.</summary>
public sealed record SignedOutPage : PageModel<SignedOutView>
{
    public IReadOnlyList<string> Frames { get; init; } = [];
    /// <summary>Where the person goes on to, as soon as the apps have been told, or without waiting for them any longer; and whose it is.</summary>
    public string? Url { get; init; }
    public string? AppLabel { get; init; }
}
