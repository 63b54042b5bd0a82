using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>Grant types as boxes to tick: those that most apps need, and the advanced ones.</summary>
internal static class AppGrants
{
    public const string Field = "grant_types";

    /// <summary>One box each.</summary>
    public const string Prefix = Field + ".";

    private static readonly string[] Core = [GrantType.AuthorizationCode, GrantType.RefreshToken, GrantType.ClientCredentials];

    public static IReadOnlyList<string> Ordinary(string type) => [.. GrantKind.Of(type).Where(grant => IsOrdinary(grant, type))];

    public static IReadOnlyList<string> Advanced(string type) => [.. GrantKind.Of(type).Where(grant => !IsOrdinary(grant, type))];

    public static string Name(string grant) => grant switch
    {
        GrantType.AuthorizationCode => "Authorization Code",
        GrantType.InteractionCode => "Interaction Code",
        GrantType.RefreshToken => "Refresh Token",
        GrantType.ClientCredentials => "Client Credentials",
        GrantType.Implicit => "Implicit (hybrid)",
        GrantType.Password => "Resource Owner Password",
        GrantType.DeviceCode => "Device Authorization",
        GrantType.TokenExchange => "Token Exchange",
        GrantType.JwtBearer => "JWT Bearer",
        GrantType.Ciba => "Client-initiated backchannel authentication (CIBA)",
        _ => grant,
    };

    public static string? Means(ConsoleTexts words, string grant) => grant switch
    {
        GrantType.AuthorizationCode => words.AuthorizationCodeMeans,
        GrantType.RefreshToken => words.RefreshTokenMeans,
        GrantType.ClientCredentials => words.ClientCredentialsMeans,
        GrantType.Implicit => words.ImplicitMeans,
        GrantType.Password => words.PasswordMeans,
        GrantType.DeviceCode => words.DeviceMeans,
        GrantType.TokenExchange => words.TokenExchangeMeans,
        GrantType.JwtBearer => words.JwtBearerMeans,
        GrantType.Ciba => words.CibaMeans,
        _ => null,
    };

    public static IReadOnlyList<string> Ticked(FormState form) => form.Under(Prefix);

    private static bool IsOrdinary(string grant, string type) => Core.Contains(grant) && !(type == AppTypes.Web && grant == GrantType.ClientCredentials);
}
