using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Apps;

/// <summary>Which authorization server's issuer an app is told. Contract §5.5, prompt 6.</summary>
public static class AuthorizationServerChoice
{
    private const string BuiltIn = "default";

    public static Option<string?> Option() =>
        new("--authorization-server-id") { Description = "The authorization server (issuer) the app gets its tokens from." };

    public static async Task<AuthorizationServer> Pick(ManagementApi api, Terminal terminal, string? id, CancellationToken ct)
    {
        var servers = await api.AuthorizationServers(ct);
        if (!string.IsNullOrEmpty(id))
            return servers.Find(server => server.Id == id)
                ?? throw new CommandException($"The authorization-server-id specified was not found{Known(servers)}");

        return servers switch
        {
            [] => throw new CommandException("No custom authorization servers were found in this Latchkey org, create one in the admin console and try again"),
            [var only] => only,
            _ => servers.Find(server => server.Id == BuiltIn) ?? Ask(terminal, servers),
        };
    }

    private static AuthorizationServer Ask(Terminal terminal, List<AuthorizationServer> servers) => terminal.Ask.Choose(
        "Your Latchkey organization has multiple Authorization Servers (Issuer), please select one:",
        [.. servers.Select(server => ($"{server.Name} - {server.Issuer}", server))],
        fallback: 0,
        "Give it with --authorization-server-id.");

    private static string Known(List<AuthorizationServer> servers) =>
        servers.Count == 0 ? "" : $"\nThis org has: {string.Join(", ", servers.Select(server => server.Id))}";
}
