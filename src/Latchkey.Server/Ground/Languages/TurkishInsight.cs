namespace Latchkey.Server.Ground.Languages;

internal static class TurkishInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Raporlar",
        Failures = "Nedene göre hatalar",
        FailuresMean = "Oturum açmaların neden başarısız olduğu.",
        NoFailures = "Bu sürede başarısız oturum açma yok.",
        Factors = "Kullanılan etmenler",
        FactorsMean = "Kaç kişinin parolanın yanında ne kurduğu.",
        NoFactors = "Henüz kimse ikinci etmen kurmadı.",
        Idle = "Kullanılmayan uygulamalar",
        IdleMeans = "Bu sürede belirteç almayan etkin uygulamalar. Kullanılmayanı kapatmak daha iyidir.",
        NoIdle = "Her etkin uygulama bu sürede belirteç aldı.",
        Refreshes = "Yinelenen ve çalınan yenilemeler",
        RefreshesMean = "Yineleme kaybolmuş bir yanıttır, zararsızdır. Hırsızlık, oturumundan gelen her şeyi sonlandırdı.",
        NoRefreshes = "Bu sürede yineleme veya hırsızlık yok.",
        Repeats = "yinelemeler",
        Thefts = "hırsızlıklar",
        Slow = "Yavaş istekler",
        SlowMeans = "Bu sunucu başladığından beri, yirmi istekten on dokuzunun en fazla süresine göre.",
        NoSlow = "Henüz bir şey istenmedi.",
        NothingToShow = "Gösterilecek bir şey yok",

        Cause = "Neden",
        SignIns = "Oturum açmalar",
        Factor = "Etmen",
        SetUp = "Kurulan",
        App = "Uygulama",
        DaysIdle = "Kullanılmayan gün",
        LastUsed = "Son kullanım",
        NeverUsed = "hiç",
        Times = "Kez",
        Route = "Yol",
        P95 = "20’de 19’u",
        Longest = "En uzunu",
        Requests = "İstekler",

        IsLive = "Canlı",
        Watch = "Canlı izle",
        StopLive = "Durdur",
        SavedSearches = "Kayıtlı aramalar",
        SaveSearchAs = "Bu aramayı şu adla sakla",
        SaveSearch = "Sakla",
        SearchNotSaved = "Arama saklanmadı: en çok 100 karakterlik ad gerekir ve 50 tane olabilir.",

        Authenticators = "Kimlik doğrulayıcılar",
        AuthenticatorsLead = "Kişilerin kim olduklarını kanıtladıkları araçlar. Kimin neyi kurabileceğini kayıt ilkeleri söyler.",
    };
}
