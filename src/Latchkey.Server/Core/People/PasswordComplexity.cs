using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.People;

/// <summary>What a new password must be like, as programs are told it that ask for one. Contract §3.5, §4.</summary>
internal static class PasswordComplexity
{
    public static JsonObject Of(PasswordSettings settings) => new()
    {
        ["minLength"] = settings.MinLength, ["minLowerCase"] = settings.MinLower, ["minUpperCase"] = settings.MinUpper, ["minNumber"] = settings.MinNumber,
        ["minSymbol"] = settings.MinSymbol, ["excludeUsername"] = settings.ExcludeLogin, ["excludeAttributes"] = ApiJson.List(settings.ExcludedAttributes),
    };
}
