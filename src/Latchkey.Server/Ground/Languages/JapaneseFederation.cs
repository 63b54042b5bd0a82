namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "{0} でサインイン",
        Failed = "相手のプロバイダーからの応答を利用できませんでした。もう一度お試しいただくか、別の方法でサインインしてください。",
        Refused = "相手側でサインインされませんでした。もう一度お試しいただくか、別の方法でサインインしてください。",
        Unknown = "そのアカウントに対応するアカウントはここにはありません。別の方法でサインインするか、管理者にお問い合わせください。",
        Away = "相手のプロバイダーに現在接続できません。もう一度お試しいただくか、別の方法でサインインしてください。",
    };
}
