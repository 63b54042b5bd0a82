using System.Text.Json;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// One of an app's secrets: two while one replaces the other. Contract §3.1, <c>/credentials/secrets</c>. Stored sealed, all of an app's together.
/// </summary>
public sealed record AppSecret(string Id, string Value, bool Active, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public const int Most = 2;

    /// <summary>A fresh one, in use from now on.</summary>
    public static AppSecret New(Secret value, DateTimeOffset now) => new(Ids.New(Ids.AppSecret), value.Value, true, now, now);

    public static IReadOnlyList<AppSecret> Read(string json) => JsonSerializer.Deserialize<AppSecret[]>(json)!;

    public static string Write(IReadOnlyList<AppSecret> secrets) => JsonSerializer.Serialize(secrets);

    public override string ToString() => $"secret {Id}";
}
