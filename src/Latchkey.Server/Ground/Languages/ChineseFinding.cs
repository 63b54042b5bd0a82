namespace Latchkey.Server.Ground.Languages;

internal static class ChineseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "搜索应用、人员、群组",
        FindWhat = "名称、电子邮件或 ID",
        FindHint = "请输入名称的开头，或粘贴 ID：可立即前往。",

        Keyboard = "键盘快捷键",
        KeyboardLead = "每个页面都可以用 Tab 和 Enter 操作。以下是更快捷的方式。",
        KeySearch = "全局搜索",
        KeyThis = "此概览",
        KeyClose = "关闭已打开的内容",
        KeysOff = "在此浏览器中关闭这些按键",
        KeysOffMeans = "适合使用语音输入以及容易误触按键的人。",

        StepsLead = "三个步骤，就会有人登录您的应用。",
        StepPerson = "添加人员",
        StepPersonText = "登录的人：同事，或您用于试用的第二个帐户。",
        StepSignIn = "登录应用",
        StepSignInText = "其“快速入门”中有适用于您的平台的配置，并已填入相应的值。",
        OpenQuickStart = "打开快速入门",
        Done = "完成",
    };
}
