namespace Latchkey.Server.Ground.Languages;

internal static class TurkishSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Markalar",
        AllBrandsLead = "Her birinin kendi görünümü, sayfaları ve e-postaları vardır. Bir uygulama veya alan adı bunlardan birini, yoksa varsayılanı gösterir.",
        AddBrand = "Marka ekle",
        DefaultBrand = "Varsayılan",
        DeleteBrand = "Bu markayı sil",
        DeleteBrandMeans = "Resimleri, sayfaları ve e-postaları silinir. Onu gösteren uygulamalar yine ilk markayı gösterir.",
        Domains = "Alan adları",
        DomainsLead = "Bu markayı gösteren kendi adresleriniz. Her biri DNS kaydıyla kanıtlanır.",
        Domain = "Alan adı",
        DomainHint = "DNS’ini sizin yönettiğiniz bir ad, örneğin login.example.com.",
        AddDomain = "Alan adı ekle",
        RecordHint = "Bu TXT kaydını oluşturun, sonra doğrulayın. Adı, onun için sertifikası olan proxy’nize yönlendirin.",
        RecordName = "Kaydın adı",
        RecordText = "Kaydın metni",
        Verify = "Doğrula",
        NotProven = "DNS bunu henüz söylemiyor. Yeni bir kaydın görünmesi dakikalar sürebilir.",
        InUse = "Kullanımda",
        Waiting = "Kaydı bekleniyor",
        DeleteDomain = "Bu alan adını sil",
        DeleteDomainMeans = "Bu adrese gelenler artık bir şey bulamaz ve vericisinin belirteçleri kabul edilmez.",
        AppBrand = "Marka",
        AppBrandHint = "Kişilerin bu uygulamaya giderken gördüğü.",
    };
}
