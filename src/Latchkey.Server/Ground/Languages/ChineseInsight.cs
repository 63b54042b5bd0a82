namespace Latchkey.Server.Ground.Languages;

internal static class ChineseInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "报告",
        Failures = "按原因统计的失败",
        FailuresMean = "登录失败的原因。",
        NoFailures = "此期间没有失败的登录。",
        Factors = "使用中的验证因素",
        FactorsMean = "除密码外各因素的设置人数。",
        NoFactors = "尚无人设置第二验证因素。",
        Idle = "无人使用的应用",
        IdleMeans = "此期间未获得令牌的活动应用。无人使用的最好停用。",
        NoIdle = "所有活动应用在此期间都获得了令牌。",
        Refreshes = "刷新重复与盗用",
        RefreshesMean = "重复是丢失的响应，无害。盗用会终止该次登录产生的一切。",
        NoRefreshes = "此期间没有重复或盗用。",
        Repeats = "重复",
        Thefts = "盗用",
        Slow = "慢请求",
        SlowMeans = "自此服务器启动以来，按二十个请求中十九个的最长耗时排序。",
        NoSlow = "尚无请求。",
        NothingToShow = "暂无内容",

        Cause = "原因",
        SignIns = "登录次数",
        Factor = "验证因素",
        SetUp = "已设置",
        App = "应用",
        DaysIdle = "未使用天数",
        LastUsed = "上次使用",
        NeverUsed = "从未",
        Times = "次数",
        Route = "路由",
        P95 = "20 个中 19 个",
        Longest = "最长",
        Requests = "请求数",

        IsLive = "实时",
        Watch = "实时查看",
        StopLive = "停止",
        SavedSearches = "已保存的搜索",
        SaveSearchAs = "将此搜索保存为",
        SaveSearch = "保存",
        SearchNotSaved = "搜索未保存：需要不超过 100 个字符的名称，最多 50 个。",

        Authenticators = "身份验证器",
        AuthenticatorsLead = "人员用于证明身份的方式。谁可以设置哪种，由注册策略决定。",
    };
}
