namespace Latchkey.Native;

/// <summary>Values of <see cref="SignInRequest.Prompt"/>. OpenID Connect Core §3.1.2.1, Initiating User Registration 1.0.</summary>
public static class Prompts
{
    /// <summary>Never ask: see <see cref="LatchkeyClient.TrySilentSignInAsync"/>.</summary>
    public const string None = "none";

    /// <summary>Ask for the password or passkey again, even when the browser has a session.</summary>
    public const string Login = "login";

    /// <summary>Ask for consent again.</summary>
    public const string Consent = "consent";

    /// <summary>Let the person choose among the accounts of the browser.</summary>
    public const string SelectAccount = "select_account";

    /// <summary>Begin with the page that makes a new account.</summary>
    public const string Create = "create";
}
