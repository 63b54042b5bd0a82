namespace Latchkey.Server.Ground.Languages;

internal static class ChineseWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "电子邮件",
        MailsLead = "此组织的邮件在每种语言中的内容。",
        Yours = "您的文字",
        Ours = "我们的文字",
        MailLanguage = "语言",
        Subject = "主题",
        Body = "正文",
        BodyHint = "HTML，可使用下方的变量。必须包含人员继续操作所需的内容。",
        Variables = "变量",
        ForOthers = "用于语言在此没有文字的所有人",
        AddLanguage = "添加语言",
        ResetMail = "恢复我们的文字",
        ResetMailMeans = "您为此邮件撰写的文字将在所有语言中删除，人员将重新收到我们的文字。",
        DeleteWords = "删除这些文字",
        DeleteWordsMeans = "使用此语言的人将收到面向其他所有人的文字，或我们的文字。",
        AsText = "纯文本",
        SendTest = "发送测试邮件给我",
        SendTestHint = "按已保存的内容发送到 {0}。其中的链接和验证码不会打开任何内容。",
        Recipients = "收件人",
        RecipientsHint = "有人等待的邮件会发送给所有人。",
        Everybody = "所有人",
        AdministratorsOnly = "仅管理员",
        Nobody = "无人",
        Languages = "语言",
        LanguagesLead = "页面和邮件可以选择时使用的语言。",
        DefaultLanguage = "默认语言",
        DefaultHint = "用于应用、个人资料和浏览器都未指明所提供语言的人。",
        Offered = "提供的语言",
        OfferedHint = "无论浏览器如何设置，未勾选的语言都不会显示给任何人。",
        Files = "well-known 文件",
        FilesLead = "此地址向手机和浏览器说明您的应用的内容。应用会自行填写这些文件；更多内容可通过 API 添加。",
        AndroidFile = "Android：打开此地址链接并使用其通行密钥的应用",
        AppleFile = "Apple：打开此地址链接并使用其密码和通行密钥的应用",
        WebAuthnFile = "浏览器：可使用此地址通行密钥的其他网站",
        AddedByYou = "包含通过 API 添加的内容",
        OpenFile = "打开文件",
    };
}
