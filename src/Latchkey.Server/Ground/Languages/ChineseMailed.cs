namespace Latchkey.Server.Ground.Languages;

internal static class ChineseMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "这是您重新进入 {0} 帐户的代码：",
        UnlockSubject = "解锁您在 {0} 的帐户",
        UnlockText = "您在 {0} 的帐户 {1} 已被锁定。此链接可将其解锁：",
        UnlockButton = "解锁帐户",
        UnlockMeans = "密码保持不变，此操作不会让您登录。",
        Unlocked = "您的帐户已解锁。",
        SignUpSubject = "完成您在 {0} 的帐户",
        SignUpText = "此链接将完成您在 {0} 的帐户。页面会要求输入您刚才选择的密码。",
        SignUpPassword = "此操作将完成帐户的创建。请输入您为其选择的密码。",
        SignUpWrong = "这不是您选择的密码。输错五次后，请重新开始。",
        SignUpReady = "您的帐户已就绪。",
        LockedOut = "密码错误次数过多，此帐户已被锁定。",
        AnswerWrong = "答案不正确。一天内错误五次后，请明天再试。",
        LinkToo = "或者在此处或其他设备上打开此链接：",
        LinkButton = "是的，是我",
        LinkTitle = "这是您发起的吗？",
        LinkText = "这表示您可以阅读 {0} 的邮件。仅在您刚刚自己发起时才继续。",
        LinkNumber = "您开始的页面上的数字",
        LinkWrong = "数字不对。请在您开始的页面重新发送邮件。",
        LinkWaiting = "您也可以打开邮件中的链接。在其他浏览器中会要求输入此数字：",
        LinkCheck = "我已打开链接",
        LinkOpened = "您已打开链接。",
        FirstUse = "改为通过邮件接收验证码",
        FirstSent = "如果 {0} 在此有帐户，包含 8 位验证码的邮件已发出。",
        FirstPassword = "改用密码",
        AdminLocked = "{1} 的帐户 {0} 已被锁定",
        AdminReported = "{0} 报告其在 {1} 的帐户更改并非本人所为",
        AdminDeactivated = "{1} 的帐户 {0} 已被停用",
        AdminWhy = "您是 {0} 的管理员，并要求收到此类通知。",
        AdminOpen = "在控制台中打开",
    };
}
