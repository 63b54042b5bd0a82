namespace Latchkey.Cli.Settings;

/// <summary>What one place (a file, a pair of environment variables) says about the org to talk to.</summary>
public sealed record OrgSettings(string? OrgUrl, string? Token, string Place)
{
    public static OrgSettings FromEnvironment(string prefix) =>
        new(Variable($"{prefix}_CLIENT_ORGURL"), Variable($"{prefix}_CLIENT_TOKEN"), $"{prefix}_CLIENT_ORGURL and {prefix}_CLIENT_TOKEN");

    public override string ToString() => $"{OrgUrl} from {Place}";      // never the token

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
