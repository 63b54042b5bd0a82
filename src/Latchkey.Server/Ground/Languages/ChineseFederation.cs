namespace Latchkey.Server.Ground.Languages;

internal static class ChineseFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "使用 {0} 登录",
        Failed = "无法使用另一方返回的结果。请重试，或换一种方式登录。",
        Refused = "您未能在那里登录。请重试，或换一种方式登录。",
        Unknown = "此处没有与该账户对应的账户。请换一种方式登录，或咨询您的管理员。",
        Away = "目前无法连接到另一方。请重试，或换一种方式登录。",
    };
}
