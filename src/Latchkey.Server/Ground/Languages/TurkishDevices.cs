namespace Latchkey.Server.Ground.Languages;

internal static class TurkishDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Geçiş anahtarı aygıtları",
        Lead = "FIDO’nun geçiş anahtarlarını saklayan aygıtlar için söyledikleri: adları, ne ölçüde onaylandıkları ve nelerin iptal edildiği.",
        File = "FIDO’nun dosyası",
        NoFile = "Henüz dosya getirilmedi",
        NoFileMeans = "Aygıtların adı bilinmez ve neyden yapıldıkları sorulamaz. FIDO’nun dosyasını alıp buraya getirin.",
        Number = "Numara",
        Models = "Modeller",
        Revoked = "İptal edilen",
        Next = "Daha yenisi",
        Overdue = "{0} tarihinden beri daha yeni bir dosya var. İptal edilen başka modelleri bilebilir.",
        Bring = "Dosya getir",
        BringHint = "https://mds3.fidoalliance.org adresinin verdiği gibi. FIDO’nun imzası denetlenir, daha eski dosya geri çevrilir.",
        BroughtElsewhere = "Bu sunucudaki tüm kuruluşlar dosyayı paylaşır. Onu ilk kuruluşun konsolu ya da sunucuyu işleten getirir.",
        NotTaken = "Bu dosyayı FIDO imzalamamış ya da dosya yolda değiştirilmiş.",
        Older = "Daha önce daha yeni bir dosya getirildi. Hiçbir şey değişmedi.",
        Asked = "Aygıtlardan istenenler",
        AskedMeans = "Geçiş anahtarı yönteminin ayarlarına göre; kimin hangi model gruplarını kullanabileceğini kayıt ilkeleri söyler.",
        AsksNothing = "Hiçbir şey: FIDO’nun uyarmadığı her aygıt kabul edilir.",
        Model = "Model",
        Certified = "Onaylı",
        NotCertified = "Onaysız",
        InHardware = "Anahtarlar donanımda",
        Own = "Size ait",
        Takes = "Kabul edilir",
        Refuses = "Kabul edilmez",
        Weak = "Güvenilmez",
        SearchModels = "Ad ya da AAGUID",
        More = "{0} model daha: adıyla arayın.",
    };
}
