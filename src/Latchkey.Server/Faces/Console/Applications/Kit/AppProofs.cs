using Latchkey.Protocol;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>How an app proves who it is, as people call it.</summary>
internal static class AppProofs
{
    public static string Name(ConsoleTexts words, string method) => method switch
    {
        ClientAuthMethod.None => words.ProofNone,
        ClientAuthMethod.Basic => words.ProofBasic,
        ClientAuthMethod.Post => words.ProofPost,
        ClientAuthMethod.SecretJwt => words.ProofSecretJwt,
        _ => words.ProofPrivateKey,
    };

    /// <summary>A service is nobody's but its own, so it is never without.</summary>
    public static IReadOnlyList<FormOption> Options(ConsoleTexts words, string type) =>
    [
        .. type == AppTypes.Service ? [] : (FormOption[])[new(ClientAuthMethod.None, words.ProofNone, words.ProofNoneMeans)],
        new(ClientAuthMethod.Basic, words.ProofBasic, words.ProofBasicMeans), new(ClientAuthMethod.Post, words.ProofPost, words.ProofPostMeans),
        new(ClientAuthMethod.PrivateKeyJwt, words.ProofPrivateKey, words.ProofPrivateKeyMeans),
        new(ClientAuthMethod.SecretJwt, words.ProofSecretJwt, words.ProofSecretJwtMeans),
    ];
}
