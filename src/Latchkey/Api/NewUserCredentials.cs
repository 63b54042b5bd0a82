using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record NewUserCredentials(NewPassword Password);
