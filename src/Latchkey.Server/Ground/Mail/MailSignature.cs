using System.Security.Cryptography;
using Latchkey.Server.Ground.Web;
using MimeKit;
using MimeKit.Cryptography;

namespace Latchkey.Server.Ground.Mail;

/// <summary>Signs outgoing mail for a domain, so that its recipients can tell it from anybody's. RFC 6376, with the keys of RFC 8301.</summary>
internal sealed class MailSignature
{
    /// <summary>RFC 8301 §3.2: signers must use 1024 bits at least, and should use 2048.</summary>
    private const int LeastBits = 1024;

    /// <summary>What a mail says about itself, and no more: what relays add or rewrite on the way breaks no signature.</summary>
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.AutoSubmitted,
    ];

    private readonly DkimSigner signer;

    private MailSignature(DkimSigner signer) => this.signer = signer;

    /// <exception cref="FormatException">What is wrong with the settings, and what to do about it; never the key.</exception>
    public static MailSignature Of(DkimSettings settings, MailboxAddress sender, TimeProvider clock)
    {
        if (EmailAddress.Parts($"x@{settings.Selector}.example") is null)
            throw new FormatException($"'{settings.Selector}' is no DKIM selector: letters, digits and hyphens, as in SELECTOR._domainkey.example.com.");
        var from = EmailAddress.Parts(sender.Address)!.Value.Domain;
        var domain = settings.Domain is null ? from : EmailAddress.Parts("x@" + settings.Domain)?.Domain
            ?? throw new FormatException($"'{settings.Domain}' is no domain to sign mail for.");
        // RFC 7489 §3.1.1: a signature of somebody else's counts for nothing.
        if (from != domain && !from.EndsWith("." + domain, StringComparison.Ordinal))
            throw new FormatException(
                $"Mail comes from {from}, so a DKIM signature of {domain} would count for nothing. Sign for {from}, or for a domain above it.");
        CheckKey(settings.KeyFile);
        return new(new Signer(settings.KeyFile, domain, settings.Selector, clock)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        });
    }

    /// <summary>The last thing that happens to a mail before it is handed over.</summary>
    public void Sign(MimeMessage message, FormatOptions format)
    {
        message.Prepare(EncodingConstraint.SevenBit);      // no relay has a reason to write it otherwise
        // As they are now they stay, also for a relay that would take them in UTF-8.
        foreach (var header in message.Headers) header.SetRawValue(header.RawValue);
        signer.Sign(format, message, Signed);
    }

    private static void CheckKey(string file)
    {
        if (!File.Exists(file)) throw new FormatException($"There is no file {file} with the DKIM key.");
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(file));
            rsa.ExportParameters(includePrivateParameters: true).D.AsSpan().Clear();
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            throw new FormatException($"{file} holds no private RSA key in PEM. `openssl genrsa -out {Path.GetFileName(file)} 2048` makes one.");
        }
        if (rsa.KeySize < LeastBits)
            throw new FormatException($"The DKIM key in {file} has {rsa.KeySize} bits; nobody believes one of fewer than {LeastBits}. Make one of 2048.");
    }

    private sealed class Signer(string file, string domain, string selector, TimeProvider clock) : DkimSigner(file, domain, selector)
    {
        protected override long GetTimestamp() => clock.Seconds;
    }
}
