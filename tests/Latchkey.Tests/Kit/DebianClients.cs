namespace Latchkey.Tests.Kit;

/// <summary>tests/debian: clients that Debian packages, driven by Debian's own Python. test.sh installs them.</summary>
public static class DebianClients
{
    private const string Python = "/usr/bin/python3";

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "debian");

    /// <summary>Runs a script against a server.</summary>
    public static Task<Ran> Run(string script, DevServer server) => OtherProgram.Run(Python, [script], Folder, "apt-get install libapache2-mod-auth-openidc oidc-agent-cli python3-authlib python3-requests",
        ("LATCHKEY_DEV", server.FactsPath), ("LATCHKEY_AUTHORITY", File.Exists(server.AuthorityPath) ? server.AuthorityPath : ""), ("PYTHONDONTWRITEBYTECODE", "1"));
}
