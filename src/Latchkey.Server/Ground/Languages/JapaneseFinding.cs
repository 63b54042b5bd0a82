namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "アプリ、ユーザー、グループを検索",
        FindWhat = "名前、メールアドレス、または ID",
        FindHint = "名前の先頭を試すか、ID を貼り付けてください。すぐにそこへ移動します。",
        Keyboard = "キーボードショートカット",
        KeyboardLead = "どのページも Tab と Enter で操作できます。これらはその近道です。",
        KeySearch = "すべてを検索",
        KeyThis = "この一覧",
        KeyClose = "開いているものを閉じる",
        KeysOff = "このブラウザーではこれらのキーを使わない",
        KeysOffMeans = "音声入力や、意図せずキーに触れてしまう手のために。",
        StepsLead = "3 つの手順で、誰かがあなたのアプリにログインできます。",
        StepPerson = "ユーザーを追加",
        StepPersonText = "ログインする人: 同僚、または試用のためのあなたの 2 つ目のアカウント。",
        StepSignIn = "アプリにログイン",
        StepSignInText = "アプリのクイックスタートに、プラットフォームごとの設定がそのアプリの値で用意されています。",
        OpenQuickStart = "クイックスタートを開く",
        Done = "完了",
    };
}
