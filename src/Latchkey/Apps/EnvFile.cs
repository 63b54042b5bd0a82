using System.Buffers;
using System.Text.RegularExpressions;
using Latchkey.Cli.Files;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Cli.Apps;

/// <summary>
/// A file of <c>export NAME="value"</c> lines with an app's credentials. It keeps the name and the variables of the Okta CLI,
/// because the samples read them. Contract §5.5.
/// </summary>
public sealed partial class EnvFile(string path)
{
    public const string DefaultName = ".okta.env";

    private const string IssuerKey = "OKTA_OAUTH2_ISSUER";
    private const string ClientIdKey = "OKTA_OAUTH2_CLIENT_ID";
    private const string ClientSecretKey = "OKTA_OAUTH2_CLIENT_SECRET";

    private static readonly SearchValues<char> ShellSigns = SearchValues.Create("\"$`\\\r\n");

    private readonly List<string> lines = File.Exists(path) ? FileFaults.Read<List<string>>("--config-file", path, () => [.. File.ReadAllLines(path)]) : [];

    public string FullPath { get; } = Path.GetFullPath(path);

    public string? Issuer => Value(IssuerKey);

    /// <summary>Null when there is none, or a placeholder in braces.</summary>
    public string? ClientId => Value(ClientIdKey) is { Length: > 0 } id && !id.Contains('{') ? id : null;

    /// <summary>Before an app is made whose secret would have no place.</summary>
    public void RequireWritable()
    {
        FileFaults.Folder("--config-file", Path.GetDirectoryName(FullPath)!, () => Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!));
        FileFaults.RequireWritable("--config-file", FullPath);
    }

    /// <summary>Known names keep their place in the file; new ones go to the end. Other lines stay.</summary>
    public void Write(string issuer, string clientId, string? clientSecret)
    {
        Set(IssuerKey, issuer);
        Set(ClientIdKey, clientId);
        if (clientSecret is not null) Set(ClientSecretKey, clientSecret);
        PrivateFile.Write(FullPath, string.Concat(lines.Select(line => line + "\n")), overwrite: true);
    }

    private string? Value(string name) =>
        lines.Select(line => Export().Match(line)).LastOrDefault(line => line.Groups["name"].Value == name)?.Groups["value"].Value;

    private void Set(string name, string value)
    {
        // The file is run by a shell, and the values come from a server.
        if (value.AsSpan().ContainsAny(ShellSigns))
            throw new CommandException($"The server's value for {name} has signs a shell would act on, so it was not written to {FullPath}.");
        var text = $"export {name}=\"{value}\"";
        var place = lines.FindLastIndex(line => Export().Match(line).Groups["name"].Value == name);
        if (place < 0) lines.Add(text);
        else lines[place] = text;
    }

    [GeneratedRegex("""^\s*(export\s+)?(?<name>\w+)\s*=\s*(?<quote>["']?)(?<value>.*?)\k<quote>\s*$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Export();
}
