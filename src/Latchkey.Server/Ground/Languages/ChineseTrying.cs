namespace Latchkey.Server.Ground.Languages;

internal static class ChineseTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "试一试",
        Ask = "请求",
        AskMeans = "应用会将浏览器发往的地址。打开并登录。",
        OpenIt = "在新标签页中打开",
        Change = "更改请求",
        Answer = "应答",
        AnswerMeans = "浏览器随后被发往的地址：即使无法显示也请复制该地址。",
        AddressOfAnswer = "应答地址",
        ReadIt = "读取",
        NoAnswer = "没有参数：请复制完整地址",
        OtherState = "是对另一请求的应答：state 不同",
        NoCode = "没有授权码",
        Redeem = "兑换授权码",
        RedeemMeans = "令牌端点会在新标签页中应答。授权码仅一次有效，时长一分钟。",
        SecretMeans = "从您的浏览器直接发送，不会保存。",
        SendIt = "发送",
        Tokens = "令牌",
        TokensMean = "粘贴应答或单个令牌以查看内容。不会保存。",
        AnswerOfServer = "令牌端点的应答",
        NoTokens = "既不是应答也不是令牌",
        NotForThis = "无人登录此应用",
        NotForThisMeans = "它没有重定向 URI。服务自行获取令牌：请参阅快速入门。",

        Mobile = "移动端",
        AndroidPrograms = "Android 程序",
        AndroidHint = "每行一个：包名、空格和签名证书的 SHA-256。",
        ApplePrograms = "Apple 程序",
        AppleHint = "每行一个：团队、点和捆绑包 ID。",
        IsServed = "已提供且正确",
        NotServed = "未包含此应用",
        AskAsPhone = "像手机一样获取",
        NotReached = "在此地址无法获取",
    };
}
