namespace Latchkey.Server.Ground.Languages;

internal static class ChineseGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "适用于哪些应用",
        EveryApp = "所有应用",
        EveryAppMeans = "也包括以后创建的应用。",
        OnlyThese = "仅限这些",
        OnlyTheseMeans = "下方字段中列出的内容。",
        WhichPeople = "适用于哪些人员",
        EveryPerson = "已分配该应用的所有人",
        EveryScope = "所有作用域",
        ScopeLines = "作用域",
        OneALine = "每行一个。",
        AccessMinutes = "访问令牌：分钟",
        AccessMinutesHint = "5 到 1440 之间。",
        RefreshMinutes = "刷新令牌：分钟",
        RefreshMinutesHint = "0 表示没有期限。",
        WindowMinutes = "闲置后提前结束：分钟",
        DeleteAccessPolicyMeans = "其规则会一并删除，仅由它允许的应用将不再获得令牌。此操作无法撤消。",
        DeleteScopeMeans = "此后请求它会被拒绝，提及它的规则不再匹配。此操作无法撤消。",
        DeleteClaimMeans = "令牌中将不再包含它：查找它的 API 将找不到。此操作无法撤消。",
        RevokeTokenMeans = "使用它的程序此后会被拒绝。无法恢复，但可以创建新的令牌。",

        GroupRules = "组规则",
        GroupRulesLead = "个人资料符合规则的人员会被加入其组，现在以及更改时。",
        AddGroupRule = "添加规则",
        NoGroupRules = "没有组规则",
        NoGroupRulesMeans = "规则免去手动将人员加入组的工作：例如某部门的所有人。",
        RuleExpressionHint = "对个人资料为真或假：user.department == \"Sales\"",
        IntoGroups = "加入这些组",
        ExceptPeople = "不包括这些人员",
        ActiveRuleMeans = "活动规则只能查看：请先停用。",
        DeleteRuleMeans = "由它加入组的人员会保留。此操作无法撤消。",

        SignOn = "登录",
        SignOnLead = "人员如何进入此应用，以及由哪些策略决定。",
        ProvesItself = "应用证明身份的方式",
    };
}
