using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Cli.Commands;

/// <summary>What a development server says about phones when it starts.</summary>
internal sealed class PhoneAdvice(DevFacts facts, DevPlace place, int port, DevCertificate? certificate)
{
    public void Tell()
    {
        if (certificate is not null) TellOfTheAuthority(certificate.Authority, certificate.IsNew);
        if (place.IsOnTheNetwork) Picture($"Scan this with the phone, compare the fingerprint, install:  {CertificateUrl}", CertificateUrl);
        else if (place.Outside is { } outside) TellOfTheTunnel(outside);
        else Console.WriteLine($"""

              A phone     Android, by USB or in an emulator:  adb reverse tcp:{port} tcp:{port}   and {facts.OrgUrl} is this server there too.
                          Any phone in this network:  latchkey dev --lan   Through a tunnel:  latchkey dev --url https://...
            """);
    }

    private string CertificateUrl => facts.OrgUrl + CertificateEndpoint.Path;

    private void TellOfTheAuthority(DevAuthority authority, bool isNew)
    {
        Console.WriteLine($"""

              Authority   {authority.CommonName}{(isNew ? "   (new: a phone has to trust it, whatever it trusted before)" : "")}
              SHA-256     {authority.Fingerprint}
              Vouches for {string.Join(", ", authority.Names)}   until {authority.Until.UtcDateTime:yyyy-MM-dd}
            """);
        if (!place.IsOnTheNetwork) Console.WriteLine($"  Trust it    {CertificateUrl}");
    }

    private void TellOfTheTunnel(Uri outside)
    {
        if (EmulatorNames.All.Contains(outside.Host))
        {
            Console.WriteLine($"""

                  {outside.Host} is this machine inside an emulator or a container, and the issuer is there for nobody else. One issuer for all of them:
                  latchkey dev, and   adb reverse tcp:{port} tcp:{port}
                """);
            return;
        }
        Picture($"The tunnel has to lead to {(place.IsTls ? "https" : "http")}://localhost:{port} and pass the host on. Scan this with the phone:  "
            + $"{facts.OrgUrl}", facts.OrgUrl);
    }

    /// <summary>White on black whatever the terminal's colours are; in a file it is only signs.</summary>
    private static void Picture(string about, string address)
    {
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = System.Text.Encoding.UTF8;        // its terminals have other signs otherwise
        Console.WriteLine($"\n  {about}\n");
        var (start, end) = Console.IsOutputRedirected ? ("", "") : ("\e[97;40m", "\e[0m");
        foreach (var line in QrCode.Lines(address)) Console.WriteLine($"  {start}{line}{end}");
    }
}
