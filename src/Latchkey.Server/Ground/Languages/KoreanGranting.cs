namespace Latchkey.Server.Ground.Languages;

internal static class KoreanGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "대상 앱",
        EveryApp = "모든 앱",
        EveryAppMeans = "나중에 만든 앱도 포함합니다.",
        OnlyThese = "이것만",
        OnlyTheseMeans = "아래 칸에 적힌 것입니다.",
        WhichPeople = "대상 사용자",
        EveryPerson = "앱이 할당된 모든 사람",
        EveryScope = "모든 범위",
        ScopeLines = "범위",
        OneALine = "한 줄에 하나씩 적습니다.",
        AccessMinutes = "액세스 토큰: 분",
        AccessMinutesHint = "5에서 1440 사이입니다.",
        RefreshMinutes = "새로 고침 토큰: 분",
        RefreshMinutesHint = "0이면 끝이 없습니다.",
        WindowMinutes = "사용하지 않으면 더 일찍 끝남: 분",
        DeleteAccessPolicyMeans = "규칙도 함께 삭제되고, 이 정책만 허용하던 앱은 더 이상 토큰을 받지 못합니다. 되돌릴 수 없습니다.",
        DeleteScopeMeans = "이 범위를 요청하면 거부되고, 이를 지정한 규칙은 더 이상 맞지 않습니다. 되돌릴 수 없습니다.",
        DeleteClaimMeans = "이제 토큰에 포함되지 않으므로 이를 찾는 API는 찾지 못합니다. 되돌릴 수 없습니다.",
        RevokeTokenMeans = "이를 사용하는 프로그램은 이제 거부됩니다. 되살릴 수 없지만 새로 만들 수 있습니다.",

        GroupRules = "그룹 규칙",
        GroupRulesLead = "프로필이 규칙에 맞는 사람은 지금도, 바뀔 때도 그 그룹에 들어갑니다.",
        AddGroupRule = "규칙 추가",
        NoGroupRules = "그룹 규칙이 없습니다",
        NoGroupRulesMeans = "규칙이 있으면 손으로 넣지 않아도 됩니다. 예: 한 부서의 모든 사람.",
        RuleExpressionHint = "프로필에 대해 참 또는 거짓: user.department == \"Sales\"",
        IntoGroups = "넣을 그룹",
        ExceptPeople = "제외할 사람",
        ActiveRuleMeans = "활성 규칙은 바꿀 수 없습니다. 먼저 비활성화하세요.",
        DeleteRuleMeans = "이 규칙이 넣은 사람은 그대로 남습니다. 되돌릴 수 없습니다.",

        SignOn = "로그온",
        SignOnLead = "사용자가 이 앱에 들어오는 방법과 결정하는 정책입니다.",
        ProvesItself = "앱이 자신을 증명하는 방법",
    };
}
