using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>What to make. Contract §3.1.</summary>
public sealed record NewApp(string Label, AppSettings Settings, NewAppCredentials? Credentials)
{
    public string SignOnMode { get; } = App.OidcSignOnMode;
}
