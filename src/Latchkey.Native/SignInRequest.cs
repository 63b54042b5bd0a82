using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>What one sign-in asks for beyond the <see cref="LatchkeyOptions"/>. OpenID Connect Core §3.1.2.1.</summary>
public sealed class SignInRequest
{
    /// <summary>The name to offer on the sign-in page (<c>login_hint</c>).</summary>
    public string? LoginHint { get; set; }

    /// <summary>How the person is asked: one of <see cref="Prompts"/>, or several with spaces between. Without it the provider decides.</summary>
    public string? Prompt { get; set; }

    /// <summary>How long ago the person may have proved themselves at most (<c>max_age</c>); checked against the <c>auth_time</c> of the answer.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>The assurance wanted, best first (<c>acr_values</c>).</summary>
    public IList<string> AcrValues { get; set; } = [];

    /// <summary>Scopes instead of <see cref="LatchkeyOptions.Scopes"/>.</summary>
    public IList<string>? Scopes { get; set; }

    /// <summary>Words of your own kept with the credential, to find it again: see <see cref="LatchkeyClient.GetSessionsAsync"/>.</summary>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>();

    /// <summary>More parameters for the authorization request, such as <c>idp</c> or <c>ui_locales</c>. Those the SDK sets itself cannot be replaced.</summary>
    public IDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Asks the person to show that they are there (<see cref="LatchkeyOptions.UserPresence"/>) before this session's tokens are used, and
    /// again when the last time is this long ago; zero asks each time. Null, the default, never asks. Kept with the credential.
    /// </summary>
    public TimeSpan? ConfirmPresenceEvery { get; set; }

    /// <summary>
    /// Whether this session's tokens stand behind the device's unlock. Null, the default: when <see cref="LatchkeyOptions.Unlock"/> is set. True fails
    /// before the browser opens where the device cannot; an <see cref="Ephemeral"/> session never has an unlock.
    /// </summary>
    public bool? BehindUnlock { get; set; }

    /// <summary>The APIs the tokens are for (<c>resource</c>). RFC 8707 §2.</summary>
    public IList<Uri> Resources { get; set; } = [];

    /// <summary>
    /// A sign-in that leaves nothing behind: the session lives in the memory of this process only, and the browser's page is private where
    /// <see cref="LatchkeyOptions.Browser"/> is an <see cref="IPrivateBrowser"/>, or an <see cref="IWebSession"/> that can. Another browser is told to ask
    /// in any case
    /// (<c>prompt=login</c>) but keeps its own session at the provider: end it with <see cref="SignOutReach.AppAndBrowser"/>.
    /// </summary>
    public bool Ephemeral { get; set; }

    /// <summary>Whether the new session becomes the one <see cref="LatchkeyClient.GetSessionAsync(CancellationToken)"/> returns. The default is yes.</summary>
    public bool MakeDefault { get; set; } = true;

    internal long? PresenceSeconds => ConfirmPresenceEvery is { } window ? (long)window.TotalSeconds : null;

    /// <summary>A copy that fits the provider and the browser.</summary>
    internal SignInRequest Checked(ProviderMetadata metadata, ISystemBrowser browser)
    {
        var prompt = Ephemeral && Prompt is null && browser is not (IPrivateBrowser or IWebSession { CanBePrivate: true }) ? Prompts.Login : Prompt;
        foreach (var value in prompt?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (metadata.Prompts is { Count: > 0 } known && !known.Contains(value))
                throw SignInException.Misconfigured($"The provider does not offer prompt={value}; its prompt_values_supported are {string.Join(", ", known)}.");
        return With(prompt);
    }

    /// <summary>A copy that asks otherwise.</summary>
    internal SignInRequest With(string? prompt)
    {
        var copy = new SignInRequest
        {
            LoginHint = LoginHint, Prompt = prompt, MaxAge = MaxAge, AcrValues = [.. AcrValues], Scopes = Scopes is null ? null : [.. Scopes],
            Resources = [.. Resources],
            ConfirmPresenceEvery = ConfirmPresenceEvery, Ephemeral = Ephemeral, MakeDefault = MakeDefault, BehindUnlock = BehindUnlock,
        };
        foreach (var (name, value) in Tags) copy.Tags[name] = value;
        foreach (var (name, value) in Parameters) copy.Parameters[name] = value;
        return copy;
    }
}
