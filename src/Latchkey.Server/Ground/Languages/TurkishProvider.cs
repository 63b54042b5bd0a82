namespace Latchkey.Server.Ground.Languages;

internal static class TurkishProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Kimlik sağlayıcıları",
        Lead = "Kişilerinizin başka nerede oturum açabileceği: her biri oturum açma sayfasında bir düğmedir.",
        Add = "Kimlik sağlayıcısı ekle",
        None = "Kimlik sağlayıcısı yok",
        NoneMeans = "Kişiler burada sahip olduklarıyla oturum açar. Google, Apple, Entra, başka bir Latchkey veya herhangi bir OpenID sağlayıcısı ekleyin.",
        Kind = "Tür",
        NameHint = "Düğmede bu ad yazar.",
        Callback = "Kişileri geri gönderdikleri adres",
        CallbackHint = "Bu adresi her sağlayıcıda yönlendirme URI’si olarak girin.",
        Issuer = "Yayımlayan",
        IssuerHint = "Kimlik belirteçlerinde yazan adresi. Google ve Apple’ın kendi adresi vardır; Entra için kendi kiracınızınkini kullanın.",
        ClientId = "İstemci kimliği",
        ClientSecret = "İstemci sırrı",
        SecretKept = "Kayıtlı olanı korumak için boş bırakın.",
        ForApple = "Yalnızca Apple için",
        TeamId = "Ekip kimliği",
        KeyId = "Anahtar kimliği",
        PrivateKey = "Özel anahtar",
        PrivateKeyHint = ".p8 dosyasının metni.",
        WhoGetsIn = "Kimler girebilir",
        Links = "Buradaki hesapları bağla",
        LinksMeans = "İki tarafın da doğruladığı bir e-posta adresiyle. Yöneticiler elle bağlanır.",
        Provisions = "Yeni kişiler için hesap oluştur",
        ProvisionsMeans = "Sağlayıcı e-posta adreslerini doğruladıysa.",
        Trusts = "İkinci etkenini kabul et",
        TrustsMeans = "Orada verenden burada istenmez.",
        Keeps = "Belirteçlerini sakla",
        KeepsMeans = "Mühürlü olarak, sağlayıcıyı bir kişi adına çağıran programlar için.",
        EveryTenant = "Bu türden hesabı olan herkes girer. Yalnızca kendi kişilerinizi almak için kendi kiracınızın yayımlayanını kullanın.",
        NobodyNew = "Daha önce gelmemiş kimse giremez: hesaplar ne bağlanır ne oluşturulur.",
        DeleteMeans = "Burada parolası veya geçiş anahtarı olmayan artık oturum açamaz. Hesaplar kalır.",
        OtherOrg = "Başka bir Latchkey veya Okta",
        OtherOpenId = "Başka bir OpenID sağlayıcısı",
    };
}
