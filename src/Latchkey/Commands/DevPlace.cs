using System.Net;
using System.Net.Sockets;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Ground.Development;

namespace Latchkey.Cli.Commands;

/// <summary>
/// Where a development server is found: by this machine alone, by the network it is in, or at the far end of a tunnel. One address, one issuer.
/// </summary>
/// <param name="Host">What it is called where it is not called from outside.</param>
/// <param name="Listen">Where it listens beside the loopback addresses.</param>
/// <param name="IsTls">Whether it speaks https itself.</param>
/// <param name="Outside">The address of a tunnel or an emulator that leads here.</param>
internal sealed record DevPlace(string Host, IReadOnlyList<IPAddress> Listen, bool IsTls, Uri? Outside)
{
    private const string ThisMachine = "localhost";

    /// <summary>Strangers can come: mail is behind a secret and nobody registers anything unasked.</summary>
    public bool IsShared => Outside is not null || IsOnTheNetwork;

    public bool IsOnTheNetwork => Host != ThisMachine;

    /// <summary>A tunnel's near end is on this machine, and what it says of the far one counts.</summary>
    public IReadOnlyList<string> TrustedProxies => Outside is null ? [] : [IPAddress.Loopback.ToString(), IPAddress.IPv6Loopback.ToString()];

    public IReadOnlyList<string> CertificateNames => [Host];

    public Uri BaseUrl(int port) => Outside ?? new UriBuilder(IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Host, port).Uri;

    /// <param name="isLan">--lan was given.</param>
    /// <param name="lan">With this address or name of this machine.</param>
    /// <param name="url">--url.</param>
    /// <param name="https">--https.</param>
    public static DevPlace Of(bool isLan, string? lan, string? url, bool https) => (isLan, url) switch
    {
        (true, not null) => throw Usage("--lan is for a phone in the same network, --url for one that comes through a tunnel: give one of them."),
        (true, null) => OnTheNetwork(lan),
        (false, not null) => new(ThisMachine, [], https, Address(url)),
        _ => new(ThisMachine, [], https, null),
    };

    private static DevPlace OnTheNetwork(string? lan)
    {
        var here = LanAddresses.Find();
        if (lan is null)
        {
            var address = here.Count > 0 ? here[0] : throw Networkless();
            return new(address.ToString(), [address], IsTls: true, null);
        }
        if (IPAddress.TryParse(lan.Trim('[', ']'), out var given))
            return given.AddressFamily == AddressFamily.InterNetwork ? new(given.ToString(), [given], IsTls: true, null)
                : throw Usage(
                    $"--lan {lan}: an address of IPv6 is no name to give to people. Take this machine's address of "
                        + $"IPv4{(here.Count > 0 ? $", {here[0]}" : "")}, or its name.");
        if (Uri.CheckHostName(lan) != UriHostNameType.Dns)
            throw Usage($"--lan {lan} is neither an address nor a name of this machine. Leave it out, and Latchkey finds the address.");
        if (here.Count == 0) throw Networkless();
        // Its own name often leads a machine to itself; who else asks for it gets an address of the network.
        return new(lan.TrimEnd('.').ToLowerInvariant(), here, IsTls: true, null);
    }

    /// <summary>https, but for what stays on this machine.</summary>
    private static Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw Usage($"--url {text} is not an address such as https://phone-test.example.com.");
        if (url.HostNameType == UriHostNameType.IPv6)
            throw Usage($"--url {text}: an address of IPv6 is no name to give to people. Give the name that leads here.");
        if (url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            throw Usage($"--url {text} has more than a host in it. Give that alone, e.g. "
                + $"{url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}.");
        if (url.Scheme == Uri.UriSchemeHttp && !Protocol.Localhost.IsThisMachine(url) && !EmulatorNames.All.Contains(url.Host))
            throw Usage($"--url {text} is not https: whoever is on the way could read passwords and tokens. Plain http is for what stays on this machine: "
                + $"localhost, 127.0.0.1, and {string.Join(" and ", EmulatorNames.All)}, as an emulator and a container call it.");
        return url;
    }

    private static CommandException Networkless() =>
        new("--lan: this machine is in no network. Connect it, or name its address: --lan 192.168.1.20. (Android over USB needs none: adb reverse "
            + "tcp:8080 tcp:8080.)");

    private static CommandException Usage(string message) => new(message) { ExitCode = ExitCode.Usage };
}
