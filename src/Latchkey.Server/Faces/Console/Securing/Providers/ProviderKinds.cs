using Latchkey.Server.Core.Federation;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>Kinds of identity providers in words.</summary>
internal static class ProviderKinds
{
    public static string NameOf(string type, ProviderTexts said) => type switch
    {
        ProviderType.Apple => "Apple",
        ProviderType.Google => "Google",
        ProviderType.Microsoft => "Microsoft Entra ID",
        ProviderType.Org => said.OtherOrg,
        _ => said.OtherOpenId,
    };

    public static IReadOnlyList<FormOption> Options(ProviderTexts said) =>
    [
        .. ((string[])[ProviderType.Google, ProviderType.Microsoft, ProviderType.Apple, ProviderType.Org, ProviderType.OpenId])
            .Select(type => new FormOption(type, NameOf(type, said))),
    ];
}
