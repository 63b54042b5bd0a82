namespace Latchkey.Server.Ground.Languages;

internal static class TurkishMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "{0} hesabınıza yeniden girmek için kodunuz:",
        UnlockSubject = "{0} hesabınızın kilidini açın",
        UnlockText = "{0} üzerindeki {1} hesabınız kilitli. Bu bağlantı kilidi açar:",
        UnlockButton = "Hesabın kilidini aç",
        UnlockMeans = "Parola olduğu gibi kalır ve bununla oturum açılmaz.",
        Unlocked = "Hesabınızın kilidi açıldı.",
        SignUpSubject = "{0} hesabınızı tamamlayın",
        SignUpText = "Bu bağlantı {0} hesabınızı tamamlar. Sayfa, az önce seçtiğiniz parolayı sorar.",
        SignUpPassword = "Bununla hesap tamamlanır. Hesap için seçtiğiniz parolayı girin.",
        SignUpWrong = "Seçtiğiniz parola bu değil. Beş yanlıştan sonra baştan başlayın.",
        SignUpReady = "Hesabınız hazır.",
        LockedOut = "Bu hesap, çok fazla yanlış paroladan sonra kilitlendi.",
        AnswerWrong = "Cevap bu değil. Bir günde beş yanlıştan sonra yarın yeniden deneyin.",
        LinkToo = "Ya da bu bağlantıyı burada veya başka bir cihazda açın:",
        LinkButton = "Evet, benim",
        LinkTitle = "Bunu siz mi başlattınız?",
        LinkText = "Bu, {0} postasını okuyabildiğinizi söyler. Yalnızca bunu az önce kendiniz başlattıysanız devam edin.",
        LinkNumber = "Başladığınız sayfadaki sayı",
        LinkWrong = "Sayı bu değil. Başladığınız yerde yeni bir e-posta isteyin.",
        LinkWaiting = "E-postadaki bağlantıyı da açabilirsiniz. Başka bir tarayıcıda bu sayıyı sorar:",
        LinkCheck = "Bağlantıyı açtım",
        LinkOpened = "Bağlantıyı açtınız.",
        FirstUse = "Bana e-postayla kod gönder",
        FirstSent = "{0} için burada bir hesap varsa, 8 haneli kod içeren bir e-posta yolda.",
        FirstPassword = "Parolanızı kullanın",
        AdminLocked = "{1} üzerindeki {0} hesabı kilitlendi",
        AdminReported = "{0}, {1} hesabındaki bir değişikliği kendisinin yapmadığını bildirdi",
        AdminDeactivated = "{1} üzerindeki {0} hesabı devre dışı bırakıldı",
        AdminWhy = "{0} yöneticisisiniz ve bundan haberdar edilmek istediniz.",
        AdminOpen = "Konsolda aç",
    };
}
