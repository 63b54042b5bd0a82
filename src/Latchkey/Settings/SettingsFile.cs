using System.Globalization;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Latchkey.Cli.Settings;

/// <summary>A yaml file in the person's home with <c>{root}: client: {orgUrl, token}</c>; only its owner can read it.</summary>
public sealed class SettingsFile(string folder, string root)
{
    private const string OrgUrlKey = "orgUrl";
    private const string TokenKey = "token";

    /// <summary>The file this program writes.</summary>
    public static SettingsFile OfLatchkey { get; } = new(".latchkey", "latchkey");

    /// <summary>The file of the Okta CLI and SDKs, which we only read.</summary>
    public static SettingsFile OfOkta { get; } = new(".okta", "okta");

    public string FullPath { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), folder, $"{root}.yaml");

    public OrgSettings Read()
    {
        try
        {
            if (!File.Exists(FullPath)) return new OrgSettings(null, null, FullPath);
            using var reader = File.OpenText(FullPath);
            var yaml = new YamlStream();
            yaml.Load(reader);
            var client = yaml.Documents.Count == 0 ? null : Child(Child(yaml.Documents[0].RootNode, root), "client");
            return new OrgSettings(Scalar(client, OrgUrlKey), Scalar(client, TokenKey), FullPath);
        }
        catch (YamlException error)
        {
            throw new CommandException($"{FullPath} is not valid YAML (line {error.Start.Line}): correct it, or move it away and run \"latchkey login\".",
                error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new CommandException($"{FullPath} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>When there is an org in the file already: asks, and keeps a copy of what will be overwritten.</summary>
    public bool MayOverwrite(Terminal terminal, TimeProvider clock)
    {
        if (Read().OrgUrl is not { } existing) return true;
        terminal.Say($"An existing Latchkey organization ({existing}) was found in {FullPath}");
        if (!terminal.Ask.Confirm("Overwrite configuration file?", fallback: true, $"Move {FullPath} away, or answer without --batch.")) return false;
        terminal.Say($"Configuration file backed: {Backup(clock)}");
        return true;
    }

    public void Write(Uri org, string token)
    {
        var client = new YamlMappingNode { { OrgUrlKey, org.Text() }, { TokenKey, token } };
        var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(new YamlMappingNode { { root, new YamlMappingNode { { "client", client } } } })).Save(text, assignAnchors: false);

        var directory = Path.GetDirectoryName(FullPath)!;
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PrivateFile.Write(FullPath, text.ToString().Replace("...\n", "", StringComparison.Ordinal), overwrite: true);
    }

    private string Backup(TimeProvider clock)
    {
        var stamped = $"{FullPath}.{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture)}";
        var free = stamped;
        for (var copy = 2; File.Exists(free); copy++) free = $"{stamped}-{copy}";       // two changes in one minute keep both
        PrivateFile.Write(free, File.ReadAllText(FullPath));
        return free;
    }

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Scalar(YamlNode? node, string key) =>
        Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;
}
