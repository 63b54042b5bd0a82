using Latchkey.Cli.Api;

namespace Latchkey.Cli.Apps;

/// <summary>An app and what it signs in with.</summary>
public sealed record OidcApp(App App, ClientCredentials Credentials);
