namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "アプリ、ユーザー、グループを検索",
        FindWhat = "名前、メールアドレス、ID",
        FindHint = "名前の先頭を入力するか、ID を貼り付けるとすぐに開けます。",

        Keyboard = "キーボードショートカット",
        KeyboardLead = "どのページも Tab と Enter で操作できます。次のキーで素早く操作できます。",
        KeySearch = "全体を検索",
        KeyThis = "この一覧",
        KeyClose = "開いているものを閉じる",
        KeysOff = "このブラウザーでこれらのキーを無効にする",
        KeysOffMeans = "音声入力を使う方や、誤ってキーに触れてしまう方のために。",

        StepsLead = "3 つの手順で、アプリに最初の人がログインできます。",
        StepPerson = "ユーザーを追加",
        StepPersonText = "ログインする人: 同僚や、試すための 2 つ目のアカウントなど。",
        StepSignIn = "アプリにログイン",
        StepSignInText = "クイックスタートに、プラットフォーム向けの設定が値を入れた状態で用意されています。",
        OpenQuickStart = "クイックスタートを開く",
        Done = "完了",
    };
}
