namespace Latchkey.Native;

/// <summary>What one sign-in asks for beyond the <see cref="LatchkeyOptions"/>. OpenID Connect Core §3.1.2.1.</summary>
public sealed class SignInRequest
{
    /// <summary>The name to offer on the sign-in page (<c>login_hint</c>).</summary>
    public string? LoginHint { get; set; }

    /// <summary><c>login</c> to ask again even when the browser has a session, <c>none</c> to never ask, <c>consent</c> to ask for consent.</summary>
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

    /// <summary>Whether the new session becomes the one <see cref="LatchkeyClient.GetSessionAsync(CancellationToken)"/> returns. The default is yes.</summary>
    public bool MakeDefault { get; set; } = true;
}
