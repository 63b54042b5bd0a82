using System.Net;
using Latchkey.Protocol;

namespace Latchkey.Cli.Settings;

/// <summary>The address of an org: https, except on this machine.</summary>
public static class OrgUrl
{
    public static Uri Parse(string text)
    {
        if (text.Contains('{') || text.Contains('}'))
            throw new CommandException("The org URL still has a placeholder in braces: put the address of your own org there.");
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host == "")
            throw new CommandException("The org URL is not an address such as https://id.example.com.");
        if (url.UserInfo != "" || url.AbsolutePath != "/" || url.Query != "" || url.Fragment != "")
            throw new CommandException(
                "Give the org URL alone, without anything behind the host: "
                    + $"{url.GetLeftPart(UriPartial.Authority).Replace(url.UserInfo + "@", "", StringComparison.Ordinal)}");
        if (url.Host.EndsWith(".com.com", StringComparison.OrdinalIgnoreCase))
            throw new CommandException($"The org URL ends in \".com.com\", which looks like a slip: {url.Host}");
        if (url.Host.Split('.')[0].EndsWith("-admin", StringComparison.OrdinalIgnoreCase))
            throw new CommandException($"{url.Host} is the address of the admin console: leave \"-admin\" out to get the org URL.");
        if (url.Scheme == "http" && !IsThisMachine(url.Host))
            throw new CommandException(
                $"The org URL must start with https://, or your API token could be read on the way to {url.Host}. (http is for this machine: localhost, "
                    + "*.localhost, 127.0.0.1, [::1].)");
        return new Uri(url.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>As it is written down, compared and printed: no slash at the end.</summary>
    public static string Text(this Uri org) => org.GetLeftPart(UriPartial.Authority);

    public static bool IsThisMachine(string host) =>
        Localhost.IsName(host) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
