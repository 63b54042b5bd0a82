namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "レポート",
        Failures = "原因別の失敗",
        FailuresMean = "サインインが失敗した理由です。",
        NoFailures = "この期間に失敗はありません。",
        Factors = "使用中の要素",
        FactorsMean = "パスワード以外に何を何人が設定したか。",
        NoFactors = "第 2 要素を設定した人はまだいません。",
        Idle = "使われていないアプリ",
        IdleMeans = "この期間にトークンを得ていない有効なアプリです。使わないものは無効にしましょう。",
        NoIdle = "すべての有効なアプリがトークンを得ています。",
        Refreshes = "更新の再送と盗用",
        RefreshesMean = "再送は応答の紛失で無害です。盗用は、そのサインインから得たものをすべて終了させました。",
        NoRefreshes = "この期間に再送も盗用もありません。",
        Repeats = "再送",
        Thefts = "盗用",
        Slow = "遅い要求",
        SlowMeans = "サーバー起動後、20 件中 19 件が収まった時間の順です。",
        NoSlow = "まだ要求がありません。",
        NothingToShow = "表示するものはありません",

        Cause = "原因",
        SignIns = "サインイン",
        Factor = "要素",
        SetUp = "設定数",
        App = "アプリ",
        DaysIdle = "未使用日数",
        LastUsed = "最終使用",
        NeverUsed = "なし",
        Times = "回数",
        Route = "ルート",
        P95 = "20 件中 19 件",
        Longest = "最長",
        Requests = "要求数",

        IsLive = "ライブ",
        Watch = "ライブで見る",
        StopLive = "停止",
        SavedSearches = "保存した検索",
        SaveSearchAs = "この検索の名前",
        SaveSearch = "保存",
        SearchNotSaved = "検索は保存されませんでした。100 文字以内の名前が必要で、50 個までです。",

        Authenticators = "認証手段",
        AuthenticatorsLead = "本人であることを示す手段です。誰が何を設定できるかは登録ポリシーが決めます。",
    };
}
