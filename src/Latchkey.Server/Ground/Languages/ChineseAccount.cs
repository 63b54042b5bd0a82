namespace Latchkey.Server.Ground.Languages;

internal static class ChineseAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "您的帐户",
        Profile = "个人资料",
        Name = "姓名",
        Authenticators = "确认是您本人的方式",
        Apps = "有访问权限的应用",
        OwnApps = "您的应用",
        OpenApp = "打开",
        Activity = "最近的登录",
        Data = "您的数据",

        DisplayName = "显示名称",
        NickName = "昵称",
        MobilePhone = "手机",
        Language = "语言",
        LanguageOfBrowser = "浏览器的语言",
        ProfileOfOrg = "您的个人资料由您的组织管理。",
        ProfileInvalid = "无法保存：某项内容过长，或包含不允许的字符。",
        Save = "保存",
        Saved = "已保存。",

        ChangePassword = "更改密码",
        LastChanged = "上次更改",
        OldPassword = "当前密码",
        PasswordTooSoon = "您不久前刚更改过密码。请稍后再试。",
        PasswordNotYours = "您的组织不允许您在此更改密码。",
        OldPasswordWrong = "这不是您当前的密码。",
        PasswordMeans = "此浏览器将保持登录。其他所有浏览器和应用都需要重新登录。",
        PasswordChanged = "您的密码已更改，其他所有位置均已退出登录。",

        PasswordAlone = "您仅凭密码登录。",
        Added = "添加时间",
        Change = "更改",
        Remove = "移除",
        RemoveMeans = "它将不再用于确认是您本人。我们会通过邮件告知您。",
        Removed = "已移除。",
        SetUp = "设置",
        IsSetUp = "已设置。",
        NameInvalid = "请输入不超过 50 个字符的名称。",

        NoApps = "没有应用可以访问您的帐户。",
        RemoveAccess = "移除访问权限",
        AccessRemoved = "该应用已不再有访问权限。",

        NoActivity = "尚无登录记录。",
        Refused = "已拒绝",
        ActivityHelp = "有您不认识的记录？请更改您的密码。",

        DataText = "该组织保存的关于您的所有内容，以 JSON 文件提供。",
        Download = "下载我的数据",
        Delete = "删除我的帐户",
        DeleteTitle = "要删除您的帐户吗？",
        DeleteText = "您的所有内容将立即永久消失：个人资料、会话，以及每个应用可为您执行的操作。",
        DeleteType = "请输入 {0} 以确认",
        DeleteMismatch = "内容不一致。",
        DeleteForGood = "永久删除",
        Deleted = "您的帐户已删除",
        DeletedText = "您已在所有位置退出登录。",

        DeletedSubject = "您在 {0} 的帐户已删除",
        DeletedMail = "您在 {0} 的帐户 {1} 已根据帐户页面上的请求删除。",
    };
}
