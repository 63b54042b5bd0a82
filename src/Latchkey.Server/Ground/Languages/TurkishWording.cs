namespace Latchkey.Server.Ground.Languages;

internal static class TurkishWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "E-postalar",
        MailsLead = "Bu kuruluşun e-postalarının her dilde ne söylediği.",
        Yours = "Sizin sözleriniz",
        Ours = "Bizim sözlerimiz",
        MailLanguage = "Dil",
        Subject = "Konu",
        Body = "Metin",
        BodyHint = "Aşağıdaki değişkenlerle HTML. Kişilerin devam etmek için gerek duyduğunu içermelidir.",
        Variables = "Değişkenler",
        ForOthers = "Dilinde burada söz bulunmayan herkes için",
        AddLanguage = "Dil ekle",
        ResetMail = "Bizim sözlerimize dön",
        ResetMailMeans = "Bu e-posta için sözleriniz her dilde silinir ve kişiler yine bizimkileri alır.",
        DeleteWords = "Bu sözleri sil",
        DeleteWordsMeans = "Bu dili konuşanlar, diğer herkes için olan sözleri veya bizimkileri alır.",
        AsText = "Metin olarak",
        SendTest = "Bana bir deneme gönder",
        SendTestHint = "Kaydedildiği haliyle {0} adresine gider. Bağlantıları ve kodları hiçbir şey açmaz.",
        Recipients = "Kim alır",
        RecipientsHint = "Birinin beklediği e-posta herkese gider.",
        Everybody = "Herkes",
        AdministratorsOnly = "Yalnızca yöneticiler",
        Nobody = "Hiç kimse",
        Languages = "Diller",
        LanguagesLead = "Sayfaların ve e-postaların seçebildiklerinde konuştuğu dil.",
        DefaultLanguage = "Varsayılan dil",
        DefaultHint = "Uygulaması, profili ve tarayıcısı sunulan bir dil belirtmeyen kişiler için.",
        Offered = "Sunulan diller",
        OfferedHint = "İşaretlenmeyen, tarayıcısı ne derse desin hiç kimseye gösterilmez.",
        Files = "Well-known dosyaları",
        FilesLead = "Bu adresin telefonlara ve tarayıcılara uygulamalarınız hakkında söyledikleri. Uygulamalar dosyaları kendileri "
            + "doldurur; fazlası API ile eklenir.",
        AndroidFile = "Android: bu adresin bağlantılarını açan ve geçiş anahtarlarını kullanan uygulamalar",
        AppleFile = "Apple: bu adresin bağlantılarını açan, parolalarını ve geçiş anahtarlarını kullanan uygulamalar",
        WebAuthnFile = "Tarayıcılar: bu adresin geçiş anahtarlarının kullanılabileceği diğer siteler",
        AddedByYou = "API ile eklenenlerle birlikte",
        OpenFile = "Dosyayı aç",
    };
}
