using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record NewAppCredentials(NewAppClient OauthClient);
