namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "{0} のアカウントに再び入るためのコードです：",
        UnlockSubject = "{0} のアカウントのロックを解除する",
        UnlockText = "{0} のアカウント {1} はロックされています。次のリンクで解除できます：",
        UnlockButton = "アカウントのロックを解除",
        UnlockMeans = "パスワードはそのままで、サインインはされません。",
        Unlocked = "アカウントのロックが解除されました。",
        SignUpSubject = "{0} のアカウント作成を完了してください",
        SignUpText = "このリンクで {0} のアカウント作成が完了します。ページで、先ほど決めたパスワードを入力してください。",
        SignUpPassword = "これでアカウントの作成が完了します。決めたパスワードを入力してください。",
        SignUpWrong = "決めたパスワードと違います。5 回間違えたら、最初からやり直してください。",
        SignUpReady = "アカウントの準備ができました。",
        LockedOut = "パスワードの間違いが多すぎたため、このアカウントはロックされています。",
        AnswerWrong = "答えが違います。1 日に 5 回間違えたら、明日もう一度お試しください。",
        LinkToo = "または、このリンクをここか別のデバイスで開いてください：",
        LinkButton = "はい、私です",
        LinkTitle = "ご自身で始めましたか？",
        LinkText = "これは {0} 宛のメールを読めることを示します。ご自身が今始めた場合にのみ続けてください。",
        LinkNumber = "始めたページに表示されている数字",
        LinkWrong = "数字が違います。始めたページで新しいメールを送ってください。",
        LinkWaiting = "メール内のリンクを開くこともできます。別のブラウザーでは次の数字を求められます：",
        LinkCheck = "リンクを開きました",
        LinkOpened = "リンクが開かれました。",
        FirstUse = "コードをメールで受け取る",
        FirstSent = "{0} のアカウントがある場合、8 桁のコードをメールで送信しました。",
        FirstPassword = "パスワードを使う",
        AdminLocked = "{1} のアカウント {0} がロックされました",
        AdminReported = "{0} から、{1} のアカウントの変更に心当たりがないとの報告がありました",
        AdminDeactivated = "{1} のアカウント {0} が無効化されました",
        AdminWhy = "あなたは {0} の管理者で、この通知を希望しています。",
        AdminOpen = "コンソールで開く",
    };
}
