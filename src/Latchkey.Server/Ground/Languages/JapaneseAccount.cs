namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "アカウント",
        Profile = "プロフィール",
        Name = "名前",
        Authenticators = "ご本人確認の方法",
        Apps = "アクセス権のあるアプリ",
        OwnApps = "マイアプリ",
        OpenApp = "開く",
        Activity = "最近のログイン",
        Data = "あなたのデータ",

        DisplayName = "表示名",
        NickName = "ニックネーム",
        MobilePhone = "携帯電話",
        Language = "言語",
        LanguageOfBrowser = "ブラウザーの言語",
        ProfileOfOrg = "プロフィールは所属する組織が管理しています。",
        ProfileInvalid = "保存できません。長すぎる項目か、使えない文字を含む項目があります。",
        Save = "保存",
        Saved = "保存しました。",

        ChangePassword = "パスワードを変更",
        LastChanged = "最終変更",
        OldPassword = "現在のパスワード",
        PasswordTooSoon = "パスワードは少し前に変更されています。後でもう一度お試しください。",
        PasswordNotYours = "所属する組織では、ここでパスワードを変更できません。",
        OldPasswordWrong = "現在のパスワードではありません。",
        PasswordMeans = "このブラウザーはログインしたままになります。ほかのすべてのブラウザーとアプリでは、再びログインが必要です。",
        PasswordChanged = "パスワードを変更し、ほかのすべてからログアウトしました。",

        PasswordAlone = "パスワードだけでログインしています。",
        Added = "追加日時",
        Change = "変更",
        Remove = "削除",
        RemoveMeans = "これでご本人の確認ができなくなります。メールでお知らせします。",
        Removed = "削除しました。",
        SetUp = "設定する",
        IsSetUp = "設定しました。",
        NameInvalid = "50 文字以内の名前を入力してください。",

        NoApps = "アカウントにアクセスできるアプリはありません。",
        RemoveAccess = "アクセス権を削除",
        AccessRemoved = "アプリのアクセス権はなくなりました。",

        NoActivity = "ログインはまだありません。",
        Refused = "拒否",
        ActivityHelp = "心当たりのないものがありますか? パスワードを変更してください。",

        DataText = "この組織が保存しているあなたの情報のすべてを、JSON ファイルで。",
        Download = "データをダウンロード",
        Delete = "アカウントを削除",
        DeleteTitle = "アカウントを削除しますか?",
        DeleteText = "プロフィール、セッション、各アプリに許可した内容など、あなたに関するすべてがただちに完全に消えます。",
        DeleteType = "確認のため、{0} と入力してください",
        DeleteMismatch = "一致しません。",
        DeleteForGood = "完全に削除",
        Deleted = "アカウントを削除しました",
        DeletedText = "すべての場所でログアウトしました。",

        DeletedSubject = "{0} のアカウントが削除されました",
        DeletedMail = "{0} のアカウント {1} は、アカウントページでの依頼に従って削除されました。",
    };
}
