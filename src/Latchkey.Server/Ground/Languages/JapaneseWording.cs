namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "メール",
        MailsLead = "この組織のメールの文面を言語ごとに設定します。",
        Yours = "独自の文面",
        Ours = "標準の文面",
        MailLanguage = "言語",
        Subject = "件名",
        Body = "本文",
        BodyHint = "以下の変数を使える HTML です。先へ進むために必要なものを含めてください。",
        Variables = "変数",
        ForOthers = "ここに文面がない言語のすべての人向け",
        AddLanguage = "言語を追加",
        ResetMail = "標準の文面に戻す",
        ResetMailMeans = "このメールの独自の文面はすべての言語で削除され、標準の文面に戻ります。",
        DeleteWords = "この文面を削除",
        DeleteWordsMeans = "この言語の人には、その他すべての人向けの文面、または標準の文面が届きます。",
        AsText = "テキスト",
        SendTest = "自分にテスト送信",
        SendTestHint = "保存済みの内容が {0} に送信されます。リンクとコードは何も開きません。",
        Recipients = "受信者",
        RecipientsHint = "誰かが待っているメールは全員に送信されます。",
        Everybody = "全員",
        AdministratorsOnly = "管理者のみ",
        Nobody = "なし",
        Languages = "言語",
        LanguagesLead = "ページとメールが選べるときに使う言語です。",
        DefaultLanguage = "既定の言語",
        DefaultHint = "アプリ、プロフィール、ブラウザーのいずれも提供言語を指定していない人向けです。",
        Offered = "提供する言語",
        OfferedHint = "チェックのない言語は、ブラウザーの設定にかかわらず表示されません。",
        Files = "well-known ファイル",
        FilesLead = "このアドレスがスマートフォンやブラウザーにアプリについて伝える内容です。アプリが自動的に記入し、API で追加できます。",
        AndroidFile = "Android：このアドレスのリンクを開き、パスキーを使うアプリ",
        AppleFile = "Apple：このアドレスのリンクを開き、パスワードとパスキーを使うアプリ",
        WebAuthnFile = "ブラウザー：このアドレスのパスキーを使える他のサイト",
        AddedByYou = "API で追加した内容を含む",
        OpenFile = "ファイルを開く",
    };
}
