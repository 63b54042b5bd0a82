namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "試す",
        Ask = "要求する",
        AskMeans = "アプリがブラウザーを送る先です。開いてサインインしてください。",
        OpenIt = "新しいタブで開く",
        Change = "要求を変える",
        Answer = "応答",
        AnswerMeans = "ブラウザーが次に送られた先です。何も表示されなくてもアドレスをコピーしてください。",
        AddressOfAnswer = "応答のアドレス",
        ReadIt = "読み取る",
        NoAnswer = "パラメーターがありません。アドレス全体をコピーしてください",
        OtherState = "別の要求への応答です。state が異なります",
        NoCode = "コードがありません",
        Redeem = "コードを引き換える",
        RedeemMeans = "トークンエンドポイントが新しいタブで応答します。コードは 1 分間、1 回だけ有効です。",
        SecretMeans = "ブラウザーから直接送られ、どこにも保存されません。",
        SendIt = "送信",
        Tokens = "トークン",
        TokensMean = "応答かトークンを貼り付けて内容を読みます。保存されません。",
        AnswerOfServer = "トークンエンドポイントの応答",
        NoTokens = "応答でもトークンでもありません",
        NotForThis = "このアプリにサインインする人はいません",
        NotForThisMeans = "リダイレクト URI がありません。サービスは自分でトークンを得ます。クイックスタートを見てください。",

        Mobile = "モバイル",
        AndroidPrograms = "Android のプログラム",
        AndroidHint = "1 行に 1 つ: パッケージ、空白、署名証明書の SHA-256。",
        ApplePrograms = "Apple のプログラム",
        AppleHint = "1 行に 1 つ: チーム、ドット、バンドル ID。",
        IsServed = "配信中で正しい",
        NotServed = "このアプリが含まれていません",
        AskAsPhone = "スマートフォンと同じように取得する",
        NotReached = "このアドレスで取得できません",
    };
}
