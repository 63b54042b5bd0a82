namespace Latchkey.Server.Ground.Languages;

internal static class ChineseProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "身份提供方",
        Lead = "您的人员还可以在哪里登录：每一个都是登录页面上的一个按钮。",
        Add = "添加身份提供方",
        None = "没有身份提供方",
        NoneMeans = "人员使用此处已有的方式登录。可添加 Google、Apple、Entra、另一个 Latchkey 或任何 OpenID 提供方。",
        Kind = "类型",
        NameHint = "按钮上会显示此名称。",
        Callback = "它们将人员送回的地址",
        CallbackHint = "在每个提供方处将此地址登记为重定向 URI。",
        Issuer = "签发者",
        IssuerHint = "其 ID 令牌中所写的地址。Google 和 Apple 有各自的地址；对于 Entra，请使用您自己租户的地址。",
        ClientId = "客户端 ID",
        ClientSecret = "客户端密钥",
        SecretKept = "留空则保留已存储的密钥。",
        ForApple = "仅用于 Apple",
        TeamId = "团队 ID",
        KeyId = "密钥 ID",
        PrivateKey = "私钥",
        PrivateKeyHint = ".p8 文件的文本。",
        WhoGetsIn = "谁可以进入",
        Links = "关联此处已有的账户",
        LinksMeans = "通过双方都已验证的邮箱地址。管理员需手动关联。",
        Provisions = "为新人员创建账户",
        ProvisionsMeans = "前提是提供方已验证其邮箱地址。",
        Trusts = "认可其第二因素",
        TrustsMeans = "在那里提供过的人在此处不再被要求。",
        Keeps = "保留其令牌",
        KeepsMeans = "加密保存，供代表某人调用提供方的程序使用。",
        EveryTenant = "拥有此类账户的任何人都可以进入。请使用您自己租户的签发者，只让您的人员进入。",
        NobodyNew = "以前没有来过的人无法进入：既不关联账户，也不创建账户。",
        DeleteMeans = "在此处没有密码或通行密钥的人将无法再登录。他们的账户会保留。",
        OtherOrg = "另一个 Latchkey 或 Okta",
        OtherOpenId = "其他 OpenID 提供方",
    };
}
