using Latchkey.Native.OpenId;

namespace Latchkey.Native;

/// <summary>How a sign-in stands in the app's own pages: what can be done now, and what there is to tell.</summary>
public sealed class IdxStep
{
    internal IdxStep()
    {
    }

    /// <summary>What can be done now. Empty when it is over, or when all there is left is what <see cref="Messages"/> tell.</summary>
    public IReadOnlyList<IdxRemediation> Remediations { get; internal init; } = [];

    /// <summary>What there is to tell: why the step before was refused, most often.</summary>
    public IReadOnlyList<IdxMessage> Messages { get; internal init; } = [];

    /// <summary>The authenticator that is asked for now, or is being set up.</summary>
    public IdxAuthenticator? CurrentAuthenticator { get; internal init; }

    /// <summary>Whose sign-in it is, as they are called at the provider; null until somebody has said so.</summary>
    public string? Identifier { get; internal init; }

    /// <summary>What it is about: <c>LOGIN</c>, or another of Okta's words, such as <c>CREDENTIAL_RESET</c>.</summary>
    public string? Intent { get; internal init; }

    /// <summary>When it is given up, on the provider's clock.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>Sends another code; null where none is sent.</summary>
    public IdxRemediation? Resend => CurrentAuthenticator?.Resend;

    /// <summary>The password is forgotten; null where it cannot be got again.</summary>
    public IdxRemediation? Recover => CurrentAuthenticator?.Recover;

    /// <summary>Whether the person goes on elsewhere, by a link in a mail for example: <see cref="IdxSignIn.PollAsync"/> waits for that.</summary>
    public bool CanPoll => Poll is not null;

    /// <summary>Whether a passkey can be used or made now: <see cref="IdxSignIn.UsePasskeyAsync"/>.</summary>
    public bool CanUsePasskey => Passkey is not null;

    internal string? StateHandle { get; init; }

    internal string? InteractionCode { get; init; }

    internal IdxRemediation? Poll { get; init; }

    /// <summary>What a device is asked, whether it is to make a passkey, and where its answer goes.</summary>
    internal (string Options, bool IsNew, IdxRemediation Remediation)? Passkey { get; init; }

    /// <summary>What can be done by its name; null when it cannot be done now.</summary>
    /// <param name="remediation">Such as <see cref="IdxRemediations.Identify"/>.</param>
    public IdxRemediation? Find(string remediation) => Remediations.FirstOrDefault(one => one.Name == remediation);

    /// <summary>What can be chosen by the key of its authenticator; null when it cannot be chosen now.</summary>
    /// <param name="authenticatorKey">Such as <c>google_otp</c>.</param>
    public IdxOption? FindOption(string authenticatorKey) =>
        Remediations.SelectMany(one => one.Options).FirstOrDefault(option => option.Authenticator?.Key == authenticatorKey);

    /// <summary>Reads a document of <c>/idp/idx</c>, for tests and previews of an app's pages.</summary>
    /// <param name="document">The JSON.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Server"/> when it is none.</exception>
    public static IdxStep Parse(string document) => IdxDocument.Read(System.Text.Encoding.UTF8.GetBytes(document ?? ""));

    /// <summary>The same thing as another document's, in this one.</summary>
    internal IdxRemediation? Same(IdxRemediation other) =>
        Remediations.FirstOrDefault(one => one.Name == other.Name && one.Authenticator?.Key == other.Authenticator?.Key)
            ?? new[] { Resend, Recover, Poll }.FirstOrDefault(one => one?.Name == other.Name);

    /// <summary>Names of what can be done, and nothing of anybody.</summary>
    public override string ToString() => string.Join(", ", Remediations);
}
