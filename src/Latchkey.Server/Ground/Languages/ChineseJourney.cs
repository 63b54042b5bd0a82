namespace Latchkey.Server.Ground.Languages;

internal static class ChineseJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "使用其他名称",
        RememberName = "在此设备上记住我的名称",
        RememberedNames = "此设备上记住的名称",
        ForgetNames = "忘记这些名称",
        KeepSignedIn = "保持登录状态",

        OfferTitle = "让您的帐户更安全",
        OfferText = "再设置一种确认身份的方式，仅凭您的密码谁也进不来。",
        OfferSkip = "暂不设置，继续",
        OfferLater = "您可以随时在帐户页面上设置。",

        Working = "请稍候。浏览器正在做一道小计算，用来挡住机器人。",
        WorkAgain = "用时太久。请再发送一次。",
        WorkNeedsScript = "这里用浏览器的一道小计算挡住机器人。请启用脚本并重新加载页面。",
        WorkSlowly = "目前请求很多。请一分钟后再试，或启用脚本。",

        ChangeEmail = "更改电子邮件地址",
        EmailNow = "您现在的地址",
        EmailNew = "新的电子邮件地址",
        EmailBoth = "我们向新地址发送一个代码，向旧地址发送另一个。两个都需要。",
        EmailNewAlone = "我们向新地址发送代码，并通知旧地址。",
        EmailSame = "这已经是您的地址。",
        CodeSentTo = "发送到 {0} 的邮件中的代码",
        EmailCodesWrong = "无效。代码有效期为 15 分钟，错误五次后需重新开始。",
        EmailChanged = "您的电子邮件地址已更改。",
        EmailLogin = "此后您使用新地址登录。",

        NewAddressSubject = "您在 {0} 的新地址代码",
        NewAddressText = "此代码确认您在 {0} 的帐户将使用此电子邮件地址：",
        OldAddressSubject = "您在 {0} 的地址即将更改",
        OldAddressText = "此代码确认您在 {0} 的帐户将使用另一个电子邮件地址：",
        AddressIgnore = "如果不是您本人，请勿将代码告诉任何人。",
        AddressChangedSubject = "您在 {0} 的地址已更改",
        AddressChangedText = "您在 {0} 的帐户 {1} 的电子邮件地址刚刚被更改。",

        NotMe = "这不是我",
        NotMeMail = "如果不是您：此链接会让所有设备退出登录，并由您选择新密码。有效期七天。",
        NotMeMailDay = "如果不是您：此链接会让所有设备退出登录，并由您选择新密码。有效期二十四小时。",
        NotMeTitle = "这不是您吗？",
        NotMeMeans = "每个浏览器和应用都会退出登录，您的密码失效，您将选择新密码。",
        NotMeAddress = "您的电子邮件地址将恢复为 {0}。",
        NotMeEnd = "全部结束",

        NewDeviceSubject = "一台新设备登录了您在 {0} 的帐户",
        NewDeviceText = "您在 {0} 的帐户 {1} 刚刚在一台此前未见过的设备上登录：{2}。",

        PhoneSignIn = "用手机登录",
        PhoneText = "将手机相机对准此图片。手机随后会要求输入此数字：",
        PhoneQr = "用手机扫描的图片",
        PhoneOpen = "或在手机上打开此地址：",
        PhoneWaiting = "正在等待您的手机。此页面会自动继续。",
        PhoneCheck = "立即检查",
        PhoneOver = "用时太久，或在手机上被拒绝。",
        OtherTitle = "在另一台设备上登录？",
        OtherText = "另一台设备想以 {0} 的身份登录。只有在您自己发起并且该设备就在您面前时才继续。",
        OtherNumber = "另一台设备上的数字",
        OtherWrong = "这不是它显示的数字。请在另一台设备上重新开始。",

        RecoveryTitle = "恢复代码",
        RecoveryText = "当您手边没有其他方式时，每个代码可确认一次您的身份。",
        RecoveryOnce = "请抄写或打印：仅在此时显示一次。",
        RecoveryMake = "生成恢复代码",
        RecoveryLeft = "剩余代码：{0}",
        RecoveryReplaces = "之前的代码不再有效。",
        RecoveryUse = "改用恢复代码",
        RecoveryLead = "请输入您保存的一个恢复代码。",
    };
}
