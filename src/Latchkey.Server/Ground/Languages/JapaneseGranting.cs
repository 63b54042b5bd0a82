namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "対象のアプリ",
        EveryApp = "すべてのアプリ",
        EveryAppMeans = "後から作られるアプリも含みます。",
        OnlyThese = "これらだけ",
        OnlyTheseMeans = "下の欄に書かれたものです。",
        WhichPeople = "対象のユーザー",
        EveryPerson = "アプリが割り当てられた全員",
        EveryScope = "すべてのスコープ",
        ScopeLines = "スコープ",
        OneALine = "1 行に 1 つ書きます。",
        AccessMinutes = "アクセストークン: 分",
        AccessMinutesHint = "5 から 1440 まで。",
        RefreshMinutes = "リフレッシュトークン: 分",
        RefreshMinutesHint = "0 は無期限です。",
        WindowMinutes = "使われないと早く終わるまで: 分",
        DeleteAccessPolicyMeans = "ルールも一緒に削除され、これだけが許可していたアプリはトークンを得られなくなります。元に戻せません。",
        DeleteScopeMeans = "これを求める要求は今後拒否され、これを挙げるルールは一致しなくなります。元に戻せません。",
        DeleteClaimMeans = "今後トークンに含まれなくなり、これを探す API は見つけられません。元に戻せません。",
        RevokeTokenMeans = "これを使うプログラムは今後拒否されます。元に戻せませんが、新しく作れます。",

        GroupRules = "グループルール",
        GroupRulesLead = "プロフィールがルールに合う人は、今も変更時もそのグループに入ります。",
        AddGroupRule = "ルールを追加",
        NoGroupRules = "グループルールはありません",
        NoGroupRulesMeans = "手作業でグループに入れる手間が省けます。例: ある部署の全員。",
        RuleExpressionHint = "プロフィールについて真か偽: user.department == \"Sales\"",
        IntoGroups = "入れるグループ",
        ExceptPeople = "除くユーザー",
        ActiveRuleMeans = "有効なルールは変更できません。先に無効にしてください。",
        DeleteRuleMeans = "入れた人はグループに残ります。元に戻せません。",

        SignOn = "サインオン",
        SignOnLead = "このアプリへの入り方と、判断するポリシーです。",
        ProvesItself = "アプリの証明方法",
    };
}
