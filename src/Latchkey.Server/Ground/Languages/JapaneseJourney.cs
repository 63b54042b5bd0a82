namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "別の名前を使う",
        RememberName = "このデバイスで名前を記憶する",
        RememberedNames = "このデバイスに記憶された名前",
        ForgetNames = "これらの名前を忘れる",
        KeepSignedIn = "サインインしたままにする",

        OfferTitle = "アカウントをもっと安全に",
        OfferText = "本人確認の方法をもう一つ設定すると、パスワードだけでは誰も入れません。",
        OfferSkip = "今はせずに続ける",
        OfferLater = "アカウントページでいつでも設定できます。",

        Working = "少々お待ちください。ロボットを防ぐため、ブラウザーが小さな計算をしています。",
        WorkAgain = "時間がかかりすぎました。もう一度送信してください。",
        WorkNeedsScript = "ここではブラウザーの小さな計算でロボットを防いでいます。スクリプトを有効にして、ページを読み込み直してください。",
        WorkSlowly = "現在、要求が多くなっています。1 分後にもう一度試すか、スクリプトを有効にしてください。",

        ChangeEmail = "メールアドレスを変更",
        EmailNow = "現在のアドレス",
        EmailNew = "新しいメールアドレス",
        EmailBoth = "新しいアドレスと古いアドレスに別々のコードを送ります。両方が必要です。",
        EmailNewAlone = "新しいアドレスにコードを送り、古いアドレスにお知らせします。",
        EmailSame = "それは現在のアドレスです。",
        CodeSentTo = "{0} へのメールのコード",
        EmailCodesWrong = "使えません。コードの有効期間は 15 分で、5 回間違えると最初からになります。",
        EmailChanged = "メールアドレスを変更しました。",
        EmailLogin = "以後は新しいアドレスでサインインします。",

        NewAddressSubject = "{0} の新しいアドレスのコード",
        NewAddressText = "このコードは、{0} のアカウントをこのメールアドレスにすることを確認します:",
        OldAddressSubject = "{0} のアドレスが変わろうとしています",
        OldAddressText = "このコードは、{0} のアカウントを別のメールアドレスにすることを確認します:",
        AddressIgnore = "心当たりがない場合は、コードを誰にも渡さないでください。",
        AddressChangedSubject = "{0} のアドレスが変更されました",
        AddressChangedText = "{0} のアカウント {1} のメールアドレスが変更されました。",

        NotMe = "これは私ではありません",
        NotMeMail = "心当たりがない場合: このリンクですべてサインアウトし、新しいパスワードを選びます。7 日間有効です。",
        NotMeMailDay = "心当たりがない場合: このリンクですべてサインアウトし、新しいパスワードを選びます。24 時間有効です。",
        NotMeTitle = "ご本人ではありませんか？",
        NotMeMeans = "すべてのブラウザーとアプリがサインアウトされ、パスワードは使えなくなり、新しいものを選びます。",
        NotMeAddress = "メールアドレスは {0} に戻ります。",
        NotMeEnd = "すべて終了する",

        NewDeviceSubject = "{0} のアカウントに新しいデバイスがサインインしました",
        NewDeviceText = "{0} のアカウント {1} に、これまで使われていないデバイスからサインインがありました: {2}。",

        PhoneSignIn = "電話でサインイン",
        PhoneText = "電話のカメラをこの画像に向けてください。電話でこの番号を入力します:",
        PhoneQr = "電話で読み取る画像",
        PhoneOpen = "または、電話でこのアドレスを開いてください:",
        PhoneWaiting = "電話を待っています。このページは自動的に進みます。",
        PhoneCheck = "今すぐ確認",
        PhoneOver = "時間がかかりすぎたか、電話で拒否されました。",
        OtherTitle = "別のデバイスでサインインしますか？",
        OtherText = "別のデバイスが {0} としてサインインしようとしています。自分で始め、そのデバイスが目の前にある場合だけ続けてください。",
        OtherNumber = "別のデバイスに表示された番号",
        OtherWrong = "表示された番号と違います。別のデバイスで最初からやり直してください。",

        RecoveryTitle = "リカバリーコード",
        RecoveryText = "ほかに手段がないとき、それぞれ 1 回だけ本人確認に使えます。",
        RecoveryOnce = "書き留めるか印刷してください。表示されるのは今回だけです。",
        RecoveryMake = "リカバリーコードを作成",
        RecoveryLeft = "残りのコード: {0}",
        RecoveryReplaces = "以前のコードは使えなくなりました。",
        RecoveryUse = "代わりにリカバリーコードを使う",
        RecoveryLead = "保管しているリカバリーコードを 1 つ入力してください。",
    };
}
