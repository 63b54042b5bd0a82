namespace Latchkey.Server.Ground.Languages;

internal static class ChineseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "搜索应用、用户、组",
        FindWhat = "名称、电子邮件或 ID",
        FindHint = "试试名称的开头，或粘贴 ID：会直接前往。",
        Keyboard = "键盘快捷键",
        KeyboardLead = "每个页面都可用 Tab 和 Enter 操作。这些是更短的途径。",
        KeySearch = "随处搜索",
        KeyThis = "此概览",
        KeyClose = "关闭已打开的内容",
        KeysOff = "在此浏览器中关闭这些按键",
        KeysOffMeans = "适用于语音输入，以及会误触按键的情况。",
        StepsLead = "三步之后，就会有人登录您的应用。",
        StepPerson = "添加用户",
        StepPersonText = "登录的人：同事，或您用来试用的第二个账户。",
        StepSignIn = "登录应用",
        StepSignInText = "其快速入门中有适合您平台的配置，并已填入该应用的值。",
        OpenQuickStart = "打开快速入门",
        Done = "完成",
    };
}
