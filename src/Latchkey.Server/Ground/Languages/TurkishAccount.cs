namespace Latchkey.Server.Ground.Languages;

internal static class TurkishAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Hesabınız",
        Profile = "Profil",
        Name = "Ad",
        Authenticators = "Siz olduğunuzu doğrulama yolları",
        Apps = "Erişimi olan uygulamalar",
        OwnApps = "Uygulamalarınız",
        OpenApp = "Aç",
        Activity = "Son oturum açmalar",
        Data = "Verileriniz",

        DisplayName = "Görünen ad",
        NickName = "Takma ad",
        MobilePhone = "Cep telefonu",
        Language = "Dil",
        LanguageOfBrowser = "Tarayıcının dili",
        ProfileOfOrg = "Profilinizle kuruluşunuz ilgilenir.",
        ProfileInvalid = "Kaydedilemiyor: bir değer çok uzun veya izin verilmeyen karakterler içeriyor.",
        Save = "Kaydet",
        Saved = "Kaydedildi.",

        ChangePassword = "Parolayı değiştir",
        LastChanged = "Son değişiklik",
        OldPassword = "Geçerli parola",
        PasswordTooSoon = "Parolanızı kısa süre önce değiştirdiniz. Daha sonra yeniden deneyin.",
        PasswordNotYours = "Kuruluşunuz parolanızı burada değiştirmenize izin vermiyor.",
        OldPasswordWrong = "Bu, geçerli parolanız değil.",
        PasswordMeans = "Bu tarayıcıda oturum açık kalır. Diğer tüm tarayıcılarda ve uygulamalarda yeniden oturum açmak gerekir.",
        PasswordChanged = "Parolanız değiştirildi ve diğer her yerde oturum kapatıldı.",

        PasswordAlone = "Yalnızca parolanızla oturum açıyorsunuz.",
        Added = "Eklenme",
        Change = "Değiştir",
        Remove = "Kaldır",
        RemoveMeans = "Artık siz olduğunuzu doğrulamaz. Size e-postayla bildiririz.",
        Removed = "Kaldırıldı.",
        SetUp = "Ayarla",
        IsSetUp = "Ayarlandı.",
        NameInvalid = "En fazla 50 karakterlik bir ad girin.",

        NoApps = "Hesabınıza erişimi olan uygulama yok.",
        RemoveAccess = "Erişimi kaldır",
        AccessRemoved = "Uygulamanın artık erişimi yok.",

        NoActivity = "Henüz oturum açılmadı.",
        Refused = "Reddedildi",
        ActivityHelp = "Tanımadığınız bir şey mi var? Parolanızı değiştirin.",

        DataText = "Bu kuruluşun sizinle ilgili sakladığı her şey, bir JSON dosyasında.",
        Download = "Verilerimi indir",
        Delete = "Hesabımı sil",
        DeleteTitle = "Hesabınız silinsin mi?",
        DeleteText = "Size ait her şey hemen ve kalıcı olarak gider: profiliniz, oturumlarınız ve uygulamaların sizin için yapabildikleri.",
        DeleteType = "Onaylamak için {0} yazın",
        DeleteMismatch = "Aynı değil.",
        DeleteForGood = "Kalıcı olarak sil",
        Deleted = "Hesabınız silindi",
        DeletedText = "Her yerde oturumunuz kapatıldı.",

        DeletedSubject = "{0} hesabınız silindi",
        DeletedMail = "{0} sitesindeki {1} hesabınız, hesap sayfasında istendiği gibi az önce silindi.",
    };
}
