namespace Latchkey.Server.Ground.Languages;

internal static class KoreanFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "{0}(으)로 로그인",
        Failed = "다른 제공자의 응답을 사용할 수 없습니다. 다시 시도하거나 다른 방법으로 로그인하세요.",
        Refused = "그곳에서 로그인되지 않았습니다. 다시 시도하거나 다른 방법으로 로그인하세요.",
        Unknown = "그 계정에 해당하는 계정이 여기에 없습니다. 다른 방법으로 로그인하거나 관리자에게 문의하세요.",
        Away = "지금은 다른 제공자에 연결할 수 없습니다. 다시 시도하거나 다른 방법으로 로그인하세요.",
    };
}
