namespace Latchkey.Server.Ground.Mail;

/// <summary>
/// Whom the configured relay can reach, as far as it has said: asked when an address is taken, so that nobody waits for a mail that cannot come.
/// </summary>
internal sealed class MailReach
{
    private volatile Answer? takesUtf8;

    /// <summary>The relay has said what it can do.</summary>
    public void Learn(bool utf8) => takesUtf8 = new(utf8);

    /// <summary>Why an address that is one cannot be mailed to from here; null where it can, or nobody knows yet.</summary>
    public string? Problem(string address) => takesUtf8 is { Utf8: false } && EmailAddress.NeedsUtf8(address)
        ? "the mail server of this organization cannot deliver to letters beyond a to z before the @; use another address" : null;

    private sealed record Answer(bool Utf8);
}
