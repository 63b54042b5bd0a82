namespace Latchkey.Server.Ground.Languages;

internal static class TurkishJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Başka bir ad kullan",
        RememberName = "Adımı bu cihazda hatırla",
        RememberedNames = "Bu cihazda hatırlanan adlar",
        ForgetNames = "Bu adları unut",
        KeepSignedIn = "Oturumum açık kalsın",

        OfferTitle = "Hesabınızı daha güvenli yapın",
        OfferText = "Kimliğinizi onaylamanın ikinci bir yoluyla kimse yalnızca parolanızla giremez.",
        OfferSkip = "Şimdi değil, devam et",
        OfferLater = "Bunu istediğiniz zaman hesap sayfanızda yapabilirsiniz.",

        Working = "Bir saniye. Tarayıcınız robotları dışarıda tutan küçük bir hesap yapıyor.",
        WorkAgain = "Çok uzun sürdü. Bir kez daha gönderin.",
        WorkNeedsScript = "Burada robotları tarayıcının yaptığı küçük bir hesap dışarıda tutar. Betikleri açıp sayfayı yeniden yükleyin.",
        WorkSlowly = "Şu anda çok istek var. Bir dakika sonra yeniden deneyin veya betikleri açın.",

        ChangeEmail = "E-posta adresini değiştir",
        EmailNow = "Şimdiki adresiniz",
        EmailNew = "Yeni e-posta adresi",
        EmailBoth = "Yeni adrese bir kod, eski adrese başka bir kod göndeririz. İkisi de gerekir.",
        EmailNewAlone = "Yeni adrese bir kod gönderir, eskisine haber veririz.",
        EmailSame = "Bu zaten sizin adresiniz.",
        CodeSentTo = "{0} adresine giden postadaki kod",
        EmailCodesWrong = "Bu işe yaramıyor. Kodlar 15 dakika geçerlidir; beş yanlıştan sonra baştan başlarsınız.",
        EmailChanged = "E-posta adresiniz değişti.",
        EmailLogin = "Bundan sonra yeni adresle oturum açarsınız.",

        NewAddressSubject = "{0} için yeni adresinizin kodu",
        NewAddressText = "bu kod, {0} hesabınızın bu e-posta adresini alacağını onaylar:",
        OldAddressSubject = "{0} adresiniz değişmek üzere",
        OldAddressText = "bu kod, {0} hesabınızın başka bir e-posta adresi alacağını onaylar:",
        AddressIgnore = "Bu siz değilseniz kodu kimseye vermeyin.",
        AddressChangedSubject = "{0} adresiniz değiştirildi",
        AddressChangedText = "{0} üzerindeki {1} hesabınızın e-posta adresi az önce değiştirildi.",

        NotMe = "Bu ben değildim",
        NotMeMail = "Siz değilseniz: bu bağlantı her şeyin oturumunu kapatır ve yeni bir parola seçersiniz. Yedi gün geçerlidir.",
        NotMeMailDay = "Siz değilseniz: bu bağlantı her şeyin oturumunu kapatır ve yeni bir parola seçersiniz. 24 saat geçerlidir.",
        NotMeTitle = "Bu siz değil miydiniz?",
        NotMeMeans = "Her tarayıcının ve uygulamanın oturumu kapanır, parolanız geçersiz olur ve yenisini seçersiniz.",
        NotMeAddress = "E-posta adresiniz yeniden {0} olur.",
        NotMeEnd = "Her şeyi sonlandır",

        NewDeviceSubject = "Yeni bir cihaz {0} hesabınızda oturum açtı",
        NewDeviceText = "{0} üzerindeki {1} hesabınızda az önce burada daha önce görülmemiş bir cihazla oturum açıldı: {2}.",

        PhoneSignIn = "Telefonunuzla oturum açın",
        PhoneText = "Telefonunuzun kamerasını bu resme tutun. Telefon sonra bu sayıyı sorar:",
        PhoneQr = "Telefonla taranacak resim",
        PhoneOpen = "Ya da telefonda bu adresi açın:",
        PhoneWaiting = "Telefonunuz bekleniyor. Bu sayfa kendiliğinden devam eder.",
        PhoneCheck = "Şimdi denetle",
        PhoneOver = "Çok uzun sürdü veya telefonda reddedildi.",
        OtherTitle = "Başka bir cihazda oturum açılsın mı?",
        OtherText = "Başka bir cihaz {0} olarak oturum açmak istiyor. Yalnızca bunu siz başlattıysanız ve o cihaz önünüzdeyse devam edin.",
        OtherNumber = "Öteki cihazdaki sayı",
        OtherWrong = "Gösterdiği sayı bu değil. Öteki cihazda baştan başlayın.",

        RecoveryTitle = "Kurtarma kodları",
        RecoveryText = "Elinizde başka bir şey yokken her biri kimliğinizi bir kez onaylar.",
        RecoveryOnce = "Not alın veya yazdırın: yalnızca bu kez gösterilir.",
        RecoveryMake = "Kurtarma kodları oluştur",
        RecoveryLeft = "Kalan kodlar: {0}",
        RecoveryReplaces = "Önceki kodlar artık geçerli değildir.",
        RecoveryUse = "Bunun yerine kurtarma kodu kullan",
        RecoveryLead = "Sakladığınız kurtarma kodlarından birini girin.",
    };
}
