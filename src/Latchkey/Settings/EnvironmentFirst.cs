namespace Latchkey.Cli.Settings;

/// <summary>Says it when variables set in the shell will hide what was just written.</summary>
public static class EnvironmentFirst
{
    public static void Warn(Terminal terminal, Uri org)
    {
        foreach (var prefix in (string[])["LATCHKEY", "OKTA"])
            if (OrgSettings.FromEnvironment(prefix).OrgUrl is { } other && other.TrimEnd('/') != org.Text())
                terminal.Warn($"{prefix}_CLIENT_ORGURL is set to {other} and goes before the file: unset it to use {org.Text()}.");
    }
}
