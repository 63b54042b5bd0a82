using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record NewUser(UserProfile Profile, NewUserCredentials? Credentials);
